package meridian.api.ngsi;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import meridian.model.BadInput;
import meridian.twin.entity.Names;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.query.EntityQuery;
import meridian.twin.query.Filter;
import meridian.twin.query.GeoFilter;
import meridian.twin.query.SafePattern;
import meridian.twin.query.ScopeFilter;
import meridian.twin.query.TypeSelection;
import meridian.twin.subscription.Endpoint;
import meridian.twin.subscription.EntitySelector;
import meridian.twin.subscription.Subscription;
import meridian.twin.subscription.Trigger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads subscriptions (clause 5.2.12). A member that is not served is refused by its name: whoever asked for it would wait in
 * vain. Members that only answers have are passed over, so that what was read can be sent back.
 */
public final class SubscriptionReader {
    /** Of ours: the position of the journal up to which everything has been told. */
    public static final String CURSOR = "cursor";
    /** What stands in answers instead of a secret; sent back it means the secret that is there. */
    public static final String HIDDEN = "***";

    private static final int MOST_SELECTORS = 100;
    private static final int MOST_NAMES = 1_000;
    private static final int MOST_INFO = 32;
    private static final int LONGEST_TEXT = 2_048;
    private static final double LONGEST_THROTTLING_SECONDS = 86_400;

    private static final Set<String> TAKEN = Set.of(
            "id",
            "type",
            "@context",
            "subscriptionName",
            "description",
            "entities",
            "watchedAttributes",
            "notificationTrigger",
            "q",
            "geoQ",
            "scopeQ",
            "notification",
            "throttling",
            "expiresAt",
            "isActive");

    private static final Set<String> ANSWERED = Set.of(
            "status", "createdAt", "modifiedAt", "pending", "deadLetters", "forgotten", "coalesced", "replaying");

    private static final Set<String> NOTIFICATION = Set.of("attributes", "format", "endpoint");
    private static final Set<String> NOTIFICATION_ANSWERED = Set.of(
            "status", "timesSent", "timesFailed", "lastNotification", "lastSuccess", "lastFailure", "lastProblem");

    private SubscriptionReader() {}

    /** Only what is kept of a request's body: what answers have beside it is left out. */
    public static ObjectNode kept(ObjectNode body) {
        ObjectNode kept = body.deepCopy();
        ANSWERED.forEach(kept::remove);
        kept.remove(CURSOR);
        if (kept.path("notification") instanceof ObjectNode notification) {
            NOTIFICATION_ANSWERED.forEach(notification::remove);
        }
        return kept;
    }

    /** The cursor that a body asks for. */
    public static OptionalLong cursor(JsonNode body) {
        JsonNode cursor = body.path(CURSOR);
        if (cursor.isMissingNode()) {
            return OptionalLong.empty();
        }
        if (!cursor.isIntegralNumber() || !cursor.canConvertToLong() || cursor.asLong() < 0) {
            throw bad(CURSOR, "is a position of the journal, 0 or more");
        }
        return OptionalLong.of(cursor.asLong());
    }

    /**
     * @param body with an id
     * @throws Rejected where it is no subscription
     * @throws meridian.twin.query.QueryError where one of its questions is none
     */
    public static Subscription read(JsonNode body) {
        demandKnown(body, TAKEN, "the subscription");
        EntityReader.checkContext(body);
        if (!text(body, "type").equals("Subscription")) {
            throw bad("type", "is Subscription");
        }
        String id = Names.id(text(body, "id"));
        List<EntitySelector> selectors = selectors(body.path("entities"));
        Set<String> watched = names(body, "watchedAttributes");
        if (selectors.isEmpty() && watched.isEmpty()) {
            throw bad("subscription", "names entities or watchedAttributes (clause 5.2.12)");
        }
        JsonNode notification = body.path("notification");
        demandObject(notification, "notification");
        demandKnown(notification, NOTIFICATION, "notification");
        return new Subscription(
                id,
                selectors,
                watched,
                triggers(body),
                condition(body),
                names(notification, "attributes"),
                keyValues(notification),
                endpoint(notification.path("endpoint")),
                throttling(body),
                body.has("expiresAt") ? EntityReader.time(body.path("expiresAt"), "expiresAt") : Times.NONE,
                flag(body, "isActive"));
    }

    private static Rejected bad(String place, String found) {
        return new Rejected(Rejected.Reason.BAD_VALUE, place, found);
    }

    private static void demandKnown(JsonNode node, Set<String> known, String place) {
        for (String name : node.propertyNames()) {
            if (!known.contains(name)) {
                throw bad(place, "has the member " + BadInput.shortened(name) + ", which is not served here");
            }
        }
    }

    private static void demandObject(JsonNode node, String place) {
        if (!node.isObject()) {
            throw bad(place, node.isMissingNode() ? "is missing" : "is no object");
        }
    }

    private static String text(JsonNode node, String member) {
        JsonNode held = node.path(member);
        if (!held.isString() || held.asString().isEmpty() || held.asString().length() > LONGEST_TEXT) {
            throw bad(
                    member, held.isMissingNode() ? "is missing" : "is a text of 1 to " + LONGEST_TEXT + " characters");
        }
        return held.asString();
    }

    private static Optional<String> findText(JsonNode node, String member) {
        return node.has(member) ? Optional.of(text(node, member)) : Optional.empty();
    }

    private static boolean flag(JsonNode node, String member) {
        JsonNode held = node.path(member);
        if (!held.isMissingNode() && !held.isBoolean()) {
            throw bad(member, "is true or false");
        }
        return held.asBoolean(true);
    }

    private static List<EntitySelector> selectors(JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        if (!node.isArray() || node.isEmpty() || node.size() > MOST_SELECTORS) {
            throw bad("entities", "is an array of 1 to " + MOST_SELECTORS);
        }
        return node.valueStream().map(SubscriptionReader::selector).toList();
    }

    private static EntitySelector selector(JsonNode node) {
        demandObject(node, "entities");
        demandKnown(node, Set.of("id", "idPattern", "type"), "entities");
        return new EntitySelector(
                TypeSelection.parse(text(node, "type"), name -> name),
                findText(node, "id").map(Names::id),
                findText(node, "idPattern").map(pattern -> SafePattern.of("idPattern", pattern)));
    }

    private static Set<String> names(JsonNode node, String member) {
        JsonNode held = node.path(member);
        if (held.isMissingNode()) {
            return Set.of();
        }
        if (!held.isArray() || held.isEmpty() || held.size() > MOST_NAMES) {
            throw bad(member, "is an array of 1 to " + MOST_NAMES + " names");
        }
        Set<String> names = new TreeSet<>();
        for (JsonNode name : held) {
            if (!name.isString()) {
                throw bad(member, "has an element that is no text");
            }
            names.add(Names.name(name.asString()));
        }
        return names;
    }

    private static Set<Trigger> triggers(JsonNode body) {
        JsonNode held = body.path("notificationTrigger");
        if (held.isMissingNode()) {
            return Subscription.USUAL;
        }
        if (!held.isArray() || held.isEmpty()) {
            throw bad("notificationTrigger", "is an array of one word or more");
        }
        Set<Trigger> triggers = EnumSet.noneOf(Trigger.class);
        for (JsonNode word : held) {
            triggers.add(Trigger.find(word.asString(""))
                    .orElseThrow(() -> bad(
                            "notificationTrigger",
                            "has only "
                                    + List.of(Trigger.values()).stream()
                                            .map(Trigger::word)
                                            .toList())));
        }
        return triggers;
    }

    private static EntityQuery condition(JsonNode body) {
        EntityQuery query = EntityQuery.ALL;
        if (body.has("q")) {
            query = query.withFilter(Filter.parse(text(body, "q"), name -> name));
        }
        if (body.has("scopeQ")) {
            query = query.withScopes(ScopeFilter.parse(text(body, "scopeQ")));
        }
        return body.has("geoQ") ? query.withGeo(geo(body.path("geoQ"))) : query;
    }

    private static GeoFilter geo(JsonNode node) {
        demandObject(node, "geoQ");
        demandKnown(node, Set.of("geometry", "coordinates", "georel", "geoproperty"), "geoQ");
        JsonNode coordinates = node.path("coordinates");
        String written = coordinates.isString() ? coordinates.asString() : coordinates.toString();
        return GeoFilter.parse(
                text(node, "georel"),
                Geometries.parse(text(node, "geometry"), written),
                findText(node, "geoproperty").orElse("location"));
    }

    private static boolean keyValues(JsonNode notification) {
        String format = findText(notification, "format").orElse("normalized");
        return switch (format) {
            case "normalized" -> false;
            case "keyValues", "simplified" -> true;
            default -> throw bad("format", "is normalized or keyValues");
        };
    }

    private static Endpoint endpoint(JsonNode node) {
        demandObject(node, "endpoint");
        demandKnown(node, Set.of("uri", "accept", "receiverInfo", "notifierInfo"), "endpoint");
        String accept = findText(node, "accept").orElse("application/json");
        if (!accept.equals("application/json") && !accept.equals("application/ld+json")) {
            throw bad("accept", "is application/json or application/ld+json");
        }
        return new Endpoint(
                text(node, "uri"), accept, info(node.path("receiverInfo")), info(node.path("notifierInfo")));
    }

    private static Map<String, String> info(JsonNode node) {
        Map<String, String> info = new LinkedHashMap<>();
        if (!node.isMissingNode() && (!node.isArray() || node.size() > MOST_INFO)) {
            throw bad("receiverInfo", "is an array of at most " + MOST_INFO + " objects with key and value");
        }
        for (JsonNode pair : node) {
            demandKnown(pair, Set.of("key", "value"), "receiverInfo");
            if (info.put(text(pair, "key"), text(pair, "value")) != null) {
                throw bad("receiverInfo", "has a key twice");
            }
        }
        return info;
    }

    private static Duration throttling(JsonNode body) {
        JsonNode held = body.path("throttling");
        if (held.isMissingNode()) {
            return Duration.ZERO;
        }
        double seconds = held.isNumber() ? held.doubleValue() : Double.NaN;
        if (!(seconds > 0 && seconds <= LONGEST_THROTTLING_SECONDS)) {
            throw bad("throttling", "is a number of seconds, more than 0 and at most a day");
        }
        return Duration.ofNanos(BigDecimal.valueOf(seconds).movePointRight(9).longValue());
    }
}
