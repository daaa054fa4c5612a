package meridian.sim.road;

import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.trip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.network.NodeControl;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalPlan;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signals that somebody outside the engine decides about, and what a decider sees of the lanes. */
class SignalControlTest {
    private static final City CROSSING = Streets.crossroads(NodeControl.SIGNALS);
    private static final SignalPlan PLAN = CROSSING.signals().getFirst().plan();

    private static RoadEngine empty() {
        return engine(CROSSING, List.of(), new ArrayList<>(), RoadSettings.startingAt(0, 1));
    }

    private static void assertShown(RoadEngine engine, int phase) {
        byte[] expected = new byte[PLAN.phases().get(phase).aspects().size()];
        for (int g = 0; g < expected.length; g++) {
            expected[g] = (byte) PLAN.phases().get(phase).aspects().get(g).ordinal();
        }
        RoadView view = new RoadView(engine.road());
        assertArrayEquals(expected, view.aspects(engine));
        assertEquals(phase, view.phase(engine, 0));
    }

    private static void steps(RoadEngine engine, int count) {
        for (int i = 0; i < count; i++) {
            engine.step();
        }
    }

    @Test
    void aHeldPhaseIsShownUntilThePlanGoesOnWhereItWouldBe() {
        RoadEngine engine = empty();
        for (int phase = 0; phase < PLAN.phases().size(); phase++) {
            engine.holdPhase(0, phase);
            assertShown(engine, phase);
            steps(engine, 137);
            assertShown(engine, phase);
        }
        engine.followPlan(0);
        assertShown(engine, PLAN.phaseAt(engine.timeSeconds()));
        steps(engine, 40);
        assertShown(engine, PLAN.phaseAt(engine.timeSeconds()));
    }

    @Test
    void aForkHoldsWhatItsParentHeldAndChangesNothingThere() {
        RoadEngine parent = empty();
        parent.holdPhase(0, 1);
        RoadEngine child = parent.fork(TripLog.NONE);
        parent.holdPhase(0, 0);
        steps(child, 50);
        steps(parent, 50);
        assertShown(child, 1);
        assertShown(parent, 0);
    }

    @Test
    void aPhaseThatThePlanDoesNotHaveIsRefused() {
        RoadEngine engine = empty();
        assertThrows(
                IndexOutOfBoundsException.class,
                () -> engine.holdPhase(0, PLAN.phases().size()));
        assertThrows(IndexOutOfBoundsException.class, () -> engine.holdPhase(1, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void tripsUnderHeldPhasesEndAlikeOnAnyNumberOfThreads(int threads) {
        assertEquals(trips(1), trips(threads));
    }

    private static List<String> trips(int threads) {
        City grid = Streets.grid(4, 4, 150, 2, true);
        List<String> log = new ArrayList<>();
        RoadSettings settings = RoadSettings.startingAt(0, 7).withThreads(threads);
        try (RoadEngine engine = engine(grid, Traffic.random(grid, 3000, 0.15, 7), log, settings)) {
            for (int t = 0; t < 900; t++) {
                for (int c = 0; t % 15 == 0 && c < grid.signals().size(); c++) {
                    engine.holdPhase(
                            c,
                            (t / 15 + c) % grid.signals().get(c).plan().phases().size());
                }
                engine.step();
            }
        }
        assertTrue(log.size() > 100, "only " + log.size() + " arrived");
        return log;
    }

    @Test
    void lanesCountWhoIsOnThemAndWhoStandsBeforeARedLight() {
        int from = CROSSING.network().findLink("north>middle").orElseThrow();
        int to = CROSSING.network().findLink("middle>south").orElseThrow();
        int group = CROSSING.network().movements().stream()
                .filter(m -> m.fromLink() == from && m.toLink() == to)
                .findFirst()
                .orElseThrow()
                .group();
        int red = IntStream.range(0, PLAN.phases().size())
                .filter(p -> PLAN.phases().get(p).aspects().get(group) == Aspect.RED)
                .findFirst()
                .orElseThrow();
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            trips.add(trip(CROSSING, "t" + i, 5 * i, "north>middle", "middle>south"));
        }
        RoadEngine engine = engine(CROSSING, trips, new ArrayList<>(), RoadSettings.startingAt(0, 1));
        int[] linkOfTrip = new int[5];
        RoadView.readLinkByTrip(engine, linkOfTrip);
        assertArrayEquals(new int[] {-1, -1, -1, -1, -1}, linkOfTrip);
        engine.holdPhase(0, red);
        steps(engine, 120);
        int[] counts = new int[engine.road().laneCount()];
        int[] standing = new int[engine.road().laneCount()];
        RoadView.addByLane(engine, counts, standing);
        int lane = new RoadView(engine.road()).firstLane(from);
        assertEquals(5, counts[lane]);
        assertEquals(5, standing[lane]);
        assertEquals(5, IntStream.of(counts).sum());
        RoadView.readLinkByTrip(engine, linkOfTrip);
        assertArrayEquals(new int[] {from, from, from, from, from}, linkOfTrip);
    }
}
