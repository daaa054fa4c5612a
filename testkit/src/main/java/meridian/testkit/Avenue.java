package meridian.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.Turn;

/**
 * A made-up main street of 7 km with 21 signals, for green corridors: two lanes each way, 50 km/h, a cross street with two lanes each way
 * at every signal, crossings everywhere. From node {@code west} to {@code east}; signals {@code 1} to {@code 21} stand every 318 m, cross
 * streets reach 250 m to both sides.
 *
 * <p>Its plans are the designer's: a cycle of 90 s, 49 s of green for the main street, neighbours begin together or half a cycle apart, as a
 * wave both ways needs it.
 */
public final class Avenue {
    public static final String NAME = "corridor";
    /** Links by which one comes into it and leaves it, both ways. */
    public static final String[] EASTWARD = {"west>1", "21>east"};

    public static final String[] WESTWARD = {"east>21", "1>west"};

    private static final String MAIN_STREET = "Main Street";
    private static final int SIGNALS = 21;
    /** Of 7 km, a block before, between and behind the signals. */
    private static final double BLOCK_METERS = 7000.0 / (SIGNALS + 1);

    private static final double SIDE_METERS = 250;
    private static final double SPEED_MPS = 13.89;
    private static final double MAIN_STRAIGHT_ON = 0.9;
    private static final double SIDE_STRAIGHT_ON = 0.75;

    /** Vehicles that come an hour over each end of the main street, and of each cross street. */
    private static final int MAIN_PER_HOUR = 600;

    private static final int SIDE_PER_HOUR = 240;

    private Avenue() {}

    /** The whole of it, without trips. */
    public static City city() {
        return city(SIGNALS);
    }

    /** Its first signals alone, the east end behind the last of them. */
    public static City city(int signals) {
        NetworkDraft draft = new NetworkDraft();
        int[] along = new int[signals + 2];
        along[0] = draft.node("west", 0, 0, NodeControl.NONE);
        for (int s = 1; s <= signals; s++) {
            along[s] = draft.node("" + s, s * BLOCK_METERS, 0, NodeControl.SIGNALS);
        }
        along[signals + 1] = draft.node("east", (signals + 1) * BLOCK_METERS, 0, NodeControl.NONE);
        draft.street(Road.of(MAIN_STREET, RoadClass.PRIMARY, SPEED_MPS, 2), along);
        for (int s = 1; s <= signals; s++) {
            double x = s * BLOCK_METERS;
            int south = draft.node(s + "S", x, -SIDE_METERS, NodeControl.NONE);
            int north = draft.node(s + "N", x, SIDE_METERS, NodeControl.NONE);
            draft.street(Road.of("Street " + s, RoadClass.TERTIARY, SPEED_MPS, 2), south, along[s], north);
        }
        return draft.build(NAME);
    }

    /**
     * Trips that enter at random, as many an hour as every street usually has, straight on at 90 of 100
     * signals on the main street and at 75 of 100 from the side, so that as many come as leave; by seed.
     */
    public static List<Trip> trips(City city, long seed, double seconds) {
        SplittableRandom random = new SplittableRandom(seed);
        Network network = city.network();
        List<Trip> trips = new ArrayList<>();
        for (int link = 0; link < network.links().size(); link++) {
            if (network.node(network.link(link).fromNode()).control() != NodeControl.NONE) {
                continue;
            }
            boolean main = network.link(link).name().equals(MAIN_STREET);
            double gap = 3600.0 / (main ? MAIN_PER_HOUR : SIDE_PER_HOUR);
            for (double at = draw(random, gap); at < seconds; at += draw(random, gap)) {
                trips.add(trip(network, random, link, at, trips.size()));
            }
        }
        trips.sort(java.util.Comparator.comparingDouble(Trip::departSeconds));
        return trips;
    }

    /** Exponential, so that arrivals are a Poisson process. */
    private static double draw(SplittableRandom random, double meanSeconds) {
        return -meanSeconds * Math.log(1 - random.nextDouble());
    }

    private static Trip trip(Network network, SplittableRandom random, int from, double at, int number) {
        List<Integer> links = new ArrayList<>(List.of(from));
        int link = from;
        while (network.movementsFrom(link).length > 0 && goesOn(network, link)) {
            link = next(network, random, link);
            links.add(link);
        }
        LinkPath path = LinkPath.of(links.stream().mapToInt(Integer::intValue).toArray());
        return new Trip("trip " + number, VehicleType.CAR, at, path, true, List.of(), Trip.Departure.USUAL, -1);
    }

    private static boolean goesOn(Network network, int link) {
        return network.node(network.link(link).toNode()).control() != NodeControl.NONE;
    }

    private static int next(Network network, SplittableRandom random, int link) {
        double drawn = random.nextDouble();
        double straight = network.link(link).name().equals(MAIN_STREET) ? MAIN_STRAIGHT_ON : SIDE_STRAIGHT_ON;
        double side = (1 - straight) / 2;
        Turn wanted = drawn < straight ? Turn.STRAIGHT : drawn < straight + side ? Turn.RIGHT : Turn.LEFT;
        int any = -1;
        for (int m : network.movementsFrom(link)) {
            Movement movement = network.movement(m);
            if (movement.turn() == wanted) {
                return movement.toLink();
            }
            any = movement.turn() == Turn.STRAIGHT ? movement.toLink() : any;
        }
        if (any < 0) {
            throw new IllegalStateException(
                    "no way leads straight on from link " + network.link(link).id());
        }
        return any;
    }
}
