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
import meridian.sim.road.Correction;
import meridian.sim.road.RoadEngine;

/**
 * Makes of a copy of a city what a twin would have that knows less of it ({@link TwinErrors}). One thread.
 *
 * <p>What still comes into the city is taken from what the loops at its edge have counted, evenly spread. Who is on a lane will leave
 * by a way that lane has; where who goes beyond is drawn by the turning ratios. A vehicle that has begun its way through a junction
 * keeps its way. On an unseen lane stand as many as on the mean of the junction's seen lanes.
 */
final class Misbelief {
    private static final double LENGTH_AND_GAP_METERS = 7.5;

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
        }
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
        int[] on = new int[control.lanes().size()];
        List<Integer> hidden = new ArrayList<>();
        correction.visit((row, trip) -> {
            int lane = correction.lane(row) < 0 ? -1 : laneOf[correction.lane(row)];
            if (lane >= 0) {
                on[lane]++;
                if (unseen(lane)) {
                    hidden.add(row);
                }
            }
        });
        hidden.forEach(row -> {
            boolean _ = correction.withdraw(row);
        });
        for (int l = 0; l < on.length; l++) {
            if (unseen(l)) {
                place(
                        correction,
                        l,
                        (int) Math.round(meanSeen(on, control.lanes().get(l).junction())),
                        copy.timeSeconds());
            }
        }
    }

    private boolean unseen(int lane) {
        return control.lanes().get(lane).junction() != ControlLane.NOWHERE && errors.unseen(lane);
    }

    private double meanSeen(int[] on, int junction) {
        int sum = 0;
        int lanes = 0;
        for (int l = 0; l < on.length; l++) {
            if (control.lanes().get(l).junction() == junction && !errors.unseen(l)) {
                sum += on[l];
                lanes++;
            }
        }
        return lanes == 0 ? 0 : sum / (double) lanes;
    }

    /** A queue from the line on; who finds no room waits at the lane's start. */
    private void place(Correction correction, int lane, int count, double now) {
        ControlLane l = control.lanes().get(lane);
        for (int i = 0; i < count; i++) {
            double at = l.lengthMeters() - 1 - i * LENGTH_AND_GAP_METERS * 1.2;
            if (at < LENGTH_AND_GAP_METERS) {
                return;
            }
            Trip.Departure how = new Trip.Departure(l.lane(), at, 0);
            correction.add(trip("unseen-" + lane + "-" + i, l.link(), now, how, l.lane()));
        }
    }
}
