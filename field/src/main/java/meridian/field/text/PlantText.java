package meridian.field.text;

import java.io.IOException;
import meridian.field.plant.SignalCommand;
import meridian.field.plant.SignalLetters;
import meridian.model.control.ControlNetwork;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON of the protocols to plants. */
public final class PlantText {
    /** Of both protocols. */
    public static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            // What somebody notes for himself beside it is none of our business.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private PlantText() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws IOException where it is no JSON */
    public static JsonNode parse(String text) throws IOException {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** @throws IOException where it is no JSON */
    public static JsonNode parse(byte[] text) throws IOException {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("it is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The network that a message carries.
     *
     * @throws IOException where it speaks another version, or indices point nowhere
     */
    public static ControlNetwork network(JsonNode message) throws IOException {
        int version = message.path("version").asInt(0);
        if (version != VERSION) {
            throw new IOException("it speaks version " + version + " of the protocol, not " + VERSION);
        }
        try {
            return MAPPER.treeToValue(message.path("network"), ControlNetwork.class);
        } catch (JacksonException e) {
            throw new IOException("its network cannot be: " + e.getOriginalMessage(), e);
        }
    }

    /** A message that carries a network; {@link #network} is its inverse. */
    public static ObjectNode of(ControlNetwork network) {
        ObjectNode message = object().put("version", VERSION);
        message.set("network", MAPPER.valueToTree(network));
        return message;
    }

    /** Writes what a junction is told into a message. */
    public static void put(ObjectNode message, SignalCommand command) {
        switch (command) {
            case SignalCommand.Show show -> message.put("show", SignalLetters.of(show.aspects()));
            case SignalCommand.FollowPlan _ -> message.put("follow", "plan");
            case SignalCommand.Flash _ -> message.put("follow", "flash");
        }
    }
}
