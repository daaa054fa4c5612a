package meridian.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;

/**
 * Traffic of {@link Town}: between its gates and its streets, 25 vehicles in each minute of one day, and a bus on the avenue
 * every ten minutes. A minute's trips depend on the seed and the minute alone. Safe for all threads.
 */
final class TownTrips implements TripSource {
    private static final int VEHICLES_A_MINUTE = 25;
    private static final int MINUTES = 24 * 60;
    private static final int BUS_EVERY_MINUTES = 10;
    private static final double DWELL_SECONDS = 20;
    private static final String[] GATES = {"west-gate", "east-gate", "north-gate", "south-gate", "mill-gate"};
    /** Share of the gates' traffic, from counts that nobody made. */
    private static final double[] GATE_WEIGHTS = {5, 5, 3, 3, 1};

    private static final double STREET_WEIGHT = 0.35;
    private static final VehicleType VAN = new VehicleType(
            "van", VehicleKind.VAN, 6, 2.5, 44, 2.3, 4.5, 9, 1.1, 0.5, 1, 0.1, VehicleType.Following.KRAUSS);
    private static final VehicleType TRUCK = new VehicleType(
            "truck", VehicleKind.TRUCK, 10, 2.5, 25, 1.2, 4, 7, 1.4, 0.5, 0.95, 0.05, VehicleType.Following.KRAUSS);
    private static final VehicleType MOTORCYCLE = new VehicleType(
            "motorcycle",
            VehicleKind.MOTORCYCLE,
            2.2,
            2.5,
            55,
            4,
            6,
            9,
            0.9,
            0.5,
            1.05,
            0.1,
            VehicleType.Following.KRAUSS);
    private static final VehicleType BUS = new VehicleType(
            "bus", VehicleKind.BUS, 12, 2.5, 23, 1.2, 4, 7, 1.2, 0.4, 1, 0.05, VehicleType.Following.KRAUSS);

    private final Network town;
    private final long seed;
    private final List<Integer> starts = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final double[] startWeights;
    private final double[] endWeights;
    private final LinkPath busPath;
    private final List<StopVisit> busStops;

    TownTrips(Network town, long seed) {
        this.town = town;
        this.seed = seed;
        List<Double> from = new ArrayList<>();
        List<Double> to = new ArrayList<>();
        for (int l = 0; l < town.links().size(); l++) {
            Link link = town.link(l);
            double start = gateWeight(town.node(link.fromNode()).id());
            double end = gateWeight(town.node(link.toNode()).id());
            double street = link.roadClass() == RoadClass.RESIDENTIAL ? STREET_WEIGHT : 0;
            if (start + street > 0) {
                starts.add(l);
                from.add(start + street);
            }
            if (end + street > 0) {
                ends.add(l);
                to.add(end + street);
            }
        }
        this.startWeights = from.stream().mapToDouble(Double::doubleValue).toArray();
        this.endWeights = to.stream().mapToDouble(Double::doubleValue).toArray();
        this.busPath = LinkPath.of(
                Town.link(town, "west-gate", "mill"),
                Town.link(town, "mill", "school"),
                Town.link(town, "school", "zebra"),
                Town.link(town, "zebra", "market"),
                Town.link(town, "market", "hospital"),
                Town.link(town, "hospital", "port"),
                Town.link(town, "port", "east-gate"));
        this.busStops = List.of(visit(1), visit(3), visit(4));
    }

    private static double gateWeight(String node) {
        for (int g = 0; g < GATES.length; g++) {
            if (GATES[g].equals(node)) {
                return GATE_WEIGHTS[g];
            }
        }
        return 0;
    }

    private StopVisit visit(int place) {
        int link = busPath.link(place);
        return new StopVisit(link, 0, town.link(link).lengthMeters() / 2 + 10, DWELL_SECONDS, -1);
    }

    @Override
    public OptionalLong count() {
        return OptionalLong.of((long) MINUTES * VEHICLES_A_MINUTE + MINUTES / BUS_EVERY_MINUTES);
    }

    @Override
    public Iterator<Trip> trips(double fromSeconds) {
        return new Iterator<>() {
            private int minute = (int) Math.clamp((long) Math.floor(fromSeconds / 60), 0L, (long) MINUTES);
            private Iterator<Trip> now = List.<Trip>of().iterator();

            @Override
            public boolean hasNext() {
                while (!now.hasNext() && minute < MINUTES) {
                    now = minute(minute++).stream()
                            .filter(t -> t.departSeconds() >= fromSeconds)
                            .iterator();
                }
                return now.hasNext();
            }

            @Override
            public Trip next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("the day is over");
                }
                return now.next();
            }
        };
    }

    private List<Trip> minute(int minute) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + minute);
        List<Trip> trips = new ArrayList<>();
        if (minute % BUS_EVERY_MINUTES == 0) {
            trips.add(new Trip("bus " + minute, BUS, 60.0 * minute, busPath, true, busStops, Trip.Departure.USUAL, -1));
        }
        for (int n = 0; n < VEHICLES_A_MINUTE; n++) {
            double second = 60.0 * minute + Math.floor(random.nextDouble(60));
            int from = starts.get(draw(startWeights, random));
            int to = from;
            // Nobody leaves by the street or gate where they came in.
            while (town.link(to).toNode() == town.link(from).fromNode() || to == from) {
                to = ends.get(draw(endWeights, random));
            }
            trips.add(Trip.between(minute + "." + n, type(random.nextDouble()), second, from, to));
        }
        trips.sort(Comparator.comparingDouble(Trip::departSeconds));
        return trips;
    }

    private static VehicleType type(double draw) {
        return draw < 0.86 ? VehicleType.CAR : draw < 0.93 ? VAN : draw < 0.96 ? TRUCK : MOTORCYCLE;
    }

    private static int draw(double[] weights, SplittableRandom random) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = random.nextDouble(sum);
        int i = 0;
        while (i < weights.length - 1 && left >= weights[i]) {
            left -= weights[i++];
        }
        return i;
    }
}
