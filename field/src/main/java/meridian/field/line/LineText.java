package meridian.field.line;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.SignalCommand;
import meridian.field.text.PlantText;
import meridian.model.control.ControlNetwork;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The messages as lines of JSON. {@code docs/line-protocol.md} describes each. */
final class LineText {
    static final String NETWORK = "network";
    static final String OBSERVATION = "observation";
    private static final String TYPE = "type";

    private LineText() {}

    /** @throws IOException where the line is no object of this type */
    static JsonNode parse(String line, String type) throws IOException {
        JsonNode message = PlantText.parse(line);
        String found = message.path(TYPE).asString("");
        if (!found.equals(type)) {
            throw new IOException("a message of type '" + found + "' came instead of '" + type + "'");
        }
        return message;
    }

    static String start(ObserveMode mode) {
        return message("start")
                .put("version", PlantText.VERSION)
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
            PlantText.put(one, command);
        }
        return message.toString();
    }

    private static ObjectNode message(String type) {
        return PlantText.object().put(TYPE, type);
    }
}
