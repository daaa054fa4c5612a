package meridian.sim.road;

import static meridian.sim.road.Traffic.engine;
import static meridian.sim.road.Traffic.trip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.network.NodeControl;
import meridian.model.signal.Actuation;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import meridian.testkit.Streets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Greens that detectors lengthen. On the crossing of two streets with 50 km/h a detector lies 23 m before the line: 2 s at the
 * limit are 27.8 m, but in the least green of 5 s only 5 / 1.9 + 0.5 vehicles of 7.5 m get away, and the first of a queue
 * stands half a metre nearer than in SUMO.
 */
class ActuatedSignalTest {
    private static final double LEAST = 5;
    private static final double MOST = 50;
    private static final City CROSSING = actuated(Streets.crossroads(NodeControl.SIGNALS));
    private static final SignalPlan PLAN = CROSSING.signals().getFirst().plan();

    /** The same city, its greens lasting as its detectors say. */
    private static City actuated(City city) {
        List<SignalController> signals = city.signals().stream()
                .map(c -> new SignalController(c.id(), c.nodes(), c.groups(), actuated(c.plan())))
                .toList();
        return new City(
                city.name(),
                city.projection(),
                city.network(),
                signals,
                city.places(),
                city.trips(),
                city.attributions());
    }

    private static SignalPlan actuated(SignalPlan plan) {
        List<SignalPhase> phases = plan.phases().stream()
                .map(p -> isGreen(p) ? new SignalPhase(p.durationSeconds(), LEAST, MOST, p.aspects()) : p)
                .toList();
        return new SignalPlan(plan.id(), 0, phases, plan.source(), Actuation.USUAL);
    }

    private static boolean isGreen(SignalPhase phase) {
        return phase.aspects().stream().anyMatch(Aspect::green)
                && !phase.aspects().contains(Aspect.AMBER)
                && !phase.aspects().contains(Aspect.RED_AMBER);
    }

    /** First phase that gives a way through the crossing a green. */
    private static int greenFor(String from, String to) {
        int group = CROSSING.network().movements().stream()
                .filter(m -> CROSSING.network().link(m.fromLink()).id().equals(from)
                        && CROSSING.network().link(m.toLink()).id().equals(to))
                .findFirst()
                .orElseThrow()
                .group();
        for (int p = 0; p < PLAN.phases().size(); p++) {
            if (isGreen(PLAN.phases().get(p))
                    && PLAN.phases().get(p).aspects().get(group).green()) {
                return p;
            }
        }
        throw new AssertionError("no green from " + from + " to " + to);
    }

    private static RoadEngine crossing(List<Trip> trips) {
        return engine(CROSSING, trips, new ArrayList<>(), RoadSettings.startingAt(0, 1));
    }

    /** Lengths of the phases that have ended so far, in their order, s. */
    private static List<Double> lengths(RoadEngine engine, double seconds) {
        RoadView view = new RoadView(engine.road());
        List<Double> lengths = new ArrayList<>();
        int shown = view.phase(engine, 0);
        double since = engine.timeSeconds();
        while (engine.timeSeconds() < seconds) {
            engine.step();
            assertEquals(List.of(), Invariants.broken(engine));
            if (view.phase(engine, 0) != shown) {
                lengths.add(engine.timeSeconds() - since);
                shown = view.phase(engine, 0);
                since = engine.timeSeconds();
            }
        }
        return lengths;
    }

    @Test
    void withoutTrafficEveryGreenLastsItsLeastTime() {
        List<Double> lengths = lengths(crossing(List.of()), 120);
        assertTrue(lengths.size() > PLAN.phases().size(), lengths::toString);
        for (int i = 0; i < lengths.size(); i++) {
            SignalPhase phase = PLAN.phases().get(i % PLAN.phases().size());
            assertEquals(phase.leastSeconds(), lengths.get(i), 1.0, "phase " + i + " of " + lengths);
        }
    }

    @Test
    void aStreamThatDoesNotEndHoldsItsGreenForTheMostTimeAndNoLonger() {
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            trips.add(trip(CROSSING, "t" + i, 2 * i, "west>middle", "middle>east"));
        }
        int green = greenFor("west>middle", "middle>east");
        List<Double> lengths = lengths(crossing(trips), 300);
        for (int i = green + PLAN.phases().size();
                i < lengths.size();
                i += PLAN.phases().size()) {
            assertEquals(MOST, lengths.get(i), "of " + lengths);
        }
        assertTrue(lengths.size() > green + PLAN.phases().size(), lengths::toString);
    }

    /**
     * The rear of one car leaves the detector s seconds after the beginning of the green, later than the least time. The green
     * ends at the first whole second at which that is 3 s ago.
     */
    @Test
    void aGreenEndsWhenTheLargestGapHasPassedSinceTheLastCar() {
        RoadEngine engine = crossing(List.of(trip(CROSSING, "only", 0, "west>middle", "middle>east")));
        int green = greenFor("west>middle", "middle>east");
        engine.holdPhase(0, green);
        Vehicles vehicles = engine.vehicles;
        double line = engine.road()
                .segLength[
                engine.road()
                        .linkLane[CROSSING.network().findLink("west>middle").orElseThrow()]];
        double detector = line - ((LEAST / 1.9 + 0.5) * 7.5 - 0.5);
        engine.step();
        while (vehicles.rear(0) <= detector - 6 * 13.89) {
            engine.step();
        }
        engine.signals.begin(0, green, engine.timeSeconds());
        double begin = engine.timeSeconds();
        double left = 0;
        while (engine.signals.phase[0] == green) {
            engine.step();
            if (vehicles.used[0]
                    && vehicles.segment[0] < engine.road().laneCount
                    && vehicles.rear(0) > detector
                    && left == 0) {
                left = engine.timeSeconds() - (vehicles.rear(0) - detector) / vehicles.speed[0];
            }
        }
        double lasted = engine.timeSeconds() - begin;
        assertTrue(left > begin + LEAST, "the car left the detector after " + (left - begin) + " s of green");
        assertEquals(Math.ceil(left - begin + 3), lasted, "left after " + (left - begin) + " s");
    }

    @Test
    void secondsLeftLieBetweenTheLeastAndTheMostTime() {
        RoadEngine engine = crossing(List.of());
        RoadView view = new RoadView(engine.road());
        int green = 0;
        while (!PLAN.phases().get(view.phase(engine, 0)).varies()) {
            engine.step();
        }
        green = view.phase(engine, 0);
        double least = view.secondsLeft(engine, 0);
        double most = view.mostSecondsLeft(engine, 0);
        assertEquals(MOST - LEAST, most - least, 1e-9);
        engine.step();
        assertEquals(green, view.phase(engine, 0));
        assertEquals(least - 1, view.secondsLeft(engine, 0), 1e-9);
        engine.holdPhase(0, green);
        assertEquals(Double.POSITIVE_INFINITY, view.mostSecondsLeft(engine, 0));
    }

    @Test
    void aForkGoesOnLikeItsParent() {
        City grid = actuated(Streets.grid(3, 3, 150, 2, true));
        List<String> log = new ArrayList<>();
        List<String> childLog = new ArrayList<>();
        List<Trip> trips = Traffic.random(grid, 2500, 0.2, 3);
        RoadEngine parent = engine(grid, trips, log, RoadSettings.startingAt(0, 7));
        // Not a moment at which all detectors have just been left.
        for (int i = 0; i < 333; i++) {
            parent.step();
        }
        log.clear();
        RoadEngine child = parent.fork(Traffic.log(childLog));
        Traffic.runChecked(parent, 900);
        Traffic.runChecked(child, 900);
        assertTrue(log.size() > 100, "only " + log.size() + " arrived");
        assertEquals(log, childLog);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8})
    void tripsEndAlikeOnAnyNumberOfThreads(int threads) {
        assertEquals(trips(1), trips(threads));
    }

    private static List<String> trips(int threads) {
        City grid = actuated(Streets.grid(4, 4, 150, 2, true));
        List<String> log = new ArrayList<>();
        RoadSettings settings = RoadSettings.startingAt(0, 7).withThreads(threads);
        try (RoadEngine engine = engine(grid, Traffic.random(grid, 3000, 0.15, 7), log, settings)) {
            for (int t = 0; t < 900; t++) {
                engine.step();
            }
        }
        assertTrue(log.size() > 100, "only " + log.size() + " arrived");
        return log;
    }
}
