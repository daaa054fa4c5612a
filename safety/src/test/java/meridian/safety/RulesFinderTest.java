package meridian.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.model.City;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

/**
 * The market of the town: an avenue of 19.2 m from west (group 0 straight, 1 right, 2 left) and east (3, 5 and 4), streets of
 * 6.4 m from south (8, 7, 6) and north (11, 9, 10), all at 50 km/h, with crossings of 4 m over the arms: 12 west, 13 east, 14
 * south, 15 north. Straight on is 25.2 m.
 */
final class RulesFinderTest {
    private static final City TOWN = Town.city();
    private final JunctionRules market = RulesFinder.find(TOWN).stream()
            .filter(j -> j.controller().equals("market"))
            .findFirst()
            .orElseThrow();
    private final SafetyRules rules = market.findRules().orElseThrow();

    @Test
    void streamsThatCrossMayNotGoTogetherAndTurnsThatGiveWayMay() {
        assertTrue(rules.conflict(0, 8) && rules.conflict(0, 11), "avenue and streets");
        assertTrue(rules.conflict(0, 6), "avenue and who turns left into it from the right hand side");
        assertFalse(rules.conflict(0, 3), "the two directions of the avenue");
        assertFalse(rules.conflict(0, 4), "straight on and the oncoming left turn");
        assertFalse(rules.conflict(2, 4), "left turns towards each other");
        assertFalse(rules.conflict(3, 7), "who turns right into a road and who is on it");
    }

    @Test
    void amberAndLeastGreenAreThoseOfTheGuideline() {
        assertEquals(new GroupRule(false, 3, 0, 5), rules.group(0));
        assertEquals(new GroupRule(true, 0, 0, 7), rules.group(12));
    }

    @Test
    void peopleOnFootClearAtOnePointTwoMetersPerSecond() {
        // 19.2 m / 1.2 m/s; vehicles that come from the other side need 25.2 m at 40 km/h, 2.3 s, to get there.
        assertEquals(16, rules.intergreenSeconds(12, 0));
        assertEquals(14, rules.intergreenSeconds(12, 3));
        // 6.4 m / 1.2 m/s = 5.3 s.
        assertEquals(6, rules.intergreenSeconds(14, 7));
    }

    @Test
    void vehiclesClearCrossingsAfterTheLastOneHasPassedTheLine() {
        // Straight on 3 s, turning 2 s after the green's end; crossing and vehicle, 10 m, at 10 m/s straight on and 7
        // m/s turning; 35.2 m from the other
        // side.
        assertEquals(4, rules.intergreenSeconds(0, 12));
        assertEquals(4, rules.intergreenSeconds(1, 12));
        assertEquals(7, rules.intergreenSeconds(3, 12));
    }

    @Test
    void whoTurnsIntoARoadLetsPeopleCrossItAndWhoGoesStraightDoesNot() {
        assertFalse(rules.conflict(6, 12) || rules.conflict(9, 12));
        assertTrue(rules.conflict(3, 12));
    }

    @Test
    void plansThatTheDesignerMakesBreakNoRule() {
        List<JunctionRules> all = RulesFinder.find(TOWN);
        for (int i = 0; i < all.size(); i++) {
            assertEquals(
                    List.of(),
                    PlanCheck.check(
                            all.get(i).findRules().orElseThrow(), TOWN.signals().get(i)));
        }
    }

    @Test
    void redAmberIsThatOfThePlan() {
        SafetyRules with = RulesFinder.find(replanned(
                        phase(2, Aspect.RED_AMBER, Aspect.RED),
                        phase(20, Aspect.GREEN_PROTECTED, Aspect.RED),
                        phase(20, Aspect.RED, Aspect.GREEN_PROTECTED)))
                .get(marketIndex())
                .findRules()
                .orElseThrow();
        assertEquals(2, with.group(0).redAmberSeconds());
        assertEquals(0, with.group(8).redAmberSeconds());
    }

    @Test
    void aGroupThatNoMovementObeysIsBarredAndSaidSo() {
        List<Movement> movements = new ArrayList<>();
        for (Movement m : TOWN.network().movements()) {
            boolean lost = m.signal() == marketIndex() && m.group() == 8;
            movements.add(lost ? m.governed(Movement.NO_SIGNAL, Movement.NO_SIGNAL, 0) : m);
        }
        JunctionRules found = RulesFinder.find(with(movements)).get(marketIndex());
        assertTrue(found.findRules().orElseThrow().barred(8));
        assertEquals(
                List.of(RulesGap.Kind.GROUP_WITHOUT_MOVEMENT, RulesGap.Kind.FOREIGN_TRAFFIC),
                found.gaps().stream().map(RulesGap::kind).toList());
        SafetyKernel kernel = new SafetyKernel(found.findRules().orElseThrow());
        assertEquals(new Refusal.BarredGroup(8), kernel.request(kernel.start(0), 1L << 8, 0));
    }

    @Test
    void aGroupWhoseOwnMovementsCrossIsBarredAndSaidSo() {
        List<Movement> movements = new ArrayList<>();
        for (Movement m : TOWN.network().movements()) {
            boolean moved = m.signal() == marketIndex() && m.group() == 8;
            movements.add(moved ? m.governed(marketIndex(), 0, 0) : m);
        }
        JunctionRules found = RulesFinder.find(with(movements)).get(marketIndex());
        assertTrue(found.findRules().orElseThrow().barred(0));
        assertTrue(found.gaps().stream().anyMatch(gap -> gap.kind() == RulesGap.Kind.GROUP_CROSSES_ITSELF));
    }

    @Test
    void aControllerWithTooManyGroupsGetsNoRulesAndIsNamed() {
        List<SignalController> signals = new ArrayList<>(TOWN.signals());
        SignalPlan plan = new SignalPlan(
                "wide",
                0,
                List.of(new SignalPhase(10, java.util.Collections.nCopies(61, Aspect.RED))),
                SignalPlan.Source.GIVEN);
        signals.set(marketIndex(), new SignalController("market", market().nodes(), 61, plan));
        JunctionRules found =
                RulesFinder.find(TOWN.with(TOWN.network(), signals)).get(marketIndex());
        assertEquals(Optional.empty(), found.findRules());
        assertEquals(RulesGap.Kind.TOO_MANY_GROUPS, found.gaps().getFirst().kind());
    }

    @Test
    void eachFaultOfAPlanIsFoundWithItsNumbers() {
        City city = replanned(
                phase(3, Aspect.GREEN_PROTECTED, Aspect.RED),
                phase(1, Aspect.GREEN_PROTECTED, Aspect.GREEN_PROTECTED),
                phase(2, Aspect.AMBER, Aspect.GREEN_PROTECTED),
                phase(130, Aspect.RED, Aspect.GREEN_PROTECTED),
                phase(3, Aspect.RED, Aspect.AMBER),
                phase(1, Aspect.RED, Aspect.RED));
        List<PlanFinding> found = PlanCheck.check(rules, city.signals().get(marketIndex()));
        assertTrue(found.contains(new PlanFinding("market", "p", PlanFinding.Kind.CONFLICTING_GREENS, 0, 8, 1, 0)));
        assertTrue(found.contains(new PlanFinding("market", "p", PlanFinding.Kind.SHORT_GREEN, 0, 0, 4, 5)));
        assertTrue(found.contains(new PlanFinding("market", "p", PlanFinding.Kind.SHORT_AMBER, 0, 0, 2, 3)));
        assertTrue(found.contains(new PlanFinding("market", "p", PlanFinding.Kind.LONG_RED, 0, 0, 136, 120)));
        // From 8's end at 136 s to 0's start at 140 s there are 4 s, which is just what is needed.
        assertEquals(4, rules.intergreenSeconds(8, 0));
        assertFalse(found.stream().anyMatch(f -> f.kind() == PlanFinding.Kind.SHORT_INTERGREEN));
    }

    @Test
    void anIntergreenTooShortIsFoundWithItsNumbers() {
        City city = replanned(
                phase(20, Aspect.GREEN_PROTECTED, Aspect.RED),
                phase(3, Aspect.AMBER, Aspect.RED),
                phase(20, Aspect.RED, Aspect.GREEN_PROTECTED),
                phase(3, Aspect.RED, Aspect.AMBER),
                phase(1, Aspect.RED, Aspect.RED));
        List<PlanFinding> found = PlanCheck.check(rules, city.signals().get(marketIndex()));
        // 5 s from 0 to 8; 4 s from 8 to 0, which the plan gives.
        assertEquals(List.of(new PlanFinding("market", "p", PlanFinding.Kind.SHORT_INTERGREEN, 8, 0, 3, 5)), found);
    }

    private static int marketIndex() {
        for (int i = 0; i < TOWN.signals().size(); i++) {
            if (TOWN.signals().get(i).id().equals("market")) {
                return i;
            }
        }
        throw new AssertionError("the town has no market");
    }

    private static SignalController market() {
        return TOWN.signals().get(marketIndex());
    }

    /** What groups 0 and 8 show; all others are red. */
    private static SignalPhase phase(double seconds, Aspect avenue, Aspect street) {
        List<Aspect> aspects = new ArrayList<>(java.util.Collections.nCopies(market().groups(), Aspect.RED));
        aspects.set(0, avenue);
        aspects.set(8, street);
        return new SignalPhase(seconds, aspects);
    }

    private static City replanned(SignalPhase... phases) {
        List<SignalController> signals = new ArrayList<>(TOWN.signals());
        SignalPlan plan = new SignalPlan("p", 0, List.of(phases), SignalPlan.Source.GIVEN);
        signals.set(marketIndex(), new SignalController("market", market().nodes(), market().groups(), plan));
        return TOWN.with(TOWN.network(), signals);
    }

    private static City with(List<Movement> movements) {
        Network n = TOWN.network();
        return TOWN.with(new Network(n.nodes(), n.links(), movements, n.crossings(), n.allConflicts()), TOWN.signals());
    }
}
