package meridian.field.mqtt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.field.plant.SignalCommand;
import meridian.field.text.LoopReading;
import meridian.model.control.ControlJunction;
import meridian.model.signal.Aspect;
import tools.jackson.databind.JsonNode;

/**
 * One junction's controller in a simulated street: an {@link OrderGate}, and a way back to its own plan when nobody orders any more.
 * One thread.
 */
final class Controller {
    /** As long as the longest amber (5 s at 70 km/h); then everything is red, until people on foot have left a wide crossing as well. */
    static final long AMBER_MILLIS = 5_000;

    static final long CLEAR_MILLIS = 15_000;
    private static final double SECOND_MILLIS = 1_000;
    private static final long NEVER = Long.MIN_VALUE;

    private final int index;
    private final ControlJunction junction;
    private final OrderGate gate = new OrderGate();
    private OrderGate.Obeys before = OrderGate.Obeys.PLAN;
    private String dropTo = "";
    private boolean flashing;
    private long backSinceMillis = NEVER;
    /** Whether the lamps follow the junction's own plan. */
    private boolean following = true;

    private long reports;
    /** Another one each time it is switched on. */
    private final long boot = System.currentTimeMillis();

    Controller(int index, ControlJunction junction) {
        this.index = index;
        this.junction = junction;
    }

    /** An order has come; the answer to it. */
    byte[] hear(byte[] payload, long nowMillis) {
        long session = 0;
        long takeover = 0;
        long sequence = 0;
        OrderGate.Answer answer;
        try {
            JsonNode message = MqttText.parse(payload);
            session = message.path("session").asLong(0);
            takeover = message.path("takeover").asLong(0);
            sequence = message.path("sequence").asLong(0);
            answer = gate.take(MqttText.order(message, index, junction.groups()), nowMillis);
        } catch (IOException e) {
            answer = OrderGate.Answer.MALFORMED;
        }
        return MqttText.answer(session, takeover, sequence, answer);
    }

    /** A monitor has said something; nothing (0 bytes) lets the junction go. */
    void drop(byte[] payload) {
        String to;
        try {
            to = payload.length == 0 ? "" : MqttText.parse(payload).path("drop").asString("flash");
        } catch (IOException e) {
            // Whoever says something to this topic wants the junction out of harm's way.
            to = "flash";
        }
        dropTo = to;
        gate.drop(!to.isEmpty());
    }

    /**
     * What the lamps are told now, in order.
     *
     * @param shown what they show
     */
    List<SignalCommand> tick(List<Aspect> shown, long nowMillis) {
        List<SignalCommand> commands = new ArrayList<>();
        for (Order order : gate.tick(nowMillis)) {
            if (order.command() instanceof SignalCommand.FollowPlan) {
                goBack(nowMillis);
            } else {
                backSinceMillis = NEVER;
                following = false;
                commands.add(order.command());
            }
        }
        OrderGate.Obeys obeys = gate.obeys();
        if (obeys == OrderGate.Obeys.BRAIN) {
            flashing = false;
        } else if (obeys == OrderGate.Obeys.MONITOR && dropTo.equals("flash")) {
            backSinceMillis = NEVER;
            if (!flashing) {
                flashing = true;
                following = false;
                commands.add(new SignalCommand.Flash(index));
            }
        } else if (before == OrderGate.Obeys.BRAIN || flashing) {
            flashing = false;
            goBack(nowMillis);
        }
        before = obeys;
        back(shown, nowMillis).ifPresent(commands::add);
        return commands;
    }

    /** To the own plan, unless that is where it is or where it goes. */
    private void goBack(long nowMillis) {
        if (!following && backSinceMillis == NEVER) {
            backSinceMillis = nowMillis;
        }
    }

    /** Amber for who had green, red for all, and then the plan, where it is in a green: a green that has begun earlier cuts nothing short. */
    private Optional<SignalCommand> back(List<Aspect> shown, long nowMillis) {
        if (backSinceMillis == NEVER) {
            return Optional.empty();
        }
        long since = nowMillis - backSinceMillis;
        if (since >= CLEAR_MILLIS && isInGreen(nowMillis / SECOND_MILLIS)) {
            backSinceMillis = NEVER;
            following = true;
            return Optional.of(new SignalCommand.FollowPlan(index));
        }
        boolean amber = since < AMBER_MILLIS;
        return Optional.of(new SignalCommand.Show(
                index, shown.stream().map(aspect -> next(aspect, amber)).toList()));
    }

    /** Whether the plan is in the first half of a stage; also where it has none. */
    private boolean isInGreen(double seconds) {
        double cycle = junction.cycleSeconds();
        double at = ((seconds - junction.offsetSeconds()) % cycle + cycle) % cycle;
        return junction.stages().isEmpty()
                || junction.stages().stream()
                        .anyMatch(stage ->
                                at >= stage.fromSeconds() && at <= stage.fromSeconds() + stage.greenSeconds() / 2);
    }

    private static Aspect next(Aspect shown, boolean amber) {
        boolean open =
                switch (shown) {
                    case GREEN_PROTECTED, GREEN_PERMITTED, AMBER -> true;
                    default -> false;
                };
        return open && amber ? Aspect.AMBER : Aspect.RED;
    }

    Report report(long nowMillis, double seconds, List<Aspect> shows, boolean ended, List<LoopReading> loops) {
        return new Report(
                boot,
                ++reports,
                nowMillis,
                seconds,
                shows,
                gate.obeys().word(),
                gate.session(),
                gate.takeover(),
                gate.fallen(),
                ended,
                loops);
    }
}
