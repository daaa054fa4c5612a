package meridian.field.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import meridian.field.plant.SignalCommand;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlStage;
import meridian.model.signal.Aspect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A junction of two groups whose plan has its greens from second 0 to 20 and from 30 to 50 of 60. */
final class ControllerTest {
    private static final ControlJunction JUNCTION = new ControlJunction(
            "J",
            2,
            List.of(new ControlStage(List.of(0), 0, 20), new ControlStage(List.of(1), 30, 20)),
            60,
            0,
            List.of());

    private final Controller controller = new Controller(0, JUNCTION);
    private List<Aspect> shown = List.of(Aspect.GREEN_PROTECTED, Aspect.RED);
    private boolean onPlan = true;

    private void order(long sequence, long atMillis, long nowMillis, Aspect... aspects) {
        Order order = new Order(1, 1, sequence, atMillis, new SignalCommand.Show(0, List.of(aspects)));
        controller.hear(MqttText.order(order), nowMillis);
    }

    private List<SignalCommand> tick(long nowMillis) {
        List<SignalCommand> commands = controller.tick(shown, nowMillis);
        for (SignalCommand command : commands) {
            onPlan = command instanceof SignalCommand.FollowPlan;
            if (command instanceof SignalCommand.Show show) {
                shown = show.aspects();
            }
        }
        return commands;
    }

    @Test
    void whoIsNotOrderedAnythingForTwoSecondsGoesBackOverAmberAndRedToAGreenOfItsPlan() {
        order(1, 1_000, 0, Aspect.GREEN_PROTECTED, Aspect.RED);
        List<String> history = new ArrayList<>();
        for (long now = 1_000; now <= 70_000 && !(onPlan && now > 3_000); now += 1_000) {
            tick(now);
            history.add(now / 1_000 + " " + (onPlan ? "plan" : shown));
        }
        assertEquals("2 [GREEN_PROTECTED, RED]", history.get(1));
        assertEquals("3 [AMBER, RED]", history.get(2), "the last order came at 0");
        assertEquals("7 [AMBER, RED]", history.get(6));
        assertEquals("8 [RED, RED]", history.get(7));
        assertEquals("18 [RED, RED]", history.get(17), "the plan's first green has half gone by");
        assertEquals("30 plan", history.getLast());
    }

    @Test
    void aMonitorMakesItFlashAtOnceAndLettingGoLeadsOverRedToThePlan() {
        order(1, 1_000, 500, Aspect.GREEN_PROTECTED, Aspect.GREEN_PROTECTED);
        tick(1_000);
        controller.drop("{\"drop\":\"flash\",\"latched\":true}".getBytes(StandardCharsets.UTF_8));
        assertEquals(List.of(new SignalCommand.Flash(0)), tick(1_100));
        shown = List.of(Aspect.FLASHING_AMBER, Aspect.FLASHING_AMBER);
        assertEquals(List.of(), tick(1_200));
        controller.drop(new byte[0]);
        assertEquals(List.of(new SignalCommand.Show(0, List.of(Aspect.RED, Aspect.RED))), tick(1_300));
        assertTrue(tick(16_200).getFirst() instanceof SignalCommand.Show);
        assertEquals(List.of(new SignalCommand.FollowPlan(0)), tick(30_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"session\":1}",
                "{\"session\":1,\"takeover\":1,\"sequence\":1,\"at\":1000}",
                "{\"session\":1,\"takeover\":1,\"sequence\":1,\"at\":1000,\"show\":\"GGG\"}",
                "{\"session\":1,\"takeover\":1,\"sequence\":1,\"at\":1000,\"show\":\"G?\"}",
                "{\"session\":1,\"takeover\":1,\"sequence\":1,\"at\":1e3,\"show\":\"GG\"}",
                "{\"session\":-1,\"takeover\":1,\"sequence\":1,\"at\":1000,\"show\":\"GG\"}",
                "{\"session\":1,\"takeover\":1,\"sequence\":1,\"at\":99999999999999999999,\"show\":\"GG\"}",
                "{\"session\":1,\"takeover\":1,\"sequence\":1,\"at\":1000,\"follow\":\"me\"}"
            })
    void whatIsNoOrderIsAnsweredAndChangesNothing(String payload) {
        String answer =
                new String(controller.hear(payload.getBytes(StandardCharsets.UTF_8), 500), StandardCharsets.UTF_8);
        assertTrue(answer.contains("\"answer\":\"malformed\""), answer);
        assertEquals(List.of(), tick(1_000));
        assertTrue(onPlan);
    }

    @Test
    void aMessageThatIsTooLongIsNotRead() {
        byte[] endless = "[".repeat(MqttText.MOST_BYTES + 1).getBytes(StandardCharsets.UTF_8);
        String answer = new String(controller.hear(endless, 500), StandardCharsets.UTF_8);
        assertTrue(answer.contains("malformed"), answer);
    }
}
