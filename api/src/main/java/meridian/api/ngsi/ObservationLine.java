package meridian.api.ngsi;

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
