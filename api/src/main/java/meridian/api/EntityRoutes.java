package meridian.api;

import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import meridian.api.NgsiAnswer.Look;
import meridian.api.Routes.Route;
import meridian.api.TwinDoor.Handed;
import meridian.api.access.Caller;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.api.ngsi.EntityReader;
import meridian.api.ngsi.EntityWriter;
import meridian.api.ngsi.Form;
import meridian.api.ngsi.Geometries;
import meridian.api.ngsi.ProblemType;
import meridian.twin.TwinState;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent;
import meridian.twin.query.EntityQuery;
import meridian.twin.query.Filter;
import meridian.twin.query.GeoFilter;
import meridian.twin.query.QueryError;
import meridian.twin.query.SafePattern;
import meridian.twin.query.ScopeFilter;
import meridian.twin.query.TypeSelection;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The first part of NGSI-LD's API (ETSI GS CIM 009 V1.8.1, clauses 5.6, 5.7 and 6): entities are asked for, made, changed and
 * deleted. Whatever is answered as done is on the disk and seen by the next question.
 *
 * <p>A producer that repeats a request after a failure names it with {@value #EVENT_ID}: the same name is the same event.
 */
final class EntityRoutes {
    static final String PATH = "/ngsi-ld/v1/entities";

    private static final String ONE = PATH + "/{id}";
    private static final String EVENT_ID = "Meridian-Event-Id";
    private static final int USUAL_LIMIT = 20;
    private static final int LOCKS = 64;

    /** Those who make or change the same entity at a time do so one after the other. */
    private final ReentrantLock[] locks = new ReentrantLock[LOCKS];

    EntityRoutes() {
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    List<Route> all() {
        return List.of(
                route(Method.GET, PATH, Permission.READ, this::query),
                route(Method.POST, PATH, Permission.WRITE, this::create),
                route(Method.GET, ONE, Permission.READ, this::retrieve),
                route(Method.PATCH, ONE, Permission.WRITE, (stage, request) -> change(stage, request, Change.MERGE)),
                route(Method.DELETE, ONE, Permission.WRITE, this::delete),
                route(
                        Method.POST,
                        ONE + "/attrs",
                        Permission.WRITE,
                        (stage, request) -> change(stage, request, Change.APPEND)),
                route(
                        Method.PATCH,
                        ONE + "/attrs",
                        Permission.WRITE,
                        (stage, request) -> change(stage, request, Change.UPDATE)),
                route(Method.DELETE, ONE + "/attrs/{name}", Permission.WRITE, this::deleteAttribute));
    }

    private static Route route(Method method, String path, Permission permission, Routes.Handler handler) {
        return new Route(method, path, permission, Reach.WHOLE_CITY, (stage, request) -> {
            // First: who comes too early need not know what else is wrong.
            stage.twin();
            try {
                return handler.answer(stage, request);
            } catch (Rejected e) {
                throw NgsiAnswer.problem(ProblemType.of(e), String.valueOf(e.getMessage()));
            } catch (QueryError e) {
                throw NgsiAnswer.problem(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
            }
        });
    }

    private Answer query(Stage stage, ServerRequest request) {
        TwinState state = stage.twin().now();
        EntityQuery query = queryOf(request);
        EntityQuery.Page page = query.ask(state);
        Answer answer = NgsiAnswer.all(page.entities(), look(request));
        return query.counted() ? answer.with(HeaderValues.create("NGSILD-Results-Count", page.total())) : answer;
    }

    private static EntityQuery queryOf(ServerRequest request) {
        int limit = whole(request, "limit", USUAL_LIMIT);
        int offset = whole(request, "offset", 0);
        boolean counted = parameter(request, "count").map("true"::equals).orElse(false);
        Set<String> attrs = new TreeSet<>(names(request, "attrs"));
        EntityQuery query = EntityQuery.ALL
                .withPage(limit, offset, counted)
                .withIds(new TreeSet<>(names(request, "id")))
                .withAttrs(attrs);
        query = with(query, request, "type", text -> TypeSelection.parse(text, name -> name), EntityQuery::withTypes);
        query = with(
                query, request, "idPattern", text -> SafePattern.of("idPattern", text), EntityQuery::withIdPattern);
        query = with(query, request, "q", EntityRoutes::filter, EntityQuery::withFilter);
        query = with(query, request, "scopeQ", ScopeFilter::parse, EntityQuery::withScopes);
        Optional<String> georel = parameter(request, "georel");
        if (georel.isPresent()) {
            query = query.withGeo(geo(request, georel.orElseThrow()));
        }
        boolean anything = !query.ids().isEmpty()
                || !attrs.isEmpty()
                || query.types().isPresent()
                || query.filter().isPresent()
                || query.geo().isPresent();
        if (!anything) {
            throw NgsiAnswer.problem(
                    ProblemType.BAD_REQUEST_DATA, "A question names ids, a type, attrs, q or a place (clause 5.7.2).");
        }
        return query;
    }

    private static Filter filter(String q) {
        return Filter.parse(q, name -> name);
    }

    private interface Part<T> {
        EntityQuery in(EntityQuery query, T part);
    }

    private static <T> EntityQuery with(
            EntityQuery query, ServerRequest request, String name, Function<String, T> parse, Part<T> part) {
        return parameter(request, name)
                .map(text -> part.in(query, parse.apply(text)))
                .orElse(query);
    }

    private static GeoFilter geo(ServerRequest request, String georel) {
        String kind = parameter(request, "geometry").orElse("");
        String coordinates = parameter(request, "coordinates").orElse("");
        String property = parameter(request, "geoproperty").orElse("location");
        return GeoFilter.parse(georel, Geometries.parse(kind, coordinates), property);
    }

    private Answer retrieve(Stage stage, ServerRequest request) {
        Entity entity = there(stage.twin().now(), id(request));
        Set<String> attrs = new TreeSet<>(names(request, "attrs"));
        if (!attrs.isEmpty() && entity.attributes().stream().noneMatch(a -> attrs.contains(a.name()))) {
            throw NgsiAnswer.problem(
                    ProblemType.RESOURCE_NOT_FOUND, entity.id() + " has none of the attributes " + attrs + ".");
        }
        return NgsiAnswer.one(entity, look(request));
    }

    private Answer create(Stage stage, ServerRequest request) {
        Entity entity = EntityReader.entity(body(request));
        TwinDoor twin = stage.twin();
        return alone(entity.id(), () -> {
            if (twin.now().find(entity.id()).isPresent()) {
                throw NgsiAnswer.problem(ProblemType.ALREADY_EXISTS, entity.id() + " exists.");
            }
            take(twin, request, new TwinEvent.EntityCreated(entity, now()));
            return NgsiAnswer.created(entity.id());
        });
    }

    /** What is done with attributes that are there, or are not. */
    private enum Change {
        /** All: new ones come, present ones are replaced, those that are null go (clause 5.6.17). */
        MERGE,
        /** New ones come; present ones are replaced, unless the option noOverwrite is there (clause 5.6.3). */
        APPEND,
        /** Only those that are there (clause 5.6.2). */
        UPDATE
    }

    private Answer change(Stage stage, ServerRequest request, Change change) {
        String id = id(request);
        JsonNode body = body(request);
        EntityReader.checkContext(body);
        List<Attribute> attributes = EntityReader.attributes(body, id);
        List<String> deleted = change == Change.APPEND ? List.of() : EntityReader.deleted(body);
        boolean keeps = change == Change.APPEND && options(request).contains("noOverwrite");
        TwinDoor twin = stage.twin();
        return alone(id, () -> {
            Entity entity = there(twin.now(), id);
            List<Attribute> wanted = attributes.stream()
                    .filter(a -> change != Change.UPDATE
                            || !entity.instances(a.name()).isEmpty())
                    .toList();
            if (wanted.isEmpty() && deleted.isEmpty() && !body.has("type") && !body.has("scope")) {
                throw NgsiAnswer.problem(
                        ProblemType.BAD_REQUEST_DATA, "The body names no attribute that could be changed.");
            }
            List<TwinEvent> events = new ArrayList<>();
            for (String name : deleted) {
                if (!entity.instances(name).isEmpty()) {
                    events.add(new TwinEvent.AttributeDeleted(id, name, null, true, now()));
                }
            }
            Optional<List<String>> scopes =
                    body.has("scope") ? Optional.of(EntityReader.scopes(body)) : Optional.empty();
            events.add(new TwinEvent.AttributesMerged(id, EntityReader.types(body), scopes, wanted, keeps, now()));
            take(twin, request, events.toArray(TwinEvent[]::new));
            return Answer.nothing("no-store");
        });
    }

    private Answer delete(Stage stage, ServerRequest request) {
        String id = id(request);
        TwinDoor twin = stage.twin();
        return alone(id, () -> {
            there(twin.now(), id);
            take(twin, request, new TwinEvent.EntityDeleted(id, now()));
            return Answer.nothing("no-store");
        });
    }

    private Answer deleteAttribute(Stage stage, ServerRequest request) {
        String id = id(request);
        String name = request.path().pathParameters().get("name");
        Optional<String> dataset = parameter(request, "datasetId");
        boolean all = parameter(request, "deleteAll").map("true"::equals).orElse(false);
        TwinDoor twin = stage.twin();
        return alone(id, () -> {
            Entity entity = there(twin.now(), id);
            boolean known = all ? !entity.instances(name).isEmpty() : entity.indexOf(name, dataset.orElse(null)) >= 0;
            if (!known) {
                throw NgsiAnswer.problem(ProblemType.RESOURCE_NOT_FOUND, id + " has no such attribute " + name + ".");
            }
            take(twin, request, new TwinEvent.AttributeDeleted(id, name, dataset.orElse(null), all, now()));
            return Answer.nothing("no-store");
        });
    }

    private Answer alone(String id, java.util.function.Supplier<Answer> action) {
        ReentrantLock lock = locks[Math.floorMod(id.hashCode(), LOCKS)];
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    private static void take(TwinDoor twin, ServerRequest request, TwinEvent... events) {
        String name = request.headers()
                .first(io.helidon.http.HeaderNames.create(EVENT_ID))
                .orElseGet(() -> UUID.randomUUID().toString());
        List<Handed> handed = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            handed.add(new Handed(events.length == 1 ? name : name + "/" + i, events[i]));
        }
        try {
            twin.take(producer(request), TwinDoor.Kind.CHANGE, handed);
        } catch (TwinDoor.Overloaded e) {
            throw overloaded(e);
        }
    }

    static String producer(ServerRequest request) {
        Caller caller = Caller.of(request);
        return caller.id().isEmpty() ? "nobody" : caller.id();
    }

    static Unusable overloaded(TwinDoor.Overloaded e) {
        String message = String.valueOf(e.getMessage());
        return Unusable.because(
                message,
                Answer.problem(Status.SERVICE_UNAVAILABLE_503, "overloaded", message)
                        .with(Stage.RETRY_AFTER));
    }

    private static Entity there(TwinState state, String id) {
        return state.find(id)
                .orElseThrow(
                        () -> NgsiAnswer.problem(ProblemType.RESOURCE_NOT_FOUND, "There is no entity " + id + "."));
    }

    private static JsonNode body(ServerRequest request) {
        String type =
                request.headers().contentType().map(t -> t.mediaType().text()).orElse("");
        if (!type.equals("application/json") && !type.equals("application/ld+json")) {
            throw Unusable.of(
                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                    "bad_content_type",
                    "The body must be application/json or application/ld+json.");
        }
        try {
            JsonNode body = JsonBody.STRICT.readTree(JsonBody.bytes(request, OperationsServer.LARGEST_BATCH));
            if (!body.isObject()) {
                throw NgsiAnswer.problem(ProblemType.INVALID_REQUEST, "The body must be one object.");
            }
            return body;
        } catch (JacksonException e) {
            throw NgsiAnswer.problem(
                    ProblemType.INVALID_REQUEST, "The body is not JSON that is taken: " + e.getOriginalMessage());
        }
    }

    private static Look look(ServerRequest request) {
        Set<String> options = options(request);
        boolean simplified = options.contains("keyValues")
                || options.contains("simplified")
                || parameter(request, "format")
                        .map(f -> f.equals("simplified") || f.equals("keyValues"))
                        .orElse(false);
        return new Look(
                simplified ? Form.SIMPLIFIED : Form.NORMALIZED,
                options.contains("sysAttrs"),
                new TreeSet<>(names(request, "attrs")));
    }

    private static Set<String> options(ServerRequest request) {
        return new TreeSet<>(names(request, "options"));
    }

    private static List<String> names(ServerRequest request, String name) {
        return parameter(request, name).map(EntityWriter::names).orElse(List.of());
    }

    private static Optional<String> parameter(ServerRequest request, String name) {
        return request.query().first(name).asOptional().filter(text -> !text.isBlank());
    }

    private static int whole(ServerRequest request, String name, int usual) {
        String text = parameter(request, name).orElse(String.valueOf(usual));
        if (!text.matches("[0-9]{1,9}")) {
            throw NgsiAnswer.problem(ProblemType.BAD_REQUEST_DATA, name + " is a whole number of 0 or more.");
        }
        return Integer.parseInt(text);
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }

    private static long now() {
        return Times.micros(Instant.now());
    }
}
