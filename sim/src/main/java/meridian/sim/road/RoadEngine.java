package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.TripSource;
import meridian.model.network.VehicleKind;

/**
 * A running city. Each {@link #step} first shows the signals, then lets every driver choose a speed from the same moment's
 * positions, moves them all, lets them change lanes, and opens the gates.
 *
 * <p>One thread at a time. {@link #fork} gives an independent copy.
 */
public final class RoadEngine {
    /** A driver who has stood this long on a lane that does not lead on drives around instead, s. */
    private static final double GIVE_UP_SECONDS = 45;

    private static final double FADE_EVERY_SECONDS = 60;
    private static final VehicleKind[] KINDS = VehicleKind.values();

    private final RoadNetwork road;
    private final RoadSettings settings;
    private final RouteFinder routes;
    private final TripLog log;
    private final double step;

    final Vehicles vehicles;
    final Occupancy occupancy;
    final Claims claims;
    final Signals signals;
    private final Approaches approaches;
    private final LaneChoice lanes;
    private final Driver driver;
    private final LaneChanger changer;
    private final LinkRecords records;
    private final Entry entry;

    private long steps;
    private long updates;
    private long arrived;
    private long rerouted;
    private double lostSeconds;

    /**
     * @param routes ways for trips that have none, and for drivers who missed theirs
     * @param log told of each trip that ends
     */
    public RoadEngine(RoadNetwork road, TripSource trips, RouteFinder routes, TripLog log, RoadSettings settings) {
        this.road = road;
        this.settings = settings;
        this.routes = routes;
        this.log = log;
        step = settings.stepSeconds();
        vehicles = new Vehicles(256);
        occupancy = new Occupancy(road, vehicles);
        claims = new Claims(road, vehicles);
        signals = new Signals(road);
        approaches = new Approaches(road);
        records = new LinkRecords(road);
        lanes = new LaneChoice(road, vehicles);
        driver = driver();
        changer = new LaneChanger(road, vehicles, occupancy, lanes, step);
        entry = new Entry(road, vehicles, occupancy, lanes, changer, records, routes, trips, settings);
        signals.update(timeSeconds());
    }

    private RoadEngine(RoadEngine other, TripLog log) {
        road = other.road;
        settings = other.settings;
        routes = other.routes;
        this.log = log;
        step = other.step;
        vehicles = other.vehicles.copy();
        occupancy = other.occupancy.copy(vehicles);
        claims = other.claims.copy(vehicles);
        signals = other.signals.copy();
        approaches = new Approaches(road);
        records = other.records.copy();
        lanes = new LaneChoice(road, vehicles);
        driver = driver();
        changer = new LaneChanger(road, vehicles, occupancy, lanes, step);
        entry = other.entry.copy(vehicles, occupancy, lanes, changer, records, other.timeSeconds());
        steps = other.steps;
        updates = other.updates;
        arrived = other.arrived;
        rerouted = other.rerouted;
        lostSeconds = other.lostSeconds;
    }

    private Driver driver() {
        Junctions junctions = new Junctions(road, vehicles, occupancy, claims, approaches, signals, lanes, step);
        return new Driver(road, vehicles, occupancy, claims, approaches, junctions, lanes, step);
    }

    /** An independent copy that goes on from here; it tells {@code newLog} of trips that end. */
    public RoadEngine fork(TripLog newLog) {
        return new RoadEngine(this, newLog);
    }

    /** Makes one step. */
    public void step() {
        double time = timeSeconds();
        signals.update(time);
        entry.admit(time);
        approaches.clear();
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                driver.announce(v);
            }
        }
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                driver.decide(v);
            }
        }
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                advance(v);
            }
        }
        double after = time + step;
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                cross(v, after);
            }
        }
        for (int v = 0; v < vehicles.rows; v++) {
            if (vehicles.used[v]) {
                halt(v, after);
                changer.consider(v);
                giveUp(v);
            }
        }
        updates += vehicles.alive;
        steps++;
        if (Math.floor(after / FADE_EVERY_SECONDS) > Math.floor(time / FADE_EVERY_SECONDS)) {
            forgetOldTravelTimes();
        }
    }

    private void advance(int v) {
        double speed = vehicles.nextSpeed[v];
        double way = speed * step;
        vehicles.speed[v] = speed;
        vehicles.position[v] += way;
        vehicles.odometer[v] += way;
        int segment = vehicles.segment[v];
        int link = road.linkOf(segment);
        records.seconds[link] += step;
        records.meters[link] += way;
        if (vehicles.haltUntil[v] >= 0) {
            return;
        }
        double wanted = vehicles.wanted(v, road.segLimit[segment]);
        double loss = step * Math.max(0, 1 - speed / wanted);
        vehicles.lost[v] += (float) loss;
        records.lost[link] += loss;
        lostSeconds += loss;
        if (speed < Junctions.STANDING_MPS) {
            if (vehicles.standing[v] == 0) {
                vehicles.halts[v]++;
            }
            vehicles.standing[v] += (float) step;
            vehicles.waited[v] += (float) step;
        } else {
            vehicles.standing[v] = 0;
        }
    }

    /** Takes a vehicle over the ends of segments that it has passed. */
    private void cross(int v, double time) {
        claims.releasePassed(v, road);
        while (true) {
            int segment = vehicles.segment[v];
            double length = road.segLength[segment];
            boolean last = vehicles.onLastLeg(v) && road.isLane(segment);
            if (last && vehicles.position[v] >= goal(v, length)) {
                leave(v, time);
                return;
            }
            if (vehicles.position[v] <= length) {
                return;
            }
            if (road.isLane(segment) && vehicles.movement[v] == NONE) {
                throw new IllegalStateException("vehicle " + vehicles.trip[v].id() + " drove over the end of lane "
                        + segment + " of link "
                        + road.network.link(road.laneLink[segment]).id()
                        + ", which does not lead on");
            }
            double beyond = vehicles.position[v] - length;
            occupancy.remove(v);
            occupancy.leave(v, segment, beyond);
            vehicles.position[v] = beyond;
            if (road.isLane(segment)) {
                int link = road.laneLink[segment];
                records.passed(link, time - vehicles.linkEntered[v]);
                occupancy.insert(v, road.laneCount + vehicles.movement[v]);
            } else {
                vehicles.leg[v]++;
                vehicles.linkEntered[v] = time;
                int lane = road.moveTo[segment - road.laneCount];
                records.entered[road.laneLink[lane]]++;
                occupancy.insert(v, lane);
                lanes.orient(v);
            }
            claims.releasePassed(v, road);
        }
    }

    private double goal(int v, double length) {
        double stated = vehicles.trip[v].arrivalMeters();
        return stated < 0 ? length - 0.01 : Math.min(stated, length - 0.01);
    }

    private void leave(int v, double time) {
        log.arrived(
                vehicles.trip[v],
                vehicles.entered[v],
                time,
                vehicles.odometer[v],
                vehicles.lost[v],
                vehicles.waited[v],
                vehicles.halts[v]);
        records.passed(vehicles.link(v), time - vehicles.linkEntered[v]);
        claims.releaseAll(v);
        occupancy.remove(v);
        vehicles.remove(v);
        arrived++;
    }

    /** Begins and ends planned halts. */
    private void halt(int v, double time) {
        StopVisit stop = vehicles.stopVisit(v);
        if (stop == null || stop.link() != vehicles.link(v) || !road.isLane(vehicles.segment[v])) {
            return;
        }
        if (vehicles.haltUntil[v] >= 0) {
            if (time >= vehicles.haltUntil[v]) {
                vehicles.haltUntil[v] = -1;
                vehicles.nextStop[v]++;
                lanes.orient(v);
            }
            return;
        }
        double way = stop.endMeters() - vehicles.position[v];
        boolean there = way < 1
                && vehicles.speed[v] < Junctions.STANDING_MPS
                && vehicles.segment[v] == road.linkLane[stop.link()] + stop.lane();
        if (there) {
            vehicles.haltUntil[v] = Math.max(time + stop.dwellSeconds(), stop.untilSeconds());
            vehicles.standing[v] = 0;
        } else if (way < -1) {
            // Could not reach the lane of the stop in time: goes on without it.
            vehicles.nextStop[v]++;
            lanes.orient(v);
        }
    }

    /** Who stands at the end of a lane that does not lead on takes another way. */
    private void giveUp(int v) {
        int lane = vehicles.segment[v];
        if (vehicles.standing[v] < GIVE_UP_SECONDS
                || !road.isLane(lane)
                || vehicles.movement[v] != NONE
                || vehicles.onLastLeg(v)
                || vehicles.ahead[v] != NONE) {
            return;
        }
        int kind = vehicles.kind[v];
        int[] path = vehicles.path[v];
        int destination = path[path.length - 1];
        int out = road.laneOutStart[lane + 1] - road.laneOutStart[lane];
        for (int i = 0; i < out; i++) {
            int m = road.laneOut[road.laneOutStart[lane] + (i + (int) (steps % out)) % out];
            if (!lanes.open(road.moveTo[m], kind)) {
                continue;
            }
            int next = road.laneLink[road.moveTo[m]];
            LinkPath found = routes.find(next, destination, KINDS[kind], records.travelSeconds, vehicles.random[v]);
            if (found != null) {
                int leg = vehicles.leg[v];
                int[] changed = new int[leg + 1 + found.size()];
                System.arraycopy(path, 0, changed, 0, leg + 1);
                System.arraycopy(found.toArray(), 0, changed, leg + 1, found.size());
                vehicles.path[v] = changed;
                rerouted++;
                lanes.orient(v);
                return;
            }
        }
    }

    private void forgetOldTravelTimes() {
        float factor = (float) Math.pow(0.5, FADE_EVERY_SECONDS / 600);
        for (int link = 0; link < road.linkCount; link++) {
            records.fade(link, factor);
        }
    }

    /** Vehicles that have stood longest, one line each, for people who look for the reason. */
    public String stuck(int most) {
        StringBuilder text = new StringBuilder();
        java.util.stream.IntStream.range(0, vehicles.rows)
                .filter(v -> vehicles.used[v])
                .boxed()
                .sorted((a, b) -> Float.compare(vehicles.standing[b], vehicles.standing[a]))
                .limit(most)
                .forEach(v -> text.append(String.format(
                        java.util.Locale.ROOT,
                        "%s stands %.0f s on %s at %.1f of %.1f m, offset %d, next %s, blocked by %s, signal %s%n",
                        vehicles.trip[v].id(),
                        vehicles.standing[v],
                        road.describe(vehicles.segment[v]),
                        vehicles.position[v],
                        road.segLength[vehicles.segment[v]],
                        vehicles.laneOffset[v],
                        vehicles.movement[v] == NONE ? "-" : road.describe(road.laneCount + vehicles.movement[v]),
                        vehicles.blocker[v] == NONE || !vehicles.used[vehicles.blocker[v]]
                                ? "-"
                                : vehicles.trip[vehicles.blocker[v]].id(),
                        vehicles.movement[v] == NONE ? "-" : signals.of(vehicles.movement[v]))));
        return text.toString();
    }

    /** Second of the simulated day: the start and the steps since. */
    public double timeSeconds() {
        return settings.startSeconds() + steps * step;
    }

    public RoadNetwork road() {
        return road;
    }

    /** Vehicles on the road now. */
    public int vehicleCount() {
        return vehicles.alive;
    }

    /** Trips that are due and wait outside because there is no room. */
    public int waitingCount() {
        return entry.waiting;
    }

    public long insertedCount() {
        return entry.inserted;
    }

    public long arrivedCount() {
        return arrived;
    }

    /** Trips that were refused because no way leads from their start to their end. */
    public long unroutableCount() {
        return entry.unroutable;
    }

    /** Drivers who stood on a wrong lane too long and took another way. */
    public long reroutedCount() {
        return rerouted;
    }

    /** Vehicles moved since the start, each step counted. */
    public long updateCount() {
        return updates;
    }

    /** Time lost by all vehicles since the start against driving at their wanted speed, s. */
    public double lostSeconds() {
        return lostSeconds;
    }

    /** Whether everybody has arrived and nobody will come. */
    public boolean done() {
        return vehicles.alive == 0 && entry.done();
    }

    public LinkRecords records() {
        return records;
    }
}
