package meridian.field.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import meridian.field.plant.SignalCommand;
import meridian.field.plant.SignalLetters;
import meridian.field.text.PlantText;
import meridian.model.signal.Aspect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Messages as JSON. {@code docs/mqtt-field.md} describes each. */
final class MqttText {
    static final String NETWORK = "network";
    static final String SEEN = "seen";
    static final String ORDER = "order";
    static final String ANSWER = "answer";
    static final String DROP = "drop";
    static final String RESET = "reset";
    /** Of a payload; a report of a junction with a hundred loops has less than a tenth. */
    static final int MOST_BYTES = 1 << 16;

    private MqttText() {}

    static byte[] bytes(ObjectNode message) {
        return message.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IOException where it is no object */
    static JsonNode parse(byte[] payload) throws IOException {
        if (payload.length > MOST_BYTES) {
            throw new IOException("a message of " + payload.length + " bytes, more than " + MOST_BYTES);
        }
        JsonNode message = PlantText.parse(payload);
        if (!message.isObject()) {
            throw new IOException("no JSON object");
        }
        return message;
    }

    static byte[] order(Order order) {
        ObjectNode message = PlantText.object()
                .put("session", order.session())
                .put("takeover", order.takeover())
                .put("sequence", order.sequence())
                .put("at", order.atMillis());
        PlantText.put(message, order.command());
        return bytes(message);
    }

    /** @throws IOException where a number is missing or it shows what the junction cannot */
    static Order order(JsonNode message, int junction, int groups) throws IOException {
        return new Order(
                number(message, "session"),
                number(message, "takeover"),
                number(message, "sequence"),
                number(message, "at"),
                command(message, junction, groups));
    }

    private static SignalCommand command(JsonNode message, int junction, int groups) throws IOException {
        if (message.has("show")) {
            return new SignalCommand.Show(junction, aspects(message, "show", groups));
        }
        String follow = message.path("follow").asString("");
        return switch (follow) {
            case "plan" -> new SignalCommand.FollowPlan(junction);
            case "flash" -> new SignalCommand.Flash(junction);
            default -> throw new IOException("neither 'show' nor 'follow' with 'plan' or 'flash'");
        };
    }

    /** @throws IOException unless there is a letter for each group */
    static List<Aspect> aspects(JsonNode message, String field, int groups) throws IOException {
        String letters = message.path(field).asString("");
        List<Aspect> aspects = SignalLetters.aspects(letters).orElse(List.of());
        if (aspects.size() != groups) {
            throw new IOException("'" + letters + "' are not " + groups + " letters for its groups");
        }
        return aspects;
    }

    /** @throws IOException unless it is a whole number, 0 or more */
    static long number(JsonNode message, String field) throws IOException {
        JsonNode value = message.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
            throw new IOException("'" + field + "' is no whole number from 0 on");
        }
        return value.longValue();
    }

    static byte[] answer(long session, long takeover, long sequence, OrderGate.Answer answer) {
        return bytes(PlantText.object()
                .put("session", session)
                .put("takeover", takeover)
                .put("sequence", sequence)
                .put("answer", answer.word()));
    }
}
