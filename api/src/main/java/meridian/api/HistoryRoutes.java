package meridian.api;

import io.helidon.http.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meridian.api.NgsiAnswer.Look;
import meridian.api.Routes.Route;
import meridian.api.access.Confines;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.api.ngsi.EntityWriter;
import meridian.api.ngsi.Form;
import meridian.api.ngsi.ProblemType;
import meridian.history.Answer.LeftOut;
import meridian.history.HistoryStore;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Rejected;
import tools.jackson.core.JsonGenerator;

/**
 * What was true and known at a time, and what is kept of the past. Answers that a damaged file could have had a part in say so, in
 * a header and the member leftOut. Values over time are {@link TemporalRoutes}.
 */
final class HistoryRoutes {
    private static final String AS_OF = "/api/as-of";

    private static final int MOST_ENTITIES = 20_000;

    List<Route> all() {
        return List.of(
                route(AS_OF, Reach.LIMITED, HistoryRoutes::manyAsOf),
                route(AS_OF + "/{id}", Reach.LIMITED, HistoryRoutes::oneAsOf),
                route(
                        "/api/history",
                        Reach.WHOLE_CITY,
                        (stage, _) -> Answer.json(about(stage.history().status()))));
    }

    private interface Handler {
        Answer answer(Stage stage, EntityRequest request);
    }

    private static Route route(String path, Reach reach, Handler handler) {
        return new Route(Method.GET, path, Permission.READ, reach, (stage, request) -> {
            // First: who comes too early need not know what else is wrong.
            stage.twin();
            stage.history();
            try {
                return handler.answer(stage, new EntityRequest(request));
            } catch (Rejected e) {
                throw NgsiAnswer.problem(ProblemType.of(e), String.valueOf(e.getMessage()));
            }
        });
    }

    private static Views.History about(HistoryStore.Status status) {
        return new Views.History(
                status.position(),
                status.beginsAt(),
                status.openRows(),
                status.rows(),
                status.files(),
                status.bytes(),
                status.damaged().stream()
                        .map(file -> new Views.LeftOut(file.file(), file.reason()))
                        .toList());
    }

    private static Answer oneAsOf(Stage stage, EntityRequest request) {
        Past past = past(stage, request, Set.of(request.id()), Set.of());
        if (past.entities().isEmpty() && past.leftOut().isEmpty()) {
            throw NgsiAnswer.problem(
                    ProblemType.RESOURCE_NOT_FOUND,
                    "There was no entity " + request.id() + " then, as far as was known.");
        }
        return answer(request, past);
    }

    private static Answer manyAsOf(Stage stage, EntityRequest request) {
        Set<String> ids = new TreeSet<>(request.names("id"));
        Set<String> types = new TreeSet<>(request.names("type"));
        if (ids.isEmpty() && types.isEmpty()) {
            throw NgsiAnswer.problem(ProblemType.BAD_REQUEST_DATA, "A question names ids or types.");
        }
        Past past = past(stage, request, ids, types);
        if (past.entities().size() > MOST_ENTITIES) {
            throw NgsiAnswer.problem(
                    ProblemType.TOO_MANY_RESULTS,
                    "there were " + past.entities().size() + " entities; ask for fewer ids or types.");
        }
        return answer(request, past);
    }

    /** What was, as far as whoever asks may see it. */
    private record Past(List<Entity> entities, List<LeftOut> leftOut) {}

    /** A limited key sees what was within its limits then. Where a file is damaged that is not certain, and it sees nothing. */
    private static Past past(Stage stage, EntityRequest request, Set<String> ids, Set<String> types) {
        meridian.history.Answer<List<Entity>> answer = stage.history()
                .asOf(
                        ids,
                        types,
                        TimeSpan.time(request::parameter, "trueAt").orElse(TimeSpan.LAST),
                        TimeSpan.time(request::parameter, "knownAt").orElse(TimeSpan.LAST));
        Confines confines = request.confines();
        boolean uncertain = confines.isLimited() && !answer.leftOut().isEmpty();
        List<Entity> seen = uncertain
                ? List.of()
                : answer.found().stream().filter(confines::hold).toList();
        return new Past(seen, answer.leftOut());
    }

    private static Answer answer(EntityRequest request, Past past) {
        Look look = request.look();
        boolean normalized = look.form() == Form.NORMALIZED;
        byte[] body = PastAnswer.written(out -> {
            EntityWriter writer = new EntityWriter(out, look.form(), normalized, look.only());
            out.writeStartObject();
            out.writeName("entities");
            out.writeStartArray();
            past.entities().forEach(writer::write);
            out.writeEndArray();
            leftOut(past.leftOut(), out);
            out.writeEndObject();
        });
        return PastAnswer.of(body, past.leftOut());
    }

    private static void leftOut(List<LeftOut> files, JsonGenerator out) {
        out.writeName("leftOut");
        out.writeStartArray();
        for (LeftOut file : files) {
            out.writeStartObject();
            out.writeStringProperty("file", file.file());
            out.writeStringProperty("reason", file.reason());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
