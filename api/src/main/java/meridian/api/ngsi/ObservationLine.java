package meridian.api.ngsi;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent.Observation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One observation as one line of JSON: {@code {"entity": "urn:…", "attribute": "intensity", "value": 420, "observedAt":
 * "2026-11-28T07:30:00Z"}}. All that an attribute of NGSI-LD may have but sub-attributes can stand beside the value.
 *
 * @param observation what the line says
 * @param eventId the producer's own name for it, where it has one
 */
public record ObservationLine(Observation observation, Optional<String> eventId) {
    private static final Set<String> KNOWN = new TreeSet<>(Set.of(
            "entity",
            "type",
            "attribute",
            "value",
            "object",
            "languageMap",
            "vocab",
            "json",
            "valueList",
            "unitCode",
            "observedAt",
            "datasetId",
            "quality",
            "source",
            "eventId"));

    /** Of the name that a producer gives to an event, in UTF-8. */
    static final int LONGEST_EVENT_ID_BYTES = 256;

    /** @throws Rejected where the event's name is none */
    public ObservationLine {
        eventId.ifPresent(ObservationLine::demandName);
    }

    /** @throws Rejected where it is no name for an event */
    public static void demandName(String eventId) {
        if (eventId.isEmpty() || eventId.indexOf('\0') >= 0) {
            throw new Rejected(Rejected.Reason.BAD_NAME, "eventId", "is text without NUL, and not empty");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(eventId)) {
            throw new Rejected(Rejected.Reason.BAD_NAME, "eventId", "has half a character");
        }
        int bytes = eventId.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_EVENT_ID_BYTES) {
            throw new Rejected(
                    Rejected.Reason.TOO_LARGE,
                    "eventId",
                    "has " + bytes + " bytes, at most " + LONGEST_EVENT_ID_BYTES + " are taken");
        }
    }

    /** The usual kind of line, read quickly; empty where {@link #of} has to look at it. */
    public static Optional<ObservationLine> quick(byte[] bytes, int offset, int length) {
        try {
            return QuickLine.read(bytes, offset, length);
        } catch (Rejected e) {
            // Said once, by the way that all lines can go.
            return Optional.empty();
        }
    }

    /** @throws Rejected where it is none */
    public static ObservationLine of(JsonNode line) {
        if (!line.isObject()) {
            throw new Rejected(Rejected.Reason.MALFORMED, "line", "is no object");
        }
        ObjectNode attribute = ((ObjectNode) line).objectNode();
        for (Map.Entry<String, JsonNode> member : line.properties()) {
            if (!KNOWN.contains(member.getKey())) {
                throw new Rejected(
                        Rejected.Reason.BAD_NAME,
                        member.getKey(),
                        "is not known; known are " + String.join(", ", KNOWN));
            }
            switch (member.getKey()) {
                case "entity", "type", "attribute", "eventId" -> {}
                default -> attribute.set(member.getKey(), member.getValue());
            }
        }
        String entity = text(line, "entity");
        String name = text(line, "attribute");
        Attribute read = EntityReader.instances(name, attribute, name).getFirst();
        if (read.observedMicros() == Times.NONE) {
            throw new Rejected(
                    Rejected.Reason.BAD_VALUE, "observedAt", "is missing: an observation says when it was true");
        }
        Observation observation = new Observation(
                entity,
                line.has("type") ? text(line, "type") : null,
                name,
                read.datasetId().orElse(null),
                read.content(),
                read.observedMicros(),
                read.quality(),
                read.source().orElse(null));
        return new ObservationLine(
                observation, line.has("eventId") ? Optional.of(text(line, "eventId")) : Optional.empty());
    }

    private static String text(JsonNode node, String member) {
        JsonNode held = node.path(member);
        if (!held.isString()) {
            throw new Rejected(
                    Rejected.Reason.BAD_VALUE, member, held.isMissingNode() ? "is missing" : "is not a text");
        }
        return held.asString();
    }
}
