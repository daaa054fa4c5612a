package meridian.field.line;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.SignalCommand;
import meridian.field.plant.SignalLetters;
import meridian.model.control.ControlNetwork;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages as lines of JSON. {@code docs/line-protocol.md} describes each. */
final class LineText {
    static final int VERSION = 1;

    static final String NETWORK = "network";
    static final String OBSERVATION = "observation";
    private static final String TYPE = "type";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            // What somebody notes for himself beside it is none of our business.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private LineText() {}

    /** @throws IOException where the line is no object of this type */
    static JsonNode parse(String line, String type) throws IOException {
        try {
            JsonNode message = MAPPER.readTree(line);
            String found = message.path(TYPE).asString("");
            if (!found.equals(type)) {
                throw new IOException("a message of type '" + found + "' came instead of '" + type + "'");
            }
            return message;
        } catch (JacksonException e) {
            throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    static ControlNetwork network(JsonNode message) throws IOException {
        int version = message.path("version").asInt(0);
        if (version != VERSION) {
            throw new IOException("it speaks version " + version + " of the protocol, not " + VERSION);
        }
        try {
            return MAPPER.treeToValue(message.path(NETWORK), ControlNetwork.class);
        } catch (JacksonException e) {
            throw new IOException("its network cannot be: " + e.getOriginalMessage(), e);
        }
    }

    static String start(ObserveMode mode) {
        return message("start")
                .put("version", VERSION)
                .put("observe", mode.name().toLowerCase(Locale.ROOT))
                .toString();
    }

    static String end() {
        return message("end").toString();
    }

    static String step(long step, List<SignalCommand> commands, ControlNetwork network) {
        ObjectNode message = message("step").put("step", step);
        ArrayNode list = message.putArray("commands");
        for (SignalCommand command : commands) {
            ObjectNode one = list.addObject()
                    .put("junction", network.junctions().get(command.junction()).id());
            switch (command) {
                case SignalCommand.Show show -> one.put("show", SignalLetters.of(show.aspects()));
                case SignalCommand.FollowPlan _ -> one.put("follow", "plan");
                case SignalCommand.Flash _ -> one.put("follow", "flash");
            }
        }
        return message.toString();
    }

    private static ObjectNode message(String type) {
        return MAPPER.createObjectNode().put(TYPE, type);
    }
}
