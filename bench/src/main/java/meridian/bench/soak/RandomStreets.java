package meridian.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;
import meridian.testkit.NetworkDraft;
import meridian.testkit.Road;

/** Streets as nobody would build them: shifted crossings, every kind of right of way, one to three lanes, gaps in the grid. */
final class RandomStreets {
    private static final int SIDE = 5;
    private static final double BLOCK_METERS = 140;
    private static final double SHIFT_METERS = 35;
    private static final double BUILT = 0.85;
    private static final double ONE_WAY = 0.15;

    private static final List<NodeControl> CONTROLS = List.of(
            NodeControl.PRIORITY,
            NodeControl.RIGHT_BEFORE_LEFT,
            NodeControl.ALL_WAY_STOP,
            NodeControl.SIGNALS,
            NodeControl.ZIPPER);
    private static final List<RoadClass> CLASSES =
            List.of(RoadClass.PRIMARY, RoadClass.SECONDARY, RoadClass.TERTIARY, RoadClass.RESIDENTIAL);

    private static final List<VehicleType> TYPES = List.of(
            VehicleType.CAR,
            VehicleType.CAR.withFollowing(VehicleType.Following.IDM),
            VehicleType.CAR.withFollowing(VehicleType.Following.CITYFLOW),
            new VehicleType(
                    "bus", VehicleKind.BUS, 12, 2.5, 27.78, 1.2, 4, 7, 1, 0.5, 1, 0.05, VehicleType.Following.KRAUSS));

    private final SplittableRandom random;

    private RandomStreets(long seed) {
        random = new SplittableRandom(seed);
    }

    static City city(long seed) {
        return new RandomStreets(seed).draw(seed);
    }

    private City draw(long seed) {
        NetworkDraft draft = new NetworkDraft();
        for (int i = 0; i < SIDE * SIDE; i++) {
            double x = i % SIDE * BLOCK_METERS + SHIFT_METERS * (random.nextDouble() - 0.5);
            double y = Math.floorDiv(i, SIDE) * BLOCK_METERS + SHIFT_METERS * (random.nextDouble() - 0.5);
            draft.node("n" + i, x, y, CONTROLS.get(random.nextInt(CONTROLS.size())));
        }
        for (int i = 0; i < SIDE * SIDE; i++) {
            if (i % SIDE + 1 < SIDE && random.nextDouble() < BUILT) {
                draft.street(road(i), i, i + 1);
            }
            if (i + SIDE < SIDE * SIDE && random.nextDouble() < BUILT) {
                draft.street(road(i), i, i + SIDE);
            }
        }
        return draft.build("Random streets " + seed);
    }

    private Road road(int number) {
        Road road = Road.of(
                "Street " + number,
                CLASSES.get(random.nextInt(CLASSES.size())),
                8 + 12 * random.nextDouble(),
                1 + random.nextInt(3));
        return random.nextDouble() < ONE_WAY ? road.oneWay() : road;
    }

    /** Trips between any two links, evenly over the time; some have no way, which is counted. */
    static List<Trip> trips(City city, long seed, int perHour, double seconds) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x7f4a7c15L);
        int links = city.network().links().size();
        List<Trip> trips = new ArrayList<>();
        int count = (int) (perHour * seconds / 3600);
        for (int i = 0; i < count; i++) {
            VehicleType type = TYPES.get(random.nextInt(TYPES.size()));
            double departs = seconds * i / count;
            trips.add(Trip.between("t" + i, type, departs, random.nextInt(links), random.nextInt(links)));
        }
        return trips;
    }
}
