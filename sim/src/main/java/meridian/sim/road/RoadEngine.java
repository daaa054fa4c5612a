package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;
import static meridian.sim.road.Vehicles.UNKNOWN;

import java.util.Arrays;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.TripSource;
import meridian.model.network.VehicleKind;

/**
 * A running city. Each {@link #step} first opens the gates, then lets drivers commit themselves at the nodes, lets every
 * driver choose a speed from the same moment's positions, moves them all, shows the signals of the next moment, and lets
 * drivers change lanes.
 *
 * <p>The work is cut by nodes: a node with the lanes that end at it and the movements through it is one unit, which changes
 * only its own rows and reads of others only what does not change in the same phase. So the phases give the same bytes on any
 * number of threads; what goes from one unit to another is done by one thread between them, in the order of the vehicles'
 * numbers.
 *
 * <p>Only one thread may call it. {@link #fork} gives an independent copy. {@link #close} ends its threads.
 */
public final class RoadEngine implements AutoCloseable {
    /** A driver who has stood this long on a lane that does not lead on drives around instead, s. */
    private static final double GIVE_UP_SECONDS = 45;

    /** Who has found no other way in this time goes where the lane leads, and no further, s. */
    private static final double STRAY_SECONDS = 180;

    private static final double FADE_EVERY_SECONDS = 60;
    /** Steps between two sortings of the rows. */
    private static final int SORT_EVERY = 32;
    /** Vehicles in one piece of a phase. */
    private static final int PIECE = 128;

    private static final VehicleKind[] KINDS = VehicleKind.values();

    private final RoadNetwork road;
    private final RoadSettings settings;
    private final RouteFinder routes;
    private final TripLog log;
    private final double step;
    private final Crew crew;
    private final Worker[] workers;

    final Vehicles vehicles;
    final Occupancy occupancy;
    final Claims claims;
    final Signals signals;
    private final Knocks knocks;
    private final Junctions junctions;
    private final LinkRecords records;
    private final Entry entry;

    /** Nodes at which there is something to do, cut into pieces: piece i is {@code pieceStart[i] … pieceStart[i + 1] − 1}. */
    private final int[] active;

    private int activeCount;
    private int[] pieceStart = new int[64];
    private int pieces;
    /** Step in which a node was last put into {@link #active}. */
    private final long[] activeIn;

    private long[] byNumber = new long[64];
    private final RowOrder.Spare spare = new RowOrder.Spare();
    private int[] sorted = new int[0];
    private int[] newRow = new int[0];

    private final Crew.Task committing = this::commit;
    private final Crew.Task deciding = this::decide;
    private final Crew.Task advancing = this::advance;
    private final Crew.Task changingLanes = this::changeLanes;
    private final Crew.Task releasing = this::release;

    private long steps;
    private long updates;
    private long arrived;
    private long rerouted;
    private long strayed;

    /** What one thread needs for itself. */
    private final class Worker {
        final LaneChoice lanes = new LaneChoice(road, vehicles);
        final Room room = new Room(road, vehicles, occupancy, claims, lanes, signals);
        final Junctions ruling = new Junctions(road, vehicles, occupancy, claims, knocks, signals, room, step);
        final RowList knocking = new RowList();
        final Driver driver = new Driver(road, vehicles, occupancy, claims, ruling, lanes, step, knocking);
        final LaneChanger changer = new LaneChanger(road, vehicles, occupancy, claims, room, lanes, step);
        final Gaps.Plan plan = new Gaps.Plan();
        final RowList crossing = new RowList();
        final RowList arriving = new RowList();
        final RowList lost = new RowList();
    }

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
        vehicles = new Vehicles();
        occupancy = new Occupancy(road, vehicles);
        claims = new Claims(road, vehicles);
        signals = new Signals(road);
        knocks = new Knocks(road, vehicles);
        records = new LinkRecords(road);
        crew = new Crew(settings.threads());
        workers = workers();
        junctions = workers[0].ruling;
        active = new int[road.nodeCount];
        activeIn = new long[road.nodeCount];
        Arrays.fill(activeIn, -1);
        Worker first = workers[0];
        entry = new Entry(
                road, vehicles, occupancy, claims, first.lanes, first.changer, records, routes, trips, settings);
        signals.update(timeSeconds());
    }

    private RoadEngine(RoadEngine other, TripLog log) {
        road = other.road;
        settings = other.settings.withThreads(1);
        routes = other.routes;
        this.log = log;
        step = other.step;
        vehicles = other.vehicles.copy();
        occupancy = other.occupancy.copy(vehicles);
        claims = other.claims.copy(vehicles);
        signals = other.signals.copy();
        knocks = new Knocks(road, vehicles);
        records = other.records.copy();
        crew = new Crew(1);
        workers = workers();
        junctions = workers[0].ruling;
        active = new int[road.nodeCount];
        activeIn = new long[road.nodeCount];
        Arrays.fill(activeIn, -1);
        Worker first = workers[0];
        entry = other.entry.copy(vehicles, occupancy, claims, first.lanes, first.changer, records, other.timeSeconds());
        for (Worker worker : other.workers) {
            for (int i = 0; i < worker.knocking.size; i++) {
                first.knocking.add(worker.knocking.row[i]);
            }
        }
        steps = other.steps;
        updates = other.updates;
        arrived = other.arrived;
        rerouted = other.rerouted;
        strayed = other.strayed;
    }

    private Worker[] workers() {
        Worker[] made = new Worker[crew.size()];
        for (int i = 0; i < made.length; i++) {
            made[i] = new Worker();
        }
        return made;
    }

    /** An independent copy that goes on from here, on one thread; it tells {@code newLog} of trips that end. */
    public RoadEngine fork(TripLog newLog) {
        return new RoadEngine(this, newLog);
    }

    /** Ends the engine's threads; it cannot go on then. */
    @Override
    public void close() {
        crew.close();
    }

    /** Makes one step. */
    public void step() {
        double time = timeSeconds();
        double after = time + step;
        entry.admit(time);
        gatherKnocks(time);
        gatherNodes();
        crew.run(pieces, committing);
        crew.run(pieces, deciding);
        crew.run(pieces, advancing);
        updates += vehicles.alive;
        handOver(after);
        leave(after);
        signals.update(after);
        crew.run(pieces, changingLanes);
        crew.run(pieces, releasing);
        giveUp();
        steps++;
        if (steps % SORT_EVERY == 0) {
            sortRows();
        }
        if (Math.floor(after / FADE_EVERY_SECONDS) > Math.floor(time / FADE_EVERY_SECONDS)) {
            forgetOldTravelTimes();
        }
    }

    /** Drivers who knocked in the last step, unless what they have passed or claimed since then makes it void. */
    private void gatherKnocks(double time) {
        knocks.clear();
        for (Worker worker : workers) {
            for (int i = 0; i < worker.knocking.size; i++) {
                int v = worker.knocking.row[i];
                if (vehicles.used[v] && vehicles.knock[v] != NONE) {
                    vehicles.knockMeters[v] -= vehicles.speed[v] * step;
                    int after = vehicles.knockAfter[v];
                    boolean on = vehicles.segment[v] == road.laneCount + after;
                    if (vehicles.entered[v] < time && (on || claims.find(v, after) != NONE)) {
                        boolean there = vehicles.segment[v] == road.moveFrom[vehicles.knock[v]];
                        if (!there) {
                            knocks.add(v);
                        }
                    }
                }
            }
            worker.knocking.clear();
        }
    }

    private void gatherNodes() {
        activeCount = 0;
        pieces = 0;
        int inPiece = 0;
        pieceStart[0] = 0;
        for (int n = 0; n < road.nodeCount; n++) {
            int count = occupancy.nodeCount[n];
            if (count > 0 || claims.held[n] > 0 || knocks.first[n] != NONE) {
                activeIn[n] = steps;
                active[activeCount++] = n;
                inPiece += count + 1;
                if (inPiece >= PIECE) {
                    endPiece();
                    inPiece = 0;
                }
            }
        }
        endPiece();
    }

    private void endPiece() {
        if (activeCount > pieceStart[pieces]) {
            pieces++;
            if (pieces == pieceStart.length) {
                pieceStart = Arrays.copyOf(pieceStart, 2 * pieces);
            }
            pieceStart[pieces] = activeCount;
        }
    }

    private void commit(int worker, int piece) {
        Worker w = workers[worker];
        for (int i = pieceStart[piece]; i < pieceStart[piece + 1]; i++) {
            w.ruling.commit(active[i], steps, w.plan);
        }
    }

    private void release(int worker, int piece) {
        Worker w = workers[worker];
        for (int i = pieceStart[piece]; i < pieceStart[piece + 1]; i++) {
            w.ruling.release(active[i]);
        }
    }

    private void decide(int worker, int piece) {
        Driver driver = workers[worker].driver;
        for (int i = pieceStart[piece]; i < pieceStart[piece + 1]; i++) {
            int n = active[i];
            for (int k = road.nodeMoveStart[n]; k < road.nodeMoveStart[n + 1]; k++) {
                int v = occupancy.front[road.laneCount + road.nodeMove[k]];
                for (; v != NONE; v = vehicles.behind[v]) {
                    driver.decide(v);
                }
            }
            for (int k = road.nodeLaneStart[n]; k < road.nodeLaneStart[n + 1]; k++) {
                for (int v = occupancy.front[road.nodeLane[k]]; v != NONE; v = vehicles.behind[v]) {
                    driver.decide(v);
                }
            }
        }
    }

    private void advance(int worker, int piece) {
        Worker w = workers[worker];
        double after = timeSeconds() + step;
        for (int i = pieceStart[piece]; i < pieceStart[piece + 1]; i++) {
            int n = active[i];
            for (int k = road.nodeMoveStart[n]; k < road.nodeMoveStart[n + 1]; k++) {
                int segment = road.laneCount + road.nodeMove[k];
                if (occupancy.front[segment] != NONE) {
                    move(w, segment, after);
                    for (int v = occupancy.front[segment]; passed(v, segment); v = vehicles.behind[v]) {
                        w.crossing.add(v);
                    }
                }
            }
            for (int k = road.nodeLaneStart[n]; k < road.nodeLaneStart[n + 1]; k++) {
                int lane = road.nodeLane[k];
                if (occupancy.front[lane] != NONE) {
                    move(w, lane, after);
                    enterNode(w, lane, after);
                }
            }
        }
    }

    private boolean passed(int v, int segment) {
        return v != NONE && vehicles.position[v] > road.segLength[segment];
    }

    /** Moves all vehicles of a segment by their chosen speeds. */
    private void move(Worker w, int segment, double after) {
        boolean onLane = segment < road.laneCount;
        double limit = road.segLimit[segment];
        double vehicleSeconds = 0;
        double vehicleMeters = 0;
        double lost = 0;
        for (int v = occupancy.front[segment]; v != NONE; v = vehicles.behind[v]) {
            double speed = vehicles.nextSpeed[v];
            double way = speed * step;
            vehicles.speed[v] = speed;
            vehicles.position[v] += way;
            vehicles.odometer[v] += way;
            vehicleSeconds += step;
            vehicleMeters += way;
            if (onLane) {
                vehicles.committed[v] = vehicles.lineClaim[v] != NONE;
                if (vehicles.movement[v] == NONE && arrives(v, segment)) {
                    w.arriving.add(v);
                }
            }
            if (!vehicles.halting(v)) {
                lost += measure(v, speed, limit);
            }
            if (vehicles.nextStop[v] >= 0) {
                halt(w, v, after);
            }
        }
        int link = road.linkOf(segment);
        records.seconds[link] += vehicleSeconds;
        records.meters[link] += vehicleMeters;
        records.lost[link] += lost;
    }

    /** @return time lost in this step, s */
    private double measure(int v, double speed, double limit) {
        double wanted = vehicles.wanted(v, limit);
        double loss = speed < wanted ? step * (1 - speed / wanted) : 0;
        vehicles.lost[v] += (float) loss;
        if (speed < Junctions.STANDING_MPS) {
            if (vehicles.standing[v] == 0) {
                vehicles.halts[v]++;
            }
            vehicles.standing[v] += (float) step;
            vehicles.waited[v] += (float) step;
        } else {
            vehicles.standing[v] = 0;
            vehicles.blocker[v] = NONE;
        }
        return loss;
    }

    private boolean arrives(int v, int lane) {
        return vehicles.onLastLeg(v) && vehicles.position[v] >= goal(v, road.segLength[lane]);
    }

    private double goal(int v, double length) {
        double stated = vehicles.trip[v].arrivalMeters();
        return stated < 0 ? length - 0.01 : Math.min(stated, length - 0.01);
    }

    /** Takes the vehicles that have passed a lane's end into the node. */
    private void enterNode(Worker w, int lane, double after) {
        int v = occupancy.front[lane];
        while (passed(v, lane)) {
            int next = vehicles.behind[v];
            if (vehicles.movement[v] != NONE || !vehicles.onLastLeg(v)) {
                overLine(v, lane, after);
                if (passed(v, vehicles.segment[v])) {
                    w.crossing.add(v);
                }
            }
            v = next;
        }
    }

    private void overLine(int v, int lane, double after) {
        if (vehicles.movement[v] < 0) {
            throw new IllegalStateException("vehicle " + vehicles.trip[v].id() + " drove over the end of "
                    + road.describe(lane) + ", which does not lead on");
        }
        double beyond = vehicles.position[v] - road.segLength[lane];
        occupancy.remove(v);
        occupancy.leave(v, lane, beyond);
        vehicles.position[v] = beyond;
        vehicles.lineClaim[v] = NONE;
        records.passed(road.laneLink[lane], after - vehicles.linkEntered[v]);
        occupancy.insert(v, road.laneCount + vehicles.movement[v]);
    }

    /** Takes the vehicles that have passed the end of a movement onto the next lane: the one place where units meet. */
    private void handOver(double after) {
        int n = 0;
        for (Worker worker : workers) {
            n += worker.crossing.size;
        }
        if (byNumber.length < n) {
            byNumber = new long[2 * n];
        }
        n = 0;
        for (Worker worker : workers) {
            for (int i = 0; i < worker.crossing.size; i++) {
                int v = worker.crossing.row[i];
                byNumber[n++] = vehicles.serial[v] << 24 | v;
            }
            worker.crossing.clear();
        }
        Arrays.sort(byNumber, 0, n);
        for (int i = 0; i < n; i++) {
            ontoLane((int) (byNumber[i] & 0xFFFFFF), after);
        }
        endPiece();
    }

    private void ontoLane(int v, double after) {
        Worker w = workers[0];
        while (passed(v, vehicles.segment[v])) {
            int segment = vehicles.segment[v];
            if (segment < road.laneCount) {
                if (vehicles.movement[v] == NONE && vehicles.onLastLeg(v)) {
                    return;
                }
                overLine(v, segment, after);
                continue;
            }
            int lane = road.moveTo[segment - road.laneCount];
            double beyond = vehicles.position[v] - road.segLength[segment];
            occupancy.remove(v);
            occupancy.leave(v, segment, beyond);
            occupancy.nodeCount[road.nodeOf(segment)]--;
            occupancy.nodeCount[road.laneNode[lane]]++;
            activate(road.laneNode[lane]);
            vehicles.position[v] = beyond;
            vehicles.leg[v]++;
            vehicles.linkEntered[v] = after;
            vehicles.committed[v] = false;
            records.entered[road.laneLink[lane]]++;
            occupancy.insert(v, lane);
            vehicles.movement[v] = UNKNOWN;
            if (passed(v, lane)) {
                look(w, v);
            }
            if (vehicles.onLastLeg(v) && arrives(v, lane)) {
                w.arriving.add(v);
            }
        }
    }

    private void activate(int node) {
        if (activeIn[node] != steps) {
            activeIn[node] = steps;
            active[activeCount++] = node;
        }
    }

    /** A driver who has come onto a lane finds out which movement to take, and whether it is claimed already. */
    private void look(Worker w, int v) {
        w.lanes.orient(v);
        vehicles.lineClaim[v] = vehicles.movement[v] < 0 ? NONE : claims.find(v, vehicles.movement[v]);
        vehicles.committed[v] = vehicles.lineClaim[v] != NONE;
    }

    /** Lets those who have arrived leave the road, in the order of their numbers. */
    private void leave(double time) {
        int n = 0;
        for (Worker worker : workers) {
            n += worker.arriving.size;
        }
        if (byNumber.length < n) {
            byNumber = new long[2 * n];
        }
        n = 0;
        for (Worker worker : workers) {
            for (int i = 0; i < worker.arriving.size; i++) {
                int v = worker.arriving.row[i];
                byNumber[n++] = vehicles.serial[v] << 24 | v;
            }
            worker.arriving.clear();
        }
        Arrays.sort(byNumber, 0, n);
        for (int i = 0; i < n; i++) {
            leave((int) (byNumber[i] & 0xFFFFFF), time);
        }
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
        occupancy.nodeCount[road.nodeOf(vehicles.segment[v])]--;
        occupancy.remove(v);
        vehicles.remove(v);
        arrived++;
    }

    private void changeLanes(int worker, int piece) {
        Worker w = workers[worker];
        for (int i = pieceStart[piece]; i < pieceStart[piece + 1]; i++) {
            int n = active[i];
            for (int k = road.nodeLaneStart[n]; k < road.nodeLaneStart[n + 1]; k++) {
                int lane = road.nodeLane[k];
                for (int v = occupancy.back[lane];
                        v != NONE && vehicles.movement[v] == UNKNOWN;
                        v = vehicles.ahead[v]) {
                    look(w, v);
                }
            }
            for (int k = road.nodeLaneStart[n]; k < road.nodeLaneStart[n + 1]; k++) {
                int lane = road.nodeLane[k];
                int link = road.laneLink[lane];
                if (lane == road.linkLane[link] && road.linkLane[link + 1] > lane + 1) {
                    w.changer.sweep(link);
                }
                int v = occupancy.front[lane];
                if (v != NONE && vehicles.standing[v] >= GIVE_UP_SECONDS && givesUp(v)) {
                    w.lost.add(v);
                }
            }
        }
    }

    private boolean givesUp(int v) {
        return vehicles.movement[v] == NONE && !vehicles.onLastLeg(v);
    }

    /** Begins and ends planned halts. */
    private void halt(Worker w, int v, double time) {
        StopVisit stop = vehicles.stopVisit(v);
        if (stop == null || stop.link() != vehicles.link(v) || !road.isLane(vehicles.segment[v])) {
            return;
        }
        if (vehicles.halting(v)) {
            if (time >= vehicles.haltUntil[v]) {
                vehicles.haltUntil[v] = -1;
                vehicles.pastStop(v);
                look(w, v);
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
            vehicles.pastStop(v);
            look(w, v);
        }
    }

    /** Who stands at the end of a lane that does not lead on takes another way. */
    private void giveUp() {
        int n = 0;
        for (Worker worker : workers) {
            for (int i = 0; i < worker.lost.size; i++) {
                if (n == byNumber.length) {
                    byNumber = Arrays.copyOf(byNumber, 2 * n);
                }
                int v = worker.lost.row[i];
                byNumber[n++] = vehicles.serial[v] << 24 | v;
            }
            worker.lost.clear();
        }
        Arrays.sort(byNumber, 0, n);
        for (int i = 0; i < n; i++) {
            takeAnotherWay((int) (byNumber[i] & 0xFFFFFF));
        }
    }

    private void takeAnotherWay(int v) {
        int lane = vehicles.segment[v];
        int kind = vehicles.kind(v);
        int[] path = vehicles.path[v];
        int destination = path[path.length - 1];
        int out = road.laneOutStart[lane + 1] - road.laneOutStart[lane];
        Worker w = workers[0];
        for (int i = 0; i < out; i++) {
            int m = road.laneOut[road.laneOutStart[lane] + (i + (int) (steps % out)) % out];
            if (!w.lanes.open(road.moveTo[m], kind)) {
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
                look(w, v);
                return;
            }
        }
        if (vehicles.standing[v] >= STRAY_SECONDS) {
            stray(v);
        }
    }

    /** Who finds no way from this lane drives on over the next node and leaves the city behind the next link. */
    private void stray(int v) {
        int lane = vehicles.segment[v];
        for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
            int to = road.moveTo[road.laneOut[i]];
            if (workers[0].lanes.open(to, vehicles.kind(v))) {
                int leg = vehicles.leg[v];
                int[] changed = Arrays.copyOf(vehicles.path[v], leg + 2);
                changed[leg + 1] = road.laneLink[to];
                vehicles.path[v] = changed;
                vehicles.nextStop[v] = NONE;
                strayed++;
                look(workers[0], v);
                return;
            }
        }
    }

    /** Puts the rows into the order of the lanes, so that the next steps walk through memory from the start to the end. */
    private void sortRows() {
        if (sorted.length < vehicles.capacity()) {
            sorted = new int[vehicles.capacity()];
            newRow = new int[vehicles.capacity()];
        }
        Arrays.fill(newRow, 0, vehicles.rows, NONE);
        int n = 0;
        for (int node = 0; node < road.nodeCount; node++) {
            if (occupancy.nodeCount[node] == 0) {
                continue;
            }
            for (int k = road.nodeMoveStart[node]; k < road.nodeMoveStart[node + 1]; k++) {
                n = sorted(road.laneCount + road.nodeMove[k], n);
            }
            for (int k = road.nodeLaneStart[node]; k < road.nodeLaneStart[node + 1]; k++) {
                n = sorted(road.nodeLane[k], n);
            }
        }
        occupancy.sort(newRow);
        RowOrder order = new RowOrder(sorted, n, 1, spare);
        int before = vehicles.rows;
        vehicles.sort(order, newRow);
        claims.sort(order, newRow, n);
        Arrays.fill(vehicles.used, n, Math.max(n, before), false);
        for (Worker worker : workers) {
            for (int i = 0; i < worker.knocking.size; i++) {
                worker.knocking.row[i] = newRow[worker.knocking.row[i]];
            }
        }
    }

    private int sorted(int segment, int start) {
        int n = start;
        for (int v = occupancy.front[segment]; v != NONE; v = vehicles.behind[v]) {
            sorted[n] = v;
            newRow[v] = n++;
        }
        return n;
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
                        vehicles.movement[v] < 0 ? "-" : road.describe(road.laneCount + vehicles.movement[v]),
                        vehicles.blocker[v] == NONE || !vehicles.used[vehicles.blocker[v]]
                                ? "-"
                                : vehicles.trip[vehicles.blocker[v]].id(),
                        vehicles.movement[v] < 0 ? "-" : signals.of(vehicles.movement[v]))));
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

    /** Drivers who could not reach their destination from the lane they were caught on and left the city elsewhere. */
    public long strayedCount() {
        return strayed;
    }

    /** Vehicles moved since the start, each step counted. */
    public long updateCount() {
        return updates;
    }

    /** Time lost by all vehicles since the start against driving at their wanted speed, s. */
    public double lostSeconds() {
        double sum = 0;
        for (double seconds : records.lost) {
            sum += seconds;
        }
        return sum;
    }

    /** Whether everybody has arrived and nobody will come. */
    public boolean done() {
        return vehicles.alive == 0 && entry.done();
    }

    public LinkRecords records() {
        return records;
    }
}
