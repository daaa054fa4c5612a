package meridian.model.signal;

import static meridian.model.network.Junction.avenue;
import static meridian.model.network.Junction.street;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import meridian.model.network.Conflicts;
import meridian.model.network.Junction;
import meridian.model.network.Junction.Arm;
import meridian.model.network.MeetingPoints;
import meridian.model.network.Movement;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.signal.PlanDesigner.Designed;
import org.junit.jupiter.api.Test;

final class PlanDesignerTest {

    @Test
    void conflictingMovementsAreNeverProtectedTogetherAndEverybodyIsServed() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int n = 0; n < 400; n++) {
            Junction junction = Junction.random(NodeControl.SIGNALS, random);
            if (!junction.movements.isEmpty()) {
                check(
                        "seed " + seed + ", junction " + n,
                        junction,
                        random.nextBoolean() ? null : flows(junction, random));
            }
        }
    }

    private static double[] flows(Junction junction, Random random) {
        return random.doubles(junction.movements.size(), 0, 900).toArray();
    }

    private static void check(String what, Junction junction, double[] flows) {
        Designed designed = flows == null ? design(junction) : design(junction, flows);
        SignalController signal = designed.signals().getFirst();
        PlanClock clock = new PlanClock(signal.plan());
        Conflicts conflicts = junction.conflicts();
        Intergreens between = intergreens(junction);
        int[] group = designed.movements().stream().mapToInt(Movement::group).toArray();
        for (int a = 0; a < group.length; a++) {
            assertTrue(
                    clock.greens(group[a]).stream().anyMatch(g -> g.seconds() >= 7), what + ": 7 s of green for " + a);
            for (int b = 0; b < group.length; b++) {
                if (conflicts.crosses(a, b)) {
                    clock.assertNeverProtectedTogether(what, group[a], group[b]);
                    if (group[a] != group[b]) {
                        clock.assertRedBeforeOtherStarts(what, group[a], group[b], between.seconds(group[a], group[b]));
                    }
                }
                if (conflicts.crosses(a, b) && !conflicts.yields(a, b)) {
                    clock.assertLooksForProtected(what, group[b], group[a]);
                }
            }
        }
    }

    private static Intergreens intergreens(Junction junction) {
        List<Integer> all =
                IntStream.range(0, junction.movements.size()).boxed().toList();
        return new SiteGroups(
                        junction.nodes,
                        junction.links,
                        junction.movements,
                        Map.of(0, junction.conflicts()),
                        Map.of(0, all),
                        new MeetingPoints(junction.links))
                .intergreens();
    }

    @Test
    void crossroadsOfStreetsHaveTwoStagesWithPermittedLeftTurnsInNinetySeconds() {
        Junction cross = new Junction(NodeControl.SIGNALS, 10, street(0), street(90), street(180), street(270));
        SignalPlan plan = design(cross).signals().getFirst().plan();
        // Two greens, each followed by amber (3 s at 50 km/h) and red for everybody.
        assertEquals(6, plan.phases().size());
        assertEquals(90, plan.cycleSeconds());
        assertEquals(3, plan.phases().get(1).durationSeconds());
        Designed designed = design(cross);
        int left = designed.movements().get(cross.movement(0, 270)).group();
        int straight = designed.movements().get(cross.movement(0, 180)).group();
        SignalPhase first = plan.phases().get(0).aspects().get(left).green()
                ? plan.phases().get(0)
                : plan.phases().get(3);
        assertEquals(Aspect.GREEN_PERMITTED, first.aspects().get(left));
        assertEquals(Aspect.GREEN_PROTECTED, first.aspects().get(straight));
    }

    @Test
    void clearanceIsThatOfAHandCalculation() {
        // 12 m to the end of the shared road and 6 m of vehicle at 10 m/s: 1.8 s; the other needs 5 m at 40 km/h: 0.45
        // s.
        assertEquals(1.35, Intergreens.clearanceSeconds(12, false, 5), 1e-9);
        assertEquals(0, Intergreens.clearanceSeconds(0, false, 30), 1e-9);
        assertEquals(3, Intergreens.passingSeconds(false));
        assertEquals(2, Intergreens.passingSeconds(true));
        assertEquals(3, Intergreens.amberSeconds(50 / 3.6));
        assertEquals(4, Intergreens.amberSeconds(60 / 3.6));
        assertEquals(5, Intergreens.amberSeconds(70 / 3.6));
    }

    @Test
    void leftTurnWithItsOwnLaneOnAnArterialIsProtected() {
        Junction cross = new Junction(NodeControl.SIGNALS, 14, arterial(0), street(90), arterial(180), street(270));
        // Two lanes in: left from lane 1. Straight on is taken away from that lane, so that it is the left turn's own.
        cross.movements.removeIf(m -> m.fromLane() == 1 && m.turn() == meridian.model.network.Turn.STRAIGHT);
        Designed designed = design(cross);
        PlanClock clock = new PlanClock(designed.signals().getFirst().plan());
        int left = designed.movements().get(cross.movement(0, 1, 270)).group();
        int oncoming = designed.movements().get(cross.movement(180, 0)).group();
        clock.assertNeverGreenTogether("left and oncoming", left, oncoming);
        assertEquals(
                List.of(true),
                clock.greens(left).stream().map(PlanClock.Green::isProtected).toList());
    }

    @Test
    void moreLanesOfAMoreImportantRoadGetMoreGreen() {
        Junction cross = new Junction(NodeControl.SIGNALS, 12, avenue(0), street(90), avenue(180), street(270));
        Designed designed = design(cross);
        PlanClock clock = new PlanClock(designed.signals().getFirst().plan());
        double main = clock.greens(
                        designed.movements().get(cross.movement(0, 180)).group())
                .getFirst()
                .seconds();
        double side = clock.greens(
                        designed.movements().get(cross.movement(90, 270)).group())
                .getFirst()
                .seconds();
        assertTrue(main > 2 * side, main + " s against " + side + " s");
        assertTrue(side >= 7, side + " s");
    }

    @Test
    void cycleIsWebstersWhereFlowsAreKnown() {
        // L = 10 s, Y = 0.5: (15 + 5) / 0.5 = 40 s. L = 12 s, Y = 0.7: (18 + 5) / 0.3 = 76.7 s.
        assertEquals(40, Webster.cycleSeconds(10, 0.5), 1e-9);
        assertEquals(76.67, Webster.cycleSeconds(12, 0.7), 0.01);
        assertEquals(120, Webster.cycleSeconds(12, 0.99), 1e-9);
        Junction cross = new Junction(NodeControl.SIGNALS, 10, street(0), street(90), street(180), street(270));
        double[] flows = new double[cross.movements.size()];
        flows[cross.movement(0, 180)] = 900;
        flows[cross.movement(90, 270)] = 300;
        Designed designed = design(cross, flows);
        PlanClock clock = new PlanClock(designed.signals().getFirst().plan());
        // Y = 900/1800 + 300/1800 = 0.667; greens as 3 to 1.
        double busy = clock.greens(
                        designed.movements().get(cross.movement(0, 180)).group())
                .getFirst()
                .seconds();
        double calm = clock.greens(
                        designed.movements().get(cross.movement(90, 270)).group())
                .getFirst()
                .seconds();
        assertEquals(3, busy / calm, 0.3);
    }

    @Test
    void lightsInTheMiddleOfABlockStopTrafficForPeopleOnFoot() {
        Junction crossing = new Junction(NodeControl.SIGNALS, 3, avenue(0), avenue(180));
        Designed designed = design(crossing);
        SignalPlan plan = designed.signals().getFirst().plan();
        // 7 s of walking green, then twice two lanes of 3.2 m at 1.2 m/s: 10.7 s.
        assertTrue(plan.phases().stream()
                .anyMatch(p -> p.durationSeconds() == 18 && p.aspects().stream().noneMatch(Aspect::open)));
        assertEquals(SignalPlan.Source.ASSUMED, plan.source());
    }

    @Test
    void eachStageFitsThoughTheJunctionHasFiveArms() {
        Junction star =
                new Junction(NodeControl.SIGNALS, 15, street(0), street(72), street(144), street(216), street(288));
        SignalPlan plan = design(star).signals().getFirst().plan();
        assertTrue(plan.cycleSeconds() >= 90, plan.cycleSeconds() + " s");
        assertTrue(plan.cycleSeconds() <= 120, plan.cycleSeconds() + " s");
    }

    @Test
    void nodeInTwoSitesIsRefused() {
        Junction cross = new Junction(NodeControl.SIGNALS, 10, street(0), street(90), street(180));
        List<SignalSite> twice = List.of(new SignalSite("a", List.of(0)), new SignalSite("b", List.of(0)));
        assertThrows(
                IllegalArgumentException.class,
                () -> PlanDesigner.design(cross.nodes, cross.links, cross.movements, Map.of(), twice));
    }

    @Test
    void siteWithoutMovementsGetsNoController() {
        Junction cross = new Junction(NodeControl.SIGNALS, 10, street(0), street(90), street(180));
        Designed designed = PlanDesigner.design(
                cross.nodes, cross.links, cross.movements, Map.of(), List.of(new SignalSite("lonely", List.of(1))));
        assertEquals(List.of(), designed.signals());
        assertFalse(designed.movements().getFirst().signalled());
    }

    private static Arm arterial(double degrees) {
        return new Arm(degrees, 2, 2, RoadClass.PRIMARY, 16.67);
    }

    private static Designed design(Junction junction) {
        return PlanDesigner.design(
                junction.nodes, junction.links, junction.movements, Map.of(0, junction.conflicts()), site());
    }

    private static Designed design(Junction junction, double[] flows) {
        return PlanDesigner.design(
                junction.nodes, junction.links, junction.movements, Map.of(0, junction.conflicts()), site(), flows);
    }

    private static List<SignalSite> site() {
        return List.of(new SignalSite("middle", List.of(0)));
    }
}
