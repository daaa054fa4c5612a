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
import meridian.api.Routes.Route;
import meridian.api.TwinDoor.Handed;
import meridian.api.access.Caller;
import meridian.api.access.Confines;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.api.ngsi.EntityReader;
import meridian.api.ngsi.ProblemType;
import meridian.twin.TwinState;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.event.TwinEvent;
import meridian.twin.query.EntityQuery;
import meridian.twin.query.QueryError;
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
    /** Something may be put behind it. */
    private static final int LONGEST_EVENT_ID = TwinDoor.LONGEST_ID_BYTES - 56;

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
                route(Method.PATCH, ONE, Permission.WRITE, (twin, request) -> change(twin, request, Change.MERGE)),
                route(Method.DELETE, ONE, Permission.WRITE, this::delete),
                route(
                        Method.POST,
                        ONE + "/attrs",
                        Permission.WRITE,
                        (twin, request) -> change(twin, request, Change.APPEND)),
                route(
                        Method.PATCH,
                        ONE + "/attrs",
                        Permission.WRITE,
                        (twin, request) -> change(twin, request, Change.UPDATE)),
                route(Method.DELETE, ONE + "/attrs/{name}", Permission.WRITE, this::deleteAttribute));
    }

    private interface Handler {
        Answer answer(TwinDoor twin, EntityRequest request);
    }

    private static Route route(Method method, String path, Permission permission, Handler handler) {
        return new Route(method, path, permission, Reach.LIMITED, (stage, request) -> {
            // First: who comes too early need not know what else is wrong.
            TwinDoor twin = stage.twin();
            try {
                return handler.answer(twin, new EntityRequest(request));
            } catch (Rejected e) {
                throw NgsiAnswer.problem(ProblemType.of(e), String.valueOf(e.getMessage()));
            } catch (QueryError e) {
                throw NgsiAnswer.problem(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
            }
        });
    }

    private Answer query(TwinDoor twin, EntityRequest request) {
        TwinState state = twin.now();
        EntityQuery query = request.query();
        EntityQuery.Page page = query.ask(state, request.confines()::hold);
        Answer answer = NgsiAnswer.all(page.entities(), request.look());
        return query.counted() ? answer.with(HeaderValues.create("NGSILD-Results-Count", page.total())) : answer;
    }

    private Answer retrieve(TwinDoor twin, EntityRequest request) {
        Entity entity = there(twin.now(), request);
        Set<String> attrs = new TreeSet<>(request.names("attrs"));
        if (!attrs.isEmpty() && entity.attributes().stream().noneMatch(a -> attrs.contains(a.name()))) {
            throw NgsiAnswer.problem(
                    ProblemType.RESOURCE_NOT_FOUND, entity.id() + " has none of the attributes " + attrs + ".");
        }
        return NgsiAnswer.one(entity, request.look());
    }

    private Answer create(TwinDoor twin, EntityRequest request) {
        Entity entity = EntityReader.entity(request.body());
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

    private Answer change(TwinDoor twin, EntityRequest request, Change change) {
        String id = request.id();
        JsonNode body = request.body();
        EntityReader.checkContext(body);
        List<Attribute> attributes = EntityReader.attributes(body, id);
        List<String> deleted = change == Change.APPEND ? List.of() : EntityReader.deleted(body);
        boolean keeps = change == Change.APPEND && request.options().contains("noOverwrite");
        return alone(id, () -> {
            Entity entity = there(twin.now(), request);
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

    private Answer delete(TwinDoor twin, EntityRequest request) {
        String id = request.id();
        return alone(id, () -> {
            there(twin.now(), request);
            take(twin, request, new TwinEvent.EntityDeleted(id, now()));
            return Answer.nothing("no-store");
        });
    }

    private Answer deleteAttribute(TwinDoor twin, EntityRequest request) {
        String id = request.id();
        String name = request.attribute();
        Optional<String> dataset = request.parameter("datasetId");
        boolean all = request.isTrue("deleteAll");
        return alone(id, () -> {
            Entity entity = there(twin.now(), request);
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

    private static void take(TwinDoor twin, EntityRequest request, TwinEvent... events) {
        demandWithin(request.confines(), twin.now(), events);
        String name =
                eventId(request.request()).orElseGet(() -> UUID.randomUUID().toString());
        List<Handed> handed = new ArrayList<>();
        for (int i = 0; i < events.length; i++) {
            handed.add(new Handed(events.length == 1 ? name : name + "/" + i, events[i]));
        }
        try {
            twin.take(producer(Caller.of(request.request())), TwinDoor.Kind.CHANGE, handed);
        } catch (TwinDoor.Overloaded e) {
            throw overloaded(e);
        }
    }

    /** What comes of it must lie within the key's limits as well: nobody moves a thing out of his reach, or into it. */
    private static void demandWithin(Confines confines, TwinState now, TwinEvent... events) {
        if (!confines.isLimited()) {
            return;
        }
        TwinState then = now;
        for (TwinEvent event : events) {
            then = then.fold(then.position() + 1, Instant.now(), event);
        }
        for (TwinState.Change change : then.changesSince(now)) {
            change.after()
                    .flatMap(entity -> confines.whyNot(entity.types(), TwinState.location(entity)))
                    .ifPresent(why -> {
                        throw NgsiAnswer.problem(ProblemType.OUTSIDE_LIMITS, change.id() + ": " + why + ".");
                    });
        }
    }

    /**
     * What the producer calls what he hands in.
     *
     * @throws Unusable where that is no name
     */
    static Optional<String> eventId(ServerRequest request) {
        Optional<String> name = request.headers().first(io.helidon.http.HeaderNames.create(EVENT_ID));
        if (name.isPresent() && !name.get().matches("[!-~]{1," + LONGEST_EVENT_ID + "}")) {
            throw Unusable.parameter(
                    EVENT_ID + " is 1 to " + LONGEST_EVENT_ID + " characters of ASCII that can be seen.");
        }
        return name;
    }

    static String producer(Caller caller) {
        return caller.id().isEmpty() ? "nobody" : caller.id();
    }

    static Unusable overloaded(TwinDoor.Overloaded e) {
        String message = String.valueOf(e.getMessage());
        return Unusable.because(
                message,
                Answer.problem(Status.SERVICE_UNAVAILABLE_503, "overloaded", message)
                        .with(Stage.RETRY_AFTER));
    }

    /** What is outside a key's limits is not there for it. */
    private static Entity there(TwinState state, EntityRequest request) {
        return state.find(request.id())
                .filter(request.confines()::hold)
                .orElseThrow(() ->
                        NgsiAnswer.problem(ProblemType.RESOURCE_NOT_FOUND, "There is no entity " + request.id() + "."));
    }

    private static long now() {
        return Times.micros(Instant.now());
    }
}
