package meridian.api;

import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import meridian.api.Routes.Route;
import meridian.api.access.Confines;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.api.ngsi.ProblemType;
import meridian.history.Answer.LeftOut;
import meridian.history.HistoryStore;
import meridian.history.Series;
import meridian.twin.TwinState;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Rejected;
import meridian.twin.history.Version;
import meridian.twin.query.EntityQuery;
import meridian.twin.query.QueryError;

/**
 * Values over time, of one entity or of many: the beginning of NGSI-LD's temporal API (ETSI GS CIM 009 V1.8.1, clauses 5.7.3, 5.7.4,
 * 6.18 and 6.19).
 *
 * <p>Which entities many are is decided by what they are now; one that is gone can be asked for by its id.
 */
final class TemporalRoutes {
    static final String PATH = "/ngsi-ld/v1/temporal/entities";
    /** Entities of one answer. */
    private static final int MOST_ENTITIES = 100;

    List<Route> all() {
        return List.of(route(PATH, TemporalRoutes::many), route(PATH + "/{id}", TemporalRoutes::one));
    }

    private static Route route(String path, Routes.Handler handler) {
        return new Route(Method.GET, path, Permission.READ, Reach.LIMITED, (stage, request) -> {
            // First: who comes too early need not know what else is wrong.
            stage.twin();
            stage.history();
            try {
                return handler.answer(stage, request);
            } catch (Rejected e) {
                throw NgsiAnswer.problem(ProblemType.of(e), String.valueOf(e.getMessage()));
            } catch (QueryError e) {
                throw NgsiAnswer.problem(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage()));
            }
        });
    }

    private static Answer many(Stage stage, ServerRequest request) {
        EntityRequest asked = new EntityRequest(request);
        EntityQuery query = asked.query();
        if (query.limit() > MOST_ENTITIES) {
            throw NgsiAnswer.problem(
                    ProblemType.BAD_REQUEST_DATA, "limit is at most " + MOST_ENTITIES + " for values over time.");
        }
        TemporalQuestion question = TemporalQuestion.of(asked);
        TwinState state = stage.twin().now();
        EntityQuery.Page page = query.ask(state, asked.confines()::hold);
        PastConfines past = new PastConfines(asked.confines(), stage.history());
        List<LeftOut> leftOut = new ArrayList<>();
        byte[] body = PastAnswer.written(out -> {
            out.writeStartArray();
            int values = 0;
            for (Entity entity : page.entities()) {
                Entity whole = state.find(entity.id()).orElseThrow();
                if (past.hold(whole)) {
                    TemporalQuestion.Told told = question.ask(stage.history(), entity.id(), values);
                    values += told.values();
                    leftOut.addAll(told.leftOut());
                    told.write(new TemporalWriter(out), entity.id(), entity.types());
                }
            }
            out.writeEndArray();
        });
        Answer answer = PastAnswer.of(body, leftOut);
        return query.counted() ? answer.with(HeaderValues.create("NGSILD-Results-Count", page.total())) : answer;
    }

    private static Answer one(Stage stage, ServerRequest request) {
        EntityRequest asked = new EntityRequest(request);
        TemporalQuestion question = TemporalQuestion.of(asked);
        List<String> types = types(stage, asked);
        TemporalQuestion.Told told = question.ask(stage.history(), asked.id(), 0);
        byte[] body = PastAnswer.written(out -> told.write(new TemporalWriter(out), asked.id(), types));
        return PastAnswer.of(body, told.leftOut());
    }

    /** Its types now, or the last it had. */
    private static List<String> types(Stage stage, EntityRequest asked) {
        Confines confines = asked.confines();
        Optional<Entity> now = stage.twin().now().find(asked.id());
        if (now.isPresent() && new PastConfines(confines, stage.history()).hold(now.orElseThrow())) {
            return now.orElseThrow().types();
        }
        return now.isPresent() || confines.isLimited()
                ? List.of(nobody(asked.id()))
                : last(stage.history(), asked.id()).orElseGet(() -> List.of(nobody(asked.id())));
    }

    private static Optional<List<String>> last(HistoryStore history, String id) {
        return history
                .versions(id, Set.of(Series.TYPES), TimeSpan.FIRST, TimeSpan.LAST, 2, true)
                .found()
                .values()
                .stream()
                .flatMap(List::stream)
                .map(Version::content)
                .filter(Content.VocabProperty.class::isInstance)
                .map(content -> ((Content.VocabProperty) content).words())
                .reduce((_, last) -> last);
    }

    private static String nobody(String id) {
        throw NgsiAnswer.problem(ProblemType.RESOURCE_NOT_FOUND, "There is and was no entity " + id + ".");
    }
}
