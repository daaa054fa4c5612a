package meridian.api.ngsi;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads entities and attributes, in normalized, concise or simplified form (clause 4.5): each attribute may be in another one.
 *
 * <p>The core context is understood. Another one would give names another meaning, and is refused instead of fetched.
 */
public final class EntityReader {
    static final String QUALITY = "quality";
    static final String SOURCE = "source";
    /** Stands for "delete this" in updates (clause 4.5.0). */
    static final String NOTHING = "urn:ngsi-ld:null";

    /** The core context of the version that is served. */
    static final String CORE_CONTEXT = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context-v1.8.jsonld";

    private static final String CORE = "https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context";
    /** Members of an attribute that say something about it and are no sub-attributes. */
    private static final Set<String> OWN = Set.of(
            "type",
            "value",
            "object",
            "objectType",
            "languageMap",
            "vocab",
            "json",
            "valueList",
            "unitCode",
            "observedAt",
            "datasetId",
            "createdAt",
            "modifiedAt",
            "deletedAt",
            "previousValue");

    private static final Set<String> KINDS = Set.of(
            "Property",
            "Relationship",
            "GeoProperty",
            "LanguageProperty",
            "VocabProperty",
            "ListProperty",
            "JsonProperty");

    private EntityReader() {}

    /** @throws Rejected where it is none, with the path of what is wrong */
    public static Entity entity(JsonNode node) {
        checkContext(node);
        String id = text(node, "id");
        List<Attribute> attributes = attributes(node, id);
        return Entity.of(id, words(node.path("type"), "type"), scopes(node), attributes);
    }

    /** Scopes where some are stated. */
    public static List<String> scopes(JsonNode node) {
        return node.has("scope") ? words(node.path("scope"), "scope") : List.of();
    }

    /** Types where some are stated. */
    public static List<String> types(JsonNode node) {
        return node.has("type") ? words(node.path("type"), "type") : List.of();
    }

    /** All members of an object that are attributes; what an update deletes is left out. */
    public static List<Attribute> attributes(JsonNode node, String place) {
        List<Attribute> attributes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!isOfEntity(member.getKey()) && !isNothing(member.getValue())) {
                attributes.addAll(instances(member.getKey(), member.getValue(), place + " " + member.getKey()));
            }
        }
        return attributes;
    }

    /** Names of the attributes that an update deletes. */
    public static List<String> deleted(JsonNode node) {
        return node.properties().stream()
                .filter(member -> !isOfEntity(member.getKey()) && isNothing(member.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** All instances of one attribute. */
    public static List<Attribute> instances(String name, JsonNode node, String place) {
        boolean several = node.isArray() && !node.isEmpty();
        for (JsonNode element : node) {
            several &= element.isObject() && (element.has("type") || element.has("datasetId")) && holds(element);
        }
        if (!several) {
            return List.of(instance(name, node, place));
        }
        List<Attribute> instances = new ArrayList<>();
        node.forEach(element -> instances.add(instance(name, element, place)));
        return instances;
    }

    private static boolean isOfEntity(String member) {
        return switch (member) {
            case "id", "type", "scope", "@context", "createdAt", "modifiedAt", "deletedAt" -> true;
            default -> false;
        };
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull()
                || node.isString() && node.asString().equals(NOTHING)
                || node.isObject()
                        && node.path("value").isString()
                        && node.path("value").asString().equals(NOTHING);
    }

    /** Whether an object has a member that only attributes have. */
    private static boolean holds(JsonNode node) {
        return node.has("value")
                || node.has("object")
                || node.has("languageMap")
                || node.has("vocab")
                || node.has("json")
                || node.has("valueList");
    }

    private static Attribute instance(String name, JsonNode node, String place) {
        boolean named = KINDS.contains(node.path("type").asString(""));
        if (!node.isObject() || !holds(node) && !named) {
            return Attribute.of(name, bare(node, place));
        }
        String dataset = node.has("datasetId") ? text(node, "datasetId") : null;
        long observed = node.has("observedAt") ? time(node.path("observedAt"), place + " observedAt") : Times.NONE;
        Attribute made =
                Attribute.of(name, content(node, place), dataset, observed, quality(node, place), source(node));
        List<Attribute> subs = subs(node, place);
        return subs.isEmpty() ? made : made.withSubs(subs);
    }

    private static List<Attribute> subs(JsonNode node, String place) {
        List<Attribute> subs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            boolean known = OWN.contains(member.getKey())
                    || member.getKey().equals(QUALITY)
                    || member.getKey().equals(SOURCE);
            if (!known) {
                subs.addAll(instances(member.getKey(), member.getValue(), place + " " + member.getKey()));
            }
        }
        return subs;
    }

    /** Without anything around it: a value, or a geometry. */
    private static Content bare(JsonNode node, String place) {
        return GeoJson.is(node) ? Content.of(GeoJson.read(node, place)) : Content.of(value(node, place));
    }

    private static Content content(JsonNode node, String place) {
        String type = node.has("type") ? text(node, "type") : kind(node);
        return switch (type) {
            case "Property" ->
                new Content.Property(
                        value(held(node, "value", place), place), node.has("unitCode") ? text(node, "unitCode") : null);
            case "Relationship" ->
                new Content.Relationship(
                        words(held(node, "object", place), place + " object"),
                        node.has("objectType") ? text(node, "objectType") : null);
            case "GeoProperty" -> Content.of(GeoJson.read(held(node, "value", place), place));
            case "LanguageProperty" -> new Content.LanguageProperty(texts(held(node, "languageMap", place), place));
            case "VocabProperty" -> new Content.VocabProperty(words(held(node, "vocab", place), place + " vocab"));
            case "ListProperty" -> new Content.ListProperty(items(held(node, "valueList", place), place));
            case "JsonProperty" -> new Content.Json(value(held(node, "json", place), place));
            default -> throw new Rejected(Rejected.Reason.BAD_VALUE, place, "is of an unknown kind, " + type);
        };
    }

    private static String kind(JsonNode node) {
        if (node.has("value")) {
            return GeoJson.is(node.path("value")) ? "GeoProperty" : "Property";
        }
        return node.has("object")
                ? "Relationship"
                : node.has("languageMap")
                        ? "LanguageProperty"
                        : node.has("vocab") ? "VocabProperty" : node.has("json") ? "JsonProperty" : "ListProperty";
    }

    private static JsonNode held(JsonNode node, String member, String place) {
        JsonNode held = node.path(member);
        if (held.isMissingNode()) {
            throw new Rejected(Rejected.Reason.BAD_VALUE, place, "has no " + member);
        }
        return held;
    }

    private static Quality quality(JsonNode node, String place) {
        String word = stated(node, QUALITY);
        if (word == null) {
            return Quality.UNSTATED;
        }
        return Arrays.stream(Quality.values())
                .filter(q -> q.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        Rejected.Reason.BAD_VALUE,
                        place + " " + QUALITY,
                        "is one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(Quality.values())
                                                .map(q -> q.name().toLowerCase(Locale.ROOT))
                                                .toList())));
    }

    private static @Nullable String source(JsonNode node) {
        return stated(node, SOURCE);
    }

    /** A text, or the text of a property. */
    private static @Nullable String stated(JsonNode node, String member) {
        JsonNode held = node.path(member);
        if (held.isMissingNode()) {
            return null;
        }
        JsonNode word = held.isObject() ? held.path("value") : held;
        if (!word.isString()) {
            throw new Rejected(Rejected.Reason.BAD_VALUE, member, "is a text, or a property with one");
        }
        return word.asString();
    }

    /** A value of JSON as the twin keeps it. */
    public static Value value(JsonNode node, String place) {
        if (node.isString()) {
            return Value.of(node.asString());
        }
        if (node.isNumber()) {
            return number(node, place);
        }
        if (node.isBoolean()) {
            return Value.of(node.asBoolean());
        }
        if (node.isArray()) {
            return items(node, place);
        }
        if (node.isObject()) {
            return fields(node, place);
        }
        return Value.Nothing.NOTHING;
    }

    private static Value number(JsonNode node, String place) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Value.of(node.asLong());
        }
        if (node.isIntegralNumber()) {
            throw new Rejected(Rejected.Reason.BAD_VALUE, place, "is a whole number beyond 64 bits");
        }
        return Value.of(node.doubleValue());
    }

    private static Value.Items items(JsonNode node, String place) {
        if (!node.isArray()) {
            throw new Rejected(Rejected.Reason.BAD_VALUE, place, "is no array");
        }
        List<Value> values = new ArrayList<>(node.size());
        node.forEach(element -> values.add(value(element, place)));
        return new Value.Items(values);
    }

    private static Value fields(JsonNode node, String place) {
        if (node.size() == 2 && node.path("@type").asString("").equals("DateTime")) {
            return new Value.Moment(time(node.path("@value"), place));
        }
        Map<String, Value> values = LinkedHashMap.newLinkedHashMap(node.size());
        node.properties().forEach(member -> values.put(member.getKey(), value(member.getValue(), place)));
        return new Value.Fields(values);
    }

    private static Map<String, List<String>> texts(JsonNode node, String place) {
        if (!node.isObject()) {
            throw new Rejected(Rejected.Reason.BAD_VALUE, place + " languageMap", "is no object");
        }
        Map<String, List<String>> texts = new LinkedHashMap<>();
        node.properties().forEach(member -> texts.put(member.getKey(), words(member.getValue(), place)));
        return texts;
    }

    private static List<String> words(JsonNode node, String place) {
        List<String> words = new ArrayList<>();
        if (node.isString()) {
            words.add(node.asString());
        } else if (node.isArray() && !node.isEmpty()) {
            for (JsonNode element : node) {
                if (!element.isString()) {
                    throw new Rejected(Rejected.Reason.BAD_VALUE, place, "has an element that is no text");
                }
                words.add(element.asString());
            }
        } else {
            throw new Rejected(Rejected.Reason.BAD_VALUE, place, "is a text, or an array of one or more");
        }
        return words;
    }

    private static String text(JsonNode node, String member) {
        JsonNode held = node.path(member);
        if (!held.isString()) {
            throw new Rejected(
                    Rejected.Reason.BAD_VALUE, member, held.isMissingNode() ? "is missing" : "is not a text");
        }
        return held.asString();
    }

    /** Microseconds since 1970 of a moment in ISO 8601 with its offset. */
    public static long time(JsonNode node, String place) {
        try {
            Instant moment = OffsetDateTime.parse(node.asString("")).toInstant();
            return Times.micros(moment);
        } catch (DateTimeParseException e) {
            throw new Rejected(
                    Rejected.Reason.BAD_VALUE, place, "is a moment such as 2026-11-28T07:30:00Z, with its offset");
        }
    }

    /** @throws Rejected where a context is stated that would have to be fetched */
    public static void checkContext(JsonNode node) {
        JsonNode context = node.path("@context");
        if (context.isMissingNode()) {
            return;
        }
        for (JsonNode one : context.isArray() ? context : List.of(context)) {
            if (!one.isString() || !one.asString().startsWith(CORE)) {
                throw new Rejected(
                        Rejected.Reason.BAD_NAME,
                        "@context",
                        "only NGSI-LD's core context is understood, and none is fetched");
            }
        }
    }
}
