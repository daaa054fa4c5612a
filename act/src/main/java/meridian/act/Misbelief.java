package meridian.act;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.field.plant.Observation;
import meridian.model.City;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.network.Network;
import meridian.model.network.Turn;
import meridian.sim.road.Correction;
import meridian.sim.road.RoadEngine;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a copy of a city what a twin would have that knows less of it ({@link TwinErrors}). One thread.
 *
 * <p>What still comes into the city is taken from what the loops at its edge have counted, evenly spread. Who is on a lane will leave
 * by a way that lane has; where who goes beyond is drawn by the turning ratios. A vehicle that has begun its way through a junction
 * keeps its way. On an unseen lane as many arrive as on the mean of the junction's seen lanes of the same turn; they stand while it is
 * red and leave as a queue does while it is green.
 */
final class Misbelief {
    private static final double LENGTH_AND_GAP_METERS = 7.5;
    /** A queue that is green gets away at 1,800 vehicles an hour and lane, a usual saturation flow. */
    private static final double AWAY_PER_SECOND = 0.5;

    private final Network network;
    private final ControlNetwork control;
    private final int[] firstLane;
    private final int[] laneOf;
    private final int[] linkOfLane;
    private final TwinErrors errors;
    private final TurnRatios ratios;
    /** Links at the edge of the city, and vehicles counted at their beginning. */
    private final Map<Integer, Double> entered = new HashMap<>();

    private final int[] edgeOf;
    private final VehicleType usualType;
    private final Map<VehicleType, VehicleType> drivers = new HashMap<>();
    /** Vehicles that came onto each lane, as counted at its start; of an unseen lane, nothing. */
    private final double[] came;
    /** Vehicles that are believed to stand on each unseen lane. */
    private final double[] queue;
    /** Turn of each lane's first movement and its group, by the lanes of the network. */
    private final Turn[] turn;

    private final int[] group;
    /** Whether all lanes before each junction are seen. */
    private final boolean[] seesAll;

    private double seenSeconds;
    private long decisions;

    Misbelief(City city, ControlNetwork control, int[] firstLane, int[] laneOf, TwinErrors errors) {
        network = city.network();
        this.control = control;
        this.firstLane = firstLane;
        this.laneOf = laneOf;
        this.errors = errors;
        ratios = new TurnRatios(network, control, firstLane);
        linkOfLane = new int[laneOf.length];
        for (int l = 0; l < firstLane.length - 1; l++) {
            Arrays.fill(linkOfLane, firstLane[l], firstLane[l + 1], l);
        }
        boolean[] hasInflow = new boolean[network.links().size()];
        network.movements().forEach(m -> hasInflow[m.toLink()] = true);
        edgeOf = control.detectors().stream().mapToInt(d -> edge(d, hasInflow)).toArray();
        came = new double[control.lanes().size()];
        queue = new double[came.length];
        turn = new Turn[came.length];
        group = new int[came.length];
        Arrays.fill(turn, Turn.STRAIGHT);
        control.junctions()
                .forEach(junction -> junction.movements().forEach(m -> {
                    turn[m.fromLane()] = m.turn();
                    group[m.fromLane()] = m.group();
                }));
        seesAll = new boolean[control.junctions().size()];
        Arrays.fill(seesAll, true);
        for (int l = 0; l < queue.length; l++) {
            if (unseen(l)) {
                seesAll[control.lanes().get(l).junction()] = false;
            }
        }
        usualType = city.trips().isEmpty()
                ? VehicleType.CAR
                : city.trips().getFirst().type();
    }

    private int edge(ControlDetector detector, boolean[] hasInflow) {
        int link = control.lanes().get(detector.lane()).link();
        return detector.role() == ControlDetector.Role.ENTRANCE && !hasInflow[link] ? link : -1;
    }

    void see(Observation seen) {
        seenSeconds++;
        ratios.see(seen);
        for (int d = 0; d < edgeOf.length; d++) {
            if (edgeOf[d] >= 0 && seen.count(d) > 0) {
                entered.merge(edgeOf[d], (double) seen.count(d), Double::sum);
            }
            ControlDetector detector = control.detectors().get(d);
            if (detector.role() == ControlDetector.Role.ENTRANCE && !errors.unseen(detector.lane())) {
                came[detector.lane()] += seen.count(d);
            }
        }
        for (int l = 0; l < queue.length; l++) {
            if (unseen(l)) {
                boolean green =
                        seen.shown(control.lanes().get(l).junction(), group[l]).green();
                queue[l] = Math.max(0, queue[l] + arrivalsPerSecond(l) - (green ? AWAY_PER_SECOND : 0));
            }
        }
    }

    /** On an unseen lane: as on those of its junction that turn the same way, where there are none on all of it. */
    private double arrivalsPerSecond(int lane) {
        double same = meanCame(lane, turn[lane]);
        return (same >= 0 ? same : Math.max(0, meanCame(lane, null))) / seenSeconds;
    }

    /** @return −1 where no such lane is seen */
    private double meanCame(int lane, @Nullable Turn way) {
        double sum = 0;
        int lanes = 0;
        for (int l = 0; l < came.length; l++) {
            boolean like = way == null || turn[l] == way;
            if (like
                    && !errors.unseen(l)
                    && control.lanes().get(l).junction()
                            == control.lanes().get(lane).junction()) {
                sum += came[l];
                lanes++;
            }
        }
        return lanes == 0 ? -1 : sum / lanes;
    }

    /** Trips that will come into the city, as far as counts tell. */
    TripSource coming(double fromSeconds, double seconds) {
        List<Trip> trips = new ArrayList<>();
        entered.forEach((link, count) -> {
            double every = seenSeconds / count;
            int n = 0;
            for (double at = every / 2; at < seconds; at += every) {
                trips.add(trip("in-" + link + "-" + n++, link, fromSeconds + at, Trip.Departure.USUAL, -1));
            }
        });
        trips.sort(Comparator.comparingDouble(Trip::departSeconds).thenComparing(Trip::id));
        return TripSource.of(trips);
    }

    private Trip trip(String id, int link, double departSeconds, Trip.Departure how, int lane) {
        int[] ahead = ratios.way(link, lane, usualType.kind(), id.hashCode() + decisions * 31);
        int[] way = new int[ahead.length + 1];
        way[0] = link;
        System.arraycopy(ahead, 0, way, 1, ahead.length);
        return new Trip(id, driver(usualType), departSeconds, LinkPath.of(way), true, List.of(), how, -1);
    }

    /** Makes a copy of the city wrong. */
    void distort(RoadEngine copy) {
        decisions++;
        Correction correction = copy.correction();
        if (errors.driverShare() > 0) {
            double speed = errors.factor(3);
            correction.visit((row, trip) -> correction.exchangeDriver(row, driver(trip.type()), speed));
        }
        if (errors.ratios()) {
            correction.visit((row, trip) -> turn(correction, row, trip));
        }
        if (errors.failedShare() > 0) {
            guessUnseen(copy);
        }
    }

    private VehicleType driver(VehicleType real) {
        return errors.driverShare() == 0 ? real : drivers.computeIfAbsent(real, this::wrong);
    }

    private VehicleType wrong(VehicleType real) {
        return new VehicleType(
                real.id() + " as the twin has it",
                real.kind(),
                real.lengthMeters(),
                real.gapMeters() * errors.factor(2),
                real.maxSpeedMps() * errors.factor(3),
                real.accelerationMps2() * errors.factor(0),
                real.decelerationMps2(),
                real.emergencyDecelerationMps2(),
                real.headwaySeconds() * errors.factor(1),
                real.imperfection(),
                real.speedFactorMean(),
                real.speedFactorDeviation(),
                real.following());
    }

    private void turn(Correction correction, int row, Trip trip) {
        int lane = correction.lane(row);
        if (lane >= 0) {
            int link = linkOfLane[lane];
            long seed = decisions * 1_000_003 + row;
            int[] way = ratios.way(link, lane - firstLane[link], trip.type().kind(), seed);
            // Whether it was done does not matter: who has begun to cross goes where he goes.
            boolean _ = correction.redirect(row, way);
        }
    }

    private void guessUnseen(RoadEngine copy) {
        Correction correction = copy.correction();
        List<Integer> hidden = new ArrayList<>();
        correction.visit((row, trip) -> {
            int lane = correction.lane(row) < 0 ? -1 : laneOf[correction.lane(row)];
            if (lane >= 0 && unseen(lane)) {
                hidden.add(row);
            }
        });
        hidden.forEach(row -> {
            boolean _ = correction.withdraw(row);
        });
        for (int l = 0; l < queue.length; l++) {
            if (unseen(l)) {
                place(correction, l, copy.timeSeconds());
            }
        }
    }

    /** Whether all lanes before a junction are seen. */
    boolean sees(int junction) {
        return seesAll[junction];
    }

    private boolean unseen(int lane) {
        return control.lanes().get(lane).junction() != ControlLane.NOWHERE && errors.unseen(lane);
    }

    /** A queue from the line on, and behind it, evenly, those who are on their way to it. */
    private void place(Correction correction, int lane, double now) {
        ControlLane l = control.lanes().get(lane);
        double at = l.lengthMeters() - 1;
        int standing = (int) Math.round(queue[lane]);
        for (int i = 0; i < standing && at > LENGTH_AND_GAP_METERS; i++) {
            add(correction, l, lane + "-" + i, at, now);
            // A little more than they need, so that nobody is refused for want of room.
            at -= 1.2 * LENGTH_AND_GAP_METERS;
        }
        double between = l.speedLimitMps() / Math.max(1e-3, arrivalsPerSecond(lane));
        for (at -= between; at > LENGTH_AND_GAP_METERS; at -= between) {
            add(correction, l, lane + "+" + (int) at, at, now);
        }
    }

    private void add(Correction correction, ControlLane lane, String id, double at, double now) {
        Trip.Departure how = new Trip.Departure(lane.lane(), at, Trip.Departure.MAX_SPEED);
        correction.add(trip("unseen-" + id, lane.link(), now, how, lane.lane()));
    }
}
