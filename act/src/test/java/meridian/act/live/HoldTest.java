package meridian.act.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import meridian.decide.Decider;
import meridian.decide.Deciders;
import meridian.decide.DecisionTimes;
import meridian.field.plant.EnginePlant.CountedLoops;
import meridian.model.City;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import meridian.safety.Colour;
import meridian.safety.JunctionRules;
import meridian.safety.RulesFinder;
import meridian.safety.SafetyRules;
import meridian.safety.trial.LampLog;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RoadView;
import meridian.sim.road.TripLog;
import meridian.sim.route.Router;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Junctions of the town under a decider, and back. */
final class HoldTest {
    private static final double START = 8 * 3600;
    private static final City TOWN = Town.city();
    private static final RoadNetwork ROAD = RoadNetwork.of(TOWN);
    private static final List<JunctionRules> RULES = RulesFinder.find(TOWN);
    private static final List<Integer> TWO = List.of(1, 3);

    private static RoadEngine engine() {
        Router.Query query = Router.of(TOWN.network()).query();
        return new RoadEngine(
                ROAD, Town.trips(TOWN, 1), query::choose, TripLog.NONE, RoadSettings.startingAt(START, 1));
    }

    private static Hold hold(RoadEngine engine, Function<ControlNetwork, Decider> decider, int seconds) {
        ControlNetwork network = ControlNetwork.ofPart(TOWN, TWO);
        Hold.Order order = new Hold.Order(TOWN, network, TWO, RULES, decider, seconds);
        return new Hold(order, engine, loops -> new CountedLoops(engine.countAt(loops), 0));
    }

    private static Decider maxPressure(ControlNetwork network) {
        return Deciders.MAX_PRESSURE.in(network, DecisionTimes.USUAL);
    }

    private static List<Aspect> shown(RoadEngine engine, int controller) {
        RoadView view = new RoadView(ROAD);
        byte[] all = view.aspects(engine);
        int first = view.firstGroup(controller);
        return IntStream.range(0, TOWN.signals().get(controller).groups())
                .mapToObj(g -> Aspect.values()[all[first + g]])
                .toList();
    }

    private static Colour colour(Aspect aspect) {
        return switch (aspect) {
            case GREEN_PERMITTED, GREEN_PROTECTED -> Colour.GREEN;
            case AMBER -> Colour.AMBER;
            case RED_AMBER -> Colour.RED_AMBER;
            case RED, OFF, FLASHING_AMBER, STOP_THEN_GO -> Colour.RED;
        };
    }

    /** Given back at any second, whatever was green: amber, clearance, then the plan. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 61, 97})
    void theWayBackToThePlanHasItsAmbersAndClearances(int seconds) {
        try (RoadEngine engine = engine()) {
            for (int s = 0; s < 300; s++) {
                engine.step();
            }
            Hold hold = hold(engine, HoldTest::maxPressure, seconds);
            List<LampLog> logs = TWO.stream()
                    .map(c -> new LampLog(rules(c), Math.round(engine.timeSeconds() * 1000)))
                    .toList();
            int after = 0;
            while (after < 60) {
                hold.second();
                after += hold.isBack() ? 1 : 0;
                // Only up to the first greens of the plan: what plans do among themselves is theirs.
                for (int j = 0; j < TWO.size() && after < 2; j++) {
                    note(logs.get(j), shown(engine, TWO.get(j)), Math.round(engine.timeSeconds() * 1000));
                }
            }
            for (LampLog log : logs) {
                assertEquals(List.of(), conflicts(log));
            }
            assertEquals(planAlone(engine.timeSeconds()), shown(engine, TWO.getFirst()));
        }
    }

    private static SafetyRules rules(int controller) {
        return RULES.get(controller).findRules().orElseThrow();
    }

    private static void note(LampLog log, List<Aspect> aspects, long millis) {
        for (int g = 0; g < aspects.size(); g++) {
            log.note(g, colour(aspects.get(g)), millis);
        }
    }

    /** Greens that began too early, and ambers that were too short; a stop may cut a least green. */
    private static List<String> conflicts(LampLog log) {
        return log.wrongs().stream()
                .filter(wrong -> wrong.contains("is green at") || wrong.contains("shows AMBER for"))
                .toList();
    }

    /** What the plan of the first junction shows at a moment in a town that nobody touched. */
    private static List<Aspect> planAlone(double seconds) {
        try (RoadEngine alone = engine()) {
            while (alone.timeSeconds() < seconds) {
                alone.step();
            }
            return shown(alone, TWO.getFirst());
        }
    }

    @Test
    void aDeciderThatThrowsCostsItsJunctionsAndNoSecondOfTheCity() {
        try (RoadEngine engine = engine()) {
            int[] asked = {0};
            Hold hold = hold(
                    engine,
                    network -> {
                        Decider sound = maxPressure(network);
                        return now -> {
                            if (asked[0]++ == 6) {
                                throw new IllegalStateException("no idea");
                            }
                            return sound.decide(now);
                        };
                    },
                    600);
            for (int s = 1; s <= 120; s++) {
                hold.second();
                assertEquals(START + s, engine.timeSeconds());
            }
            assertTrue(hold.failure().orElseThrow().contains("no idea"));
            assertTrue(hold.isBack());
        }
    }

    @Test
    void itSeesByItsOwnLoopsAndTheFieldConfirmsWhatItWasTold() {
        try (RoadEngine engine = engine()) {
            Hold hold = hold(engine, HoldTest::maxPressure, 300);
            assertTrue(hold.confirmation().isEmpty());
            for (int s = 0; s < 120; s++) {
                hold.second();
            }
            String answer = hold.confirmation().orElseThrow();
            for (int c : TWO) {
                assertTrue(answer.contains("junction " + TOWN.signals().get(c).id() + " shows "), answer);
            }
            assertEquals(0, hold.fallbacks());
        }
    }
}
