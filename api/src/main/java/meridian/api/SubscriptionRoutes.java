package meridian.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import meridian.api.Routes.Route;
import meridian.api.access.Caller;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.api.ngsi.ProblemType;
import meridian.api.ngsi.SubscriptionReader;
import meridian.api.ngsi.SubscriptionWriter;
import meridian.outbox.DeadLetter;
import meridian.outbox.Kept;
import meridian.outbox.Outbox;
import meridian.outbox.endpoint.NotAllowed;
import meridian.twin.entity.Rejected;
import meridian.twin.query.QueryError;
import meridian.twin.subscription.Subscription;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Subscriptions (NGSI-LD, clauses 5.8 and 6.10, 6.11), and dead letters, which are ours.
 *
 * <p>Who makes one has entities sent to himself, so that needs leave to read as well as to write.
 */
final class SubscriptionRoutes {
    static final String PATH = "/ngsi-ld/v1/subscriptions";

    private static final String ONE = PATH + "/{id}";
    private static final String DEAD_LETTERS = ONE + "/deadLetters";
    private static final int MOST_ON_A_PAGE = 1_000;
    /** Each has a thread and a place in every look at an event. */
    private static final int MOST = 10_000;

    List<Route> all() {
        return List.of(
                route(Method.GET, PATH, Permission.READ, this::list),
                route(Method.POST, PATH, Permission.WRITE, this::create),
                route(Method.GET, ONE, Permission.READ, this::retrieve),
                route(Method.PATCH, ONE, Permission.WRITE, this::change),
                route(Method.DELETE, ONE, Permission.WRITE, this::delete),
                route(Method.GET, DEAD_LETTERS, Permission.READ, this::deadLetters),
                route(Method.DELETE, DEAD_LETTERS, Permission.WRITE, this::discard),
                route(Method.POST, DEAD_LETTERS + "/replay", Permission.WRITE, this::replay));
    }

    private interface Handler {
        Answer answer(Outbox outbox, EntityRequest request);
    }

    private static Route route(Method method, String path, Permission permission, Handler handler) {
        return new Route(method, path, permission, Reach.WHOLE_CITY, (stage, request) -> {
            Outbox outbox = stage.outbox();
            try {
                return handler.answer(outbox, new EntityRequest(request));
            } catch (Rejected e) {
                throw NgsiAnswer.problem(ProblemType.of(e), String.valueOf(e.getMessage()));
            } catch (QueryError | NotAllowed | Outbox.UnknownPast e) {
                throw NgsiAnswer.problem(ProblemType.BAD_REQUEST_DATA, String.valueOf(e.getMessage()));
            } catch (Outbox.Conflict e) {
                throw NgsiAnswer.problem(ProblemType.CONFLICT, String.valueOf(e.getMessage()));
            }
        });
    }

    private Answer list(Outbox outbox, EntityRequest request) {
        int limit = Math.min(MOST_ON_A_PAGE, request.limit());
        ArrayNode all = Answer.JSON.createArrayNode();
        Instant now = Instant.now();
        outbox.list(limit, request.offset()).forEach(kept -> all.add(SubscriptionWriter.write(kept, now)));
        Answer answer = Answer.json(all);
        return request.isTrue("count")
                ? answer.with(HeaderValues.create("NGSILD-Results-Count", outbox.count()))
                : answer;
    }

    private Answer retrieve(Outbox outbox, EntityRequest request) {
        return Answer.json(SubscriptionWriter.write(there(outbox, request.id()), Instant.now()));
    }

    private static Kept there(Outbox outbox, String id) {
        return outbox.find(id).orElseThrow(() -> missing(id));
    }

    private static Unusable missing(String id) {
        return NgsiAnswer.problem(ProblemType.RESOURCE_NOT_FOUND, "There is no subscription " + id + ".");
    }

    private Answer create(Outbox outbox, EntityRequest request) {
        ObjectNode body = (ObjectNode) request.body();
        OptionalLong cursor = SubscriptionReader.cursor(body);
        ObjectNode kept = SubscriptionReader.kept(body);
        if (!kept.has("id")) {
            kept.put("id", "urn:ngsi-ld:Subscription:" + UUID.randomUUID());
        }
        Subscription subscription = SubscriptionReader.read(kept);
        outbox.check(subscription.endpoint());
        demandReading(request.request());
        if (outbox.count() >= MOST) {
            throw NgsiAnswer.problem(
                    ProblemType.TOO_MANY_RESULTS, "There are " + MOST + " subscriptions; delete some first.");
        }
        if (!outbox.create(subscription, kept.toString(), cursor)) {
            throw NgsiAnswer.problem(ProblemType.ALREADY_EXISTS, subscription.id() + " exists.");
        }
        Header location = HeaderValues.create("Location", PATH + "/" + subscription.id());
        return Answer.nothing("no-store").with(Status.CREATED_201).with(location);
    }

    private static void demandReading(ServerRequest request) {
        if (!Caller.of(request).has(Permission.READ)) {
            throw Unusable.of(
                    Status.FORBIDDEN_403,
                    "forbidden",
                    "A subscription has entities sent to you; this key may write and not read.");
        }
    }

    /** Members are replaced whole; null takes one away; of notification, member by member. */
    private Answer change(Outbox outbox, EntityRequest request) {
        ObjectNode body = (ObjectNode) request.body();
        OptionalLong cursor = SubscriptionReader.cursor(body);
        Kept before = there(outbox, request.id());
        ObjectNode old = (ObjectNode) Answer.JSON.readTree(before.body());
        ObjectNode merged = old.deepCopy();
        merge(merged, SubscriptionReader.kept(body));
        merged.put("id", request.id());
        unhide(merged, old, "receiverInfo");
        unhide(merged, old, "notifierInfo");
        Subscription subscription = SubscriptionReader.read(merged);
        outbox.check(subscription.endpoint());
        demandReading(request.request());
        outbox.replace(subscription, before.version(), merged.toString(), cursor);
        return Answer.nothing("no-store");
    }

    private static void merge(ObjectNode into, ObjectNode from) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            boolean deeper =
                    member.getKey().equals("notification") || member.getKey().equals("endpoint");
            if (member.getValue().isNull()) {
                into.remove(member.getKey());
            } else if (deeper
                    && member.getValue() instanceof ObjectNode inner
                    && into.path(member.getKey()) instanceof ObjectNode there) {
                merge(there, inner);
            } else {
                into.set(member.getKey(), member.getValue());
            }
        }
    }

    /** A secret that comes back as it was shown is the secret that is there, unless it would go to another target. */
    private static void unhide(ObjectNode merged, ObjectNode old, String info) {
        JsonNode endpoint = merged.path("notification").path("endpoint");
        JsonNode before = old.path("notification").path("endpoint");
        Map<String, String> known = new HashMap<>();
        before.path(info)
                .forEach(pair -> known.put(
                        pair.path("key").asString(""), pair.path("value").asString("")));
        for (JsonNode pair : endpoint.path(info)) {
            if (pair instanceof ObjectNode object
                    && pair.path("value").asString("").equals(SubscriptionReader.HIDDEN)) {
                String secret = known.get(pair.path("key").asString(""));
                if (secret == null || !endpoint.path("uri").equals(before.path("uri"))) {
                    throw NgsiAnswer.problem(
                            ProblemType.BAD_REQUEST_DATA,
                            "The value of " + pair.path("key").asString("") + " is hidden; say it anew.");
                }
                object.put("value", secret);
            }
        }
        if (!endpoint.path("uri").equals(before.path("uri"))
                && endpoint.path(info).equals(before.path(info))
                && !before.path(info).isMissingNode()) {
            throw NgsiAnswer.problem(
                    ProblemType.BAD_REQUEST_DATA,
                    "With another uri, say " + info + " anew: it goes to whom it was meant for only.");
        }
    }

    private Answer delete(Outbox outbox, EntityRequest request) {
        if (!outbox.remove(request.id())) {
            throw missing(request.id());
        }
        return Answer.nothing("no-store");
    }

    private Answer deadLetters(Outbox outbox, EntityRequest request) {
        String[] after = request.parameter("after").orElse("0:-1").split(":", 2);
        if (after.length != 2 || !after[0].matches("[0-9]{1,18}") || !after[1].matches("-1|[0-9]{1,9}")) {
            throw NgsiAnswer.problem(
                    ProblemType.BAD_REQUEST_DATA, "after is position:ordinal of the last one that was read.");
        }
        int limit = Math.min(MOST_ON_A_PAGE, request.limit());
        List<DeadLetter> letters = outbox.deadLetters(
                        request.id(), Long.parseLong(after[0]), Integer.parseInt(after[1]), limit)
                .orElseThrow(() -> missing(request.id()));
        ArrayNode all = Answer.JSON.createArrayNode();
        letters.forEach(letter -> all.add(SubscriptionWriter.write(letter)));
        return Answer.json(all);
    }

    private Answer replay(Outbox outbox, EntityRequest request) {
        there(outbox, request.id());
        demandReading(request.request());
        return Answer.json(Map.of("replayed", outbox.replayDeadLetters(request.id())));
    }

    private Answer discard(Outbox outbox, EntityRequest request) {
        there(outbox, request.id());
        return Answer.json(Map.of("discarded", outbox.discardDeadLetters(request.id())));
    }
}
