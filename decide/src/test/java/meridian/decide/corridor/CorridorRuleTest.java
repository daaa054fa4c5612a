package meridian.decide.corridor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import meridian.decide.Snapshot;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlMovement;
import meridian.model.control.ControlNetwork;
import meridian.model.control.ControlStage;
import meridian.model.network.Turn;
import org.junit.jupiter.api.Test;

/**
 * <pre>
 *   link 0 ──200 m── (0) ──link 1, 200 m── (1) ──link 2, 200 m── (2) ──link 3
 * </pre>
 *
 * One lane each, 10 m/s; stage 0 is the side street's, stage 1 the way's; each junction takes 12 s to turn.
 */
final class CorridorRuleTest {
    private static final ControlNetwork LINE = line();
    private static final EmergencyRequest REQUEST =
            new EmergencyRequest("A", PriorityVehicle.WITHOUT_SIREN, 0, 3, Urgency.DAMAGE);
    private static final Corridor CORRIDOR = Corridor.of(
            LINE,
            (_, _) -> 12,
            REQUEST,
            IntStream.range(0, 4).mapToObj(l -> new WayLink(l, 200, 10)).toList());
    /** No least lead, 2 s to start, 2 s a vehicle, half of it carried on. */
    private static final CorridorTimes TIMES =
            new CorridorTimes(Integer.MAX_VALUE, Double.POSITIVE_INFINITY, 0, 2, 2, 0.5, 75);

    private static ControlNetwork line() {
        List<ControlLane> lanes = new ArrayList<>();
        List<ControlJunction> junctions = new ArrayList<>();
        for (int l = 0; l < 4; l++) {
            lanes.add(new ControlLane("lane " + l, l, 0, 200, 10, l < 3 ? l : ControlLane.NOWHERE));
        }
        List<ControlStage> stages = List.of(new ControlStage(List.of(0), 0, 30), new ControlStage(List.of(1), 35, 20));
        for (int j = 0; j < 3; j++) {
            List<ControlMovement> movements = List.of(new ControlMovement(1, j, List.of(j + 1), Turn.STRAIGHT));
            junctions.add(new ControlJunction("junction " + j, 2, stages, 60, 0, movements));
        }
        return new ControlNetwork("line", lanes, junctions, List.of());
    }

    private static Snapshot queues(double... vehicles) {
        Snapshot.Builder now = new Snapshot.Builder(LINE).at(100);
        for (int l = 0; l < vehicles.length; l++) {
            now.lane(l, vehicles[l], vehicles[l], 0, vehicles[l]);
        }
        return now.build();
    }

    private static List<Integer> asked(CorridorTimes times, Whereabouts where, Snapshot now, Set<Integer> held) {
        return new CorridorRule(LINE, times)
                .needs(CORRIDOR, where, now, held).stream().map(Need::junction).toList();
    }

    private static Whereabouts on(int link, double toEndMeters) {
        return new Whereabouts(link, link, toEndMeters, 10, 100);
    }

    @Test
    void aWayKnowsTheStageOfEachJunctionThatLeadsOn() {
        assertEquals(
                List.of(0, 1, 2),
                CORRIDOR.passages().stream().map(Passage::junction).toList());
        assertTrue(CORRIDOR.passages().stream().allMatch(p -> p.stage() == 1), "another street's stage was chosen");
    }

    /** Five vehicles: 12 + 2 + 5 × 2 = 24 s; from 40 m before the end of link 0 to that of link 1 it is 24 s at 10 m/s. */
    @Test
    void aJunctionIsAskedForFromTheTimeOnThatItsTurnAndItsQueueNeed() {
        Snapshot five = queues(0, 5);
        assertEquals(List.of(0), asked(TIMES, on(0, 41), five, Set.of()));
        assertEquals(List.of(0, 1), asked(TIMES, on(0, 40), five, Set.of()));
    }

    /** Alone the last junction needs 12 s. Junction 1's ten vehicles take 22 s; half of that makes it earlier: 23 s. */
    @Test
    void aQueueThatIsLetGoMakesTheNextJunctionEarlier() {
        assertEquals(List.of(1), asked(TIMES, on(1, 24), queues(0, 0, 0), Set.of()));
        assertEquals(List.of(1, 2), asked(TIMES, on(1, 24), queues(0, 10 * 200 / 24.0, 0), Set.of()));
    }

    @Test
    void whatHasBeenPassedIsGivenBackAndWhatIsHeldIsKept() {
        assertEquals(List.of(1, 2), asked(TIMES, on(1, 100), queues(), Set.of(0, 2)));
    }

    @Test
    void localPreEmptionKnowsTheNextJunctionAloneAndOnlyWhenItIsNear() {
        Snapshot full = queues(20, 20, 20);
        assertEquals(List.of(0), asked(CorridorTimes.LOCAL, on(0, 200), full, Set.of()));
        CorridorTimes near = new CorridorTimes(1, 100, 600, 0, 0, 0, 600);
        assertEquals(List.of(), asked(near, on(0, 101), full, Set.of()));
        assertEquals(List.of(0), asked(near, on(0, 100), full, Set.of()));
    }

    /** Reported 3 s ago at 10 m/s: 30 m further by now. */
    @Test
    void anOldReportIsReckonedOn() {
        Whereabouts old = new Whereabouts(0, 0, 100, 10, 97);
        assertEquals(7, CorridorRule.arrivalSeconds(CORRIDOR, old, 0, 100), 1e-9);
    }

    private static Need need(String request, Urgency urgency, double arrival, boolean held) {
        return new Need(request, urgency, 7, request.equals("A") ? 0 : 1, arrival, 20, held);
    }

    private static String first(Need a, Need b) {
        String winner = CorridorRule.decide(List.of(a, b)).getFirst().request();
        assertEquals(winner, CorridorRule.decide(List.of(b, a)).getFirst().request(), "the order of asking decided");
        return winner;
    }

    @Test
    void ofTwoThatNeedAJunctionTheMoreUrgentGoesFirstThenTheNearer() {
        assertEquals("B", first(need("A", Urgency.DAMAGE, 8, false), need("B", Urgency.LIFE, 19, false)));
        assertEquals("B", first(need("A", Urgency.LIFE, 9, false), need("B", Urgency.LIFE, 8, false)));
        assertEquals("A", first(need("A", Urgency.LIFE, 8, false), need("B", Urgency.LIFE, 8, false)));
    }

    @Test
    void whoHasAJunctionAndIsAtItsLineKeepsItEvenFromAMoreUrgentOne() {
        assertEquals("A", first(need("A", Urgency.PUNCTUAL, 5, true), need("B", Urgency.LIFE, 12, false)));
        assertEquals("B", first(need("A", Urgency.PUNCTUAL, 6, true), need("B", Urgency.LIFE, 12, false)));
    }
}
