package meridian.field.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import meridian.field.mqtt.OrderGate.Answer;
import meridian.field.mqtt.OrderGate.Obeys;
import meridian.field.plant.SignalCommand;
import meridian.model.signal.Aspect;
import org.junit.jupiter.api.Test;

final class OrderGateTest {
    private final OrderGate gate = new OrderGate();

    private static Order order(long session, long takeover, long sequence, long atMillis) {
        return new Order(session, takeover, sequence, atMillis, new SignalCommand.Show(0, List.of(Aspect.RED)));
    }

    @Test
    void anOrderIsCarriedOutAtItsMomentAndNotBefore() {
        assertEquals(Answer.TAKEN, gate.take(order(7, 1, 1, 1_000), 100));
        assertEquals(List.of(), gate.tick(999));
        assertEquals(Obeys.PLAN, gate.obeys());
        assertEquals(1, gate.tick(1_000).size());
        assertEquals(Obeys.BRAIN, gate.obeys());
    }

    @Test
    void oneThatComesAfterItsMomentIsNeverCarriedOutNorIsWhatFollowsIt() {
        gate.take(order(7, 1, 1, 1_000), 100);
        gate.tick(1_000);
        assertEquals(Answer.STALE, gate.take(order(7, 1, 2, 2_000), 2_001));
        assertEquals(Answer.FALLEN, gate.take(order(7, 1, 3, 4_000), 2_002));
        assertEquals(List.of(), gate.tick(5_000));
        assertEquals(Obeys.PLAN, gate.obeys());
        assertEquals(Answer.TAKEN, gate.take(order(7, 2, 1, 6_000), 5_000), "a new take-over begins from anything");
    }

    @Test
    void oneThatComesTwiceIsCarriedOutOnce() {
        assertEquals(Answer.TAKEN, gate.take(order(7, 1, 1, 1_000), 100));
        assertEquals(Answer.REPEATED, gate.take(order(7, 1, 1, 1_000), 200));
        assertEquals(1, gate.tick(1_000).size());
        assertEquals(Answer.REPEATED, gate.take(order(7, 1, 1, 9_000), 1_100), "also with another moment");
        assertEquals(Obeys.BRAIN, gate.obeys());
    }

    @Test
    void whereOneIsMissingTheRestOfTheTakeOverIsNotTrusted() {
        gate.take(order(7, 1, 1, 1_000), 100);
        gate.tick(1_000);
        assertEquals(Answer.GAP, gate.take(order(7, 1, 3, 3_000), 1_500));
        assertTrue(gate.fallen());
        assertEquals(Obeys.PLAN, gate.obeys());
    }

    /** Its beginning is the amber and the clearances; also after a restart, when the gate knows of nothing. */
    @Test
    void aTakeOverWhoseBeginningIsMissingIsNotObeyed() {
        assertEquals(Answer.GAP, gate.take(order(7, 1, 5, 1_000), 100));
        assertEquals(List.of(), gate.tick(1_000));
        assertTrue(gate.fallen());
        assertEquals(Answer.FALLEN, gate.take(order(7, 1, 6, 2_000), 1_100));
        assertEquals(Answer.TAKEN, gate.take(order(7, 2, 1, 3_000), 2_000));
    }

    @Test
    void silenceEndsATakeOver() {
        gate.take(order(7, 1, 1, 1_000), 1_000);
        gate.tick(1_000);
        gate.tick(3_000);
        assertEquals(Obeys.BRAIN, gate.obeys());
        gate.tick(3_001);
        assertEquals(Obeys.PLAN, gate.obeys());
        assertTrue(gate.fallen());
    }

    @Test
    void whoBeganLaterGoesBefore() {
        gate.take(order(7, 1, 1, 1_000), 100);
        assertEquals(Answer.TAKEN, gate.take(order(8, 1, 1, 1_500), 200));
        assertEquals(Answer.SUPERSEDED, gate.take(order(7, 1, 2, 2_000), 300));
        List<Order> shown = new ArrayList<>(gate.tick(2_000));
        assertEquals(List.of(8L), shown.stream().map(Order::session).toList());
    }

    @Test
    void whoMonitorsGoesBeforeEverybody() {
        gate.take(order(7, 1, 1, 1_000), 100);
        gate.drop(true);
        assertEquals(List.of(), gate.tick(1_000));
        assertEquals(Obeys.MONITOR, gate.obeys());
        assertEquals(Answer.DROPPED, gate.take(order(7, 2, 1, 2_000), 1_100));
        assertEquals(Answer.DROPPED, gate.take(order(8, 1, 1, 2_000), 1_100));
        gate.drop(false);
        assertEquals(Obeys.PLAN, gate.obeys());
        assertEquals(Answer.GAP, gate.take(order(7, 2, 2, 3_000), 1_200), "its beginning was refused");
        assertEquals(Answer.TAKEN, gate.take(order(7, 3, 1, 3_000), 1_200));
    }

    @Test
    void momentsThatCannotBeAreRefused() {
        assertEquals(Answer.WRONG_TIME, gate.take(order(7, 1, 1, 100_000), 100));
        assertEquals(Answer.TAKEN, gate.take(order(7, 2, 1, 3_000), 100));
        assertEquals(Answer.WRONG_TIME, gate.take(order(7, 2, 2, 2_000), 200));
        assertTrue(gate.fallen());
    }

    /**
     * Messages late, lost, doubled and out of order at random: what is carried out is carried out at its moment, in its order, without a gap
     * within a take-over.
     */
    @Test
    void whateverABrokerDoesNoTimeBetweenTwoOrdersBecomesShorter() {
        SplittableRandom random = new SplittableRandom(20261128);
        record Sent(Order order, long arrivesMillis) {}
        List<Sent> under = new ArrayList<>();
        long sequence = 0;
        long takeover = 1;
        Order last = null;
        int carriedOut = 0;
        int refused = 0;
        for (long now = 0; now < 4_000_000; now += 100) {
            if (now % 1_000 == 0) {
                if (gate.fallen() && gate.takeover() == takeover) {
                    takeover++;
                    sequence = 0;
                }
                Order next = order(7, takeover, ++sequence, now + 1_000);
                int copies = random.nextInt(50) == 0 ? random.nextInt(3) : 1;
                for (int i = 0; i < copies; i++) {
                    under.add(new Sent(next, now + (random.nextInt(30) == 0 ? random.nextInt(4_000) : 50)));
                }
            }
            long time = now;
            List<Sent> come =
                    under.stream().filter(sent -> sent.arrivesMillis() <= time).toList();
            under.removeAll(come);
            for (Sent sent : come) {
                refused += gate.take(sent.order(), now) == Answer.TAKEN ? 0 : 1;
            }
            for (Order order : gate.tick(now)) {
                assertEquals(order.atMillis(), now);
                boolean goesOn = last != null && order.takeover() == last.takeover();
                assertTrue(last == null || order.takeover() >= last.takeover());
                assertEquals(goesOn ? last.sequence() + 1 : 1, order.sequence(), "from its beginning, without a gap");
                last = order;
                carriedOut++;
            }
        }
        assertTrue(carriedOut > 2_000, carriedOut + " carried out");
        assertTrue(refused > 100, refused + " refused");
    }
}
