package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.sim.road.oracle.Constants;
import meridian.sim.road.oracle.Oracle;
import meridian.sim.road.oracle.State;
import meridian.sim.road.oracle.State.Commitment;
import meridian.sim.road.oracle.Tables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine and the plain {@link Oracle} of its rules, side by side on random small towns. */
class OracleTest {
    private static final int STEPS = 600;
    /** Towns that tell most about the rules: tried first. */
    private static final long[] TELLING = {1, 5, 7, 14, 17, 25, 28, 29, 45, 115, 168};

    private static final long[] OTHERS = LongStream.rangeClosed(1, 150).toArray();

    /** More with {@code -Dmeridian.oracle.towns=1000}. */
    static LongStream seeds() {
        long first = Long.getLong("meridian.oracle.first", 1);
        return LongStream.range(first, first + Integer.getInteger("meridian.oracle.towns", 30));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void engineAndOracleAgreeToTheLastBitOnEveryVehicleAfterEveryStep(long seed) {
        RandomTown town = RandomTown.of(seed);
        try (Pair pair = new Pair(town, town.trips(), new Constants())) {
            for (int i = 0; i < STEPS; i++) {
                pair.step();
                String difference = pair.difference();
                if (difference != null) {
                    throw new AssertionError("seed " + seed + ", " + town.settings() + ": " + difference);
                }
            }
            assertEquals(pair.oracleLog, pair.engineLog, "seed " + seed);
        }
    }

    static Stream<Field> numbers() {
        return Arrays.stream(Constants.class.getDeclaredFields()).filter(f -> f.getType() == double.class);
    }

    /** A comparison that misses a wrong number would also miss a wrong rule. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("numbers")
    void aWrongNumberInTheRulesIsNoticed(Field number) throws IllegalAccessException {
        for (long[] towns : new long[][] {TELLING, OTHERS}) {
            for (double factor : new double[] {0.6, 5}) {
                Constants wrong = new Constants();
                number.setAccessible(true);
                number.setDouble(wrong, factor * number.getDouble(wrong));
                if (LongStream.of(towns)
                        .mapToObj(RandomTown::of)
                        .anyMatch(town -> differs(town, town.trips(), wrong))) {
                    return;
                }
            }
        }
        fail("it makes no difference to any town what " + number.getName() + " is");
    }

    @Test
    void aMinimumGapThatIsACentimetreWiderIsNoticed() {
        RandomTown town = RandomTown.of(1);
        List<Trip> wider = town.trips().stream()
                .map(trip -> trip.withType(wider(trip.type())))
                .toList();
        assertFalse(differs(town, town.trips(), new Constants()));
        assertTrue(differs(town, wider, new Constants()));
    }

    private static VehicleType wider(VehicleType type) {
        return new VehicleType(
                type.id(),
                type.kind(),
                type.lengthMeters(),
                type.gapMeters() + 0.01,
                type.maxSpeedMps(),
                type.accelerationMps2(),
                type.decelerationMps2(),
                type.emergencyDecelerationMps2(),
                type.headwaySeconds(),
                type.imperfection(),
                type.speedFactorMean(),
                type.speedFactorDeviation(),
                type.following());
    }

    private static boolean differs(RandomTown town, List<Trip> oracleTrips, Constants constants) {
        try (Pair pair = new Pair(town, oracleTrips, constants)) {
            for (int i = 0; i < STEPS; i++) {
                pair.step();
                if (pair.difference() != null) {
                    return true;
                }
            }
            return !pair.oracleLog.equals(pair.engineLog);
        }
    }

    /** Both with the same town. */
    private static final class Pair implements AutoCloseable {
        final List<String> engineLog = new ArrayList<>();
        final List<String> oracleLog = new ArrayList<>();
        private final RoadEngine engine;
        private final Oracle oracle;

        Pair(RandomTown town, List<Trip> oracleTrips, Constants constants) {
            engine = Traffic.engine(town.city(), TripSource.of(town.trips()), engineLog, town.settings());
            oracle = new Oracle(
                    town.city(),
                    tables(engine.road()),
                    TripSource.of(oracleTrips).trips(town.settings().startSeconds()),
                    Traffic.routes(town.city()),
                    Traffic.log(oracleLog),
                    town.settings(),
                    constants);
        }

        void step() {
            engine.step();
            oracle.step();
        }

        /** The first difference, or null. */
        @Nullable
        String difference() {
            List<State> ours = states(engine);
            List<State> theirs = oracle.states();
            for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
                State our = i < ours.size() ? ours.get(i) : null;
                State their = i < theirs.size() ? theirs.get(i) : null;
                if (!Objects.equals(our, their)) {
                    return "at " + engine.timeSeconds() + " s\n  engine " + words(our) + "\n  oracle " + words(their);
                }
            }
            int link = Arrays.mismatch(engine.records().travelSeconds(), oracle.travelSeconds());
            return link < 0 ? null : "at " + engine.timeSeconds() + " s others hear of another time for link " + link;
        }

        private String words(@Nullable State state) {
            return state == null ? "has nobody more" : "on " + engine.road().describe(state.segment()) + ": " + state;
        }

        @Override
        public void close() {
            engine.close();
        }
    }

    private static List<State> states(RoadEngine engine) {
        Vehicles vehicles = engine.vehicles;
        return IntStream.range(0, vehicles.rows)
                .filter(v -> vehicles.used[v])
                .boxed()
                .sorted(Comparator.comparing(v -> vehicles.serial[v]))
                .map(v -> state(engine, v))
                .toList();
    }

    private static State state(RoadEngine engine, int v) {
        Vehicles vehicles = engine.vehicles;
        Claims claims = engine.claims;
        Trip trip = vehicles.trip[v];
        List<Commitment> committed = IntStream.range(v * Claims.EACH, (v + 1) * Claims.EACH)
                .filter(c -> claims.movement[c] != NONE)
                .mapToObj(c -> new Commitment(claims.movement[c], claims.whole[c]))
                .sorted(Comparator.comparingInt(Commitment::movement))
                .toList();
        return new State(
                trip.id(),
                vehicles.segment[v],
                vehicles.position[v],
                vehicles.speed[v],
                vehicles.odometer[v],
                vehicles.nextSpeed[v],
                vehicles.movement[v],
                vehicles.laneOffset[v],
                vehicles.wish[v],
                vehicles.standing[v],
                vehicles.waited[v],
                vehicles.lost[v],
                vehicles.haltUntil[v],
                committed);
    }

    private static Tables tables(RoadNetwork road) {
        ConflictZones zones = road.zones;
        return new Tables() {
            @Override
            public double[] stretches(int movement, int foe) {
                int i = place(zones.foe, zones.start[movement], foe);
                return new double[] {zones.enter[i], zones.exit[i], zones.foeEnter[i], zones.foeExit[i]};
            }

            @Override
            public double apart(int movement, int sibling) {
                return zones.apart[place(zones.sibling, zones.siblingStart[movement], sibling)];
            }

            @Override
            public int detectors() {
                return road.detectors.lane.length;
            }

            @Override
            public int detectorLane(int detector) {
                return road.detectors.lane[detector];
            }

            @Override
            public double detectorMeters(int detector) {
                return road.detectors.meters[detector];
            }

            @Override
            public int[] lengthening(int controller, int phase) {
                int number = road.detectors.phaseBase[controller] + phase;
                return Arrays.copyOfRange(
                        road.detectors.of, road.detectors.start[number], road.detectors.start[number + 1]);
            }
        };
    }

    private static int place(int[] column, int from, int wanted) {
        return IntStream.range(from, column.length)
                .filter(i -> column[i] == wanted)
                .findFirst()
                .orElseThrow();
    }
}
