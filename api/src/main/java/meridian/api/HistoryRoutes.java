package meridian.api;

import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import meridian.api.Routes.Route;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.api.ngsi.EntityWriter;
import meridian.api.ngsi.Form;
import meridian.api.ngsi.ProblemType;
import meridian.history.Answer.LeftOut;
import meridian.history.HistoryStore;
import meridian.history.Series;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Rejected;
import meridian.twin.history.Bucket;
import meridian.twin.history.RollUp;
import meridian.twin.history.Version;
import tools.jackson.core.JsonGenerator;

/**
 * The past: the beginning of NGSI-LD's temporal API (ETSI GS CIM 009 V1.8.1, clauses 5.7.3 and 6.18), and what was true and known
 * at a time. Answers that a damaged file could have had a part in say so, in the header {@value #WARNING} or a member leftOut.
 */
final class HistoryRoutes {
    private static final String TEMPORAL = "/ngsi-ld/v1/temporal/entities/{id}";
    private static final String AS_OF = "/api/as-of";
    private static final String WARNING = "NGSILD-Warning";

    /** Values of an instance, or buckets of all, in one answer. */
    private static final int MOST_VALUES = 20_000;

    private static final int MOST_ENTITIES = 20_000;

    private static final Map<String, Bucket> PERIODS =
            Map.of("PT1M", Bucket.MINUTE, "PT5M", Bucket.FIVE_MINUTES, "PT1H", Bucket.HOUR, "P1D", Bucket.DAY);

    List<Route> all() {
        return List.of(
                route(TEMPORAL, HistoryRoutes::temporal),
                route(AS_OF, HistoryRoutes::manyAsOf),
                route(AS_OF + "/{id}", HistoryRoutes::oneAsOf),
                route(
                        "/api/history",
                        (stage, request) -> Answer.json(about(stage.history().status()))));
    }

    private static Route route(String path, Routes.Handler handler) {
        return new Route(Method.GET, path, Permission.READ, Reach.WHOLE_CITY, (stage, request) -> {
            // First: who comes too early need not know what else is wrong.
            stage.twin();
            stage.history();
            try {
                return handler.answer(stage, request);
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

    private static Answer temporal(Stage stage, ServerRequest request) {
        String id = id(request);
        TimeSpan span = TimeSpan.of(name -> parameter(request, name));
        Set<String> attributes = new TreeSet<>(names(request, "attrs"));
        Set<String> options = new TreeSet<>(names(request, "options"));
        parameter(request, "format").ifPresent(options::add);
        HistoryStore history = stage.history();
        List<String> types = types(stage, id);
        return options.contains("aggregatedValues")
                ? aggregated(request, history, id, types, attributes, span)
                : values(request, history, id, types, attributes, span, options.contains("temporalValues"));
    }

    /** Its types now, or the last it had. */
    private static List<String> types(Stage stage, String id) {
        Optional<Entity> now = stage.twin().now().find(id);
        if (now.isPresent()) {
            return now.orElseThrow().types();
        }
        return stage
                .history()
                .versions(id, Set.of(Series.TYPES), TimeSpan.FIRST, TimeSpan.LAST, 2, true)
                .found()
                .values()
                .stream()
                .flatMap(List::stream)
                .map(Version::content)
                .filter(Content.VocabProperty.class::isInstance)
                .map(content -> ((Content.VocabProperty) content).words())
                .reduce((_, last) -> last)
                .orElseThrow(() ->
                        NgsiAnswer.problem(ProblemType.RESOURCE_NOT_FOUND, "There is and was no entity " + id + "."));
    }

    private static Answer values(
            ServerRequest request,
            HistoryStore history,
            String id,
            List<String> types,
            Set<String> attributes,
            TimeSpan span,
            boolean valuesOnly) {
        Optional<String> lastN = parameter(request, "lastN");
        int most = lastN.map(text -> whole("lastN", text)).orElse(MOST_VALUES + 1);
        meridian.history.Answer<SortedMap<Series, List<Version>>> answer =
                history.versions(id, attributes, span.fromMicros(), span.toMicros(), most, lastN.isPresent());
        Map<String, Map<Series, List<Version>>> byName = new LinkedHashMap<>();
        answer.found().forEach((series, versions) -> {
            if (versions.size() > MOST_VALUES) {
                throw tooMany(series.attribute() + " has more than " + MOST_VALUES + " values in this time");
            }
            if (!series.attribute().equals(Series.TYPES)) {
                byName.computeIfAbsent(series.attribute(), _ -> new LinkedHashMap<>())
                        .put(series, versions);
            }
        });
        byte[] body = written(out -> {
            TemporalWriter writer = new TemporalWriter(out);
            writer.begin(id, types);
            byName.forEach(valuesOnly ? writer::pairs : writer::versions);
            out.writeEndObject();
        });
        return warned(Answer.bytes("application/json", "no-store", body), answer.leftOut());
    }

    private static Answer aggregated(
            ServerRequest request,
            HistoryStore history,
            String id,
            List<String> types,
            Set<String> attributes,
            TimeSpan span) {
        String period = parameter(request, "aggrPeriodDuration").orElse("");
        Bucket bucket = PERIODS.get(period);
        if (bucket == null) {
            throw bad("aggrPeriodDuration is one of " + new TreeSet<>(PERIODS.keySet()) + ", not " + period + ".");
        }
        List<String> methods = names(request, "aggrMethods");
        if (methods.isEmpty() || !TemporalWriter.METHODS.containsAll(methods)) {
            throw bad("aggrMethods are some of " + TemporalWriter.METHODS + ", not " + methods + ".");
        }
        meridian.history.Answer<SortedMap<Series, NavigableMap<Long, RollUp>>> answer =
                history.rollUps(id, attributes, bucket, span.fromMicros(), span.toMicros());
        int buckets = answer.found().values().stream().mapToInt(Map::size).sum();
        if (buckets > MOST_VALUES) {
            throw tooMany("there are " + buckets + " periods in this time");
        }
        Map<String, Map<Series, NavigableMap<Long, RollUp>>> byName = new LinkedHashMap<>();
        answer.found()
                .forEach((series, rolled) -> byName.computeIfAbsent(series.attribute(), _ -> new LinkedHashMap<>())
                        .put(series, rolled));
        byte[] body = written(out -> {
            TemporalWriter writer = new TemporalWriter(out);
            writer.begin(id, types);
            byName.forEach((name, instances) -> writer.rolled(name, instances, methods, bucket));
            out.writeEndObject();
        });
        return warned(Answer.bytes("application/json", "no-store", body), answer.leftOut());
    }

    private static Answer oneAsOf(Stage stage, ServerRequest request) {
        String id = id(request);
        long trueMicros =
                TimeSpan.time(name -> parameter(request, name), "trueAt").orElse(TimeSpan.LAST);
        long knownMicros =
                TimeSpan.time(name -> parameter(request, name), "knownAt").orElse(TimeSpan.LAST);
        meridian.history.Answer<List<Entity>> answer =
                stage.history().asOf(List.of(id), Set.of(), trueMicros, knownMicros);
        if (answer.found().isEmpty() && answer.leftOut().isEmpty()) {
            throw NgsiAnswer.problem(
                    ProblemType.RESOURCE_NOT_FOUND, "There was no entity " + id + " then, as far as was known.");
        }
        return asOf(request, answer);
    }

    private static Answer manyAsOf(Stage stage, ServerRequest request) {
        Set<String> ids = new TreeSet<>(names(request, "id"));
        Set<String> types = new TreeSet<>(names(request, "type"));
        if (ids.isEmpty() && types.isEmpty()) {
            throw bad("A question names ids or types.");
        }
        meridian.history.Answer<List<Entity>> answer = stage.history()
                .asOf(
                        ids,
                        types,
                        TimeSpan.time(name -> parameter(request, name), "trueAt")
                                .orElse(TimeSpan.LAST),
                        TimeSpan.time(name -> parameter(request, name), "knownAt")
                                .orElse(TimeSpan.LAST));
        if (answer.found().size() > MOST_ENTITIES) {
            throw tooMany("there were " + answer.found().size() + " entities");
        }
        return asOf(request, answer);
    }

    private static Answer asOf(ServerRequest request, meridian.history.Answer<List<Entity>> answer) {
        boolean simplified = names(request, "options").contains("keyValues");
        byte[] body = written(out -> {
            EntityWriter writer = new EntityWriter(
                    out,
                    simplified ? Form.SIMPLIFIED : Form.NORMALIZED,
                    !simplified,
                    Set.copyOf(names(request, "attrs")));
            out.writeStartObject();
            out.writeName("entities");
            out.writeStartArray();
            answer.found().forEach(writer::write);
            out.writeEndArray();
            out.writeName("leftOut");
            out.writeStartArray();
            for (LeftOut file : answer.leftOut()) {
                out.writeStartObject();
                out.writeStringProperty("file", file.file());
                out.writeStringProperty("reason", file.reason());
                out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
        });
        return warned(Answer.bytes("application/json", "no-store", body), answer.leftOut());
    }

    private static byte[] written(Consumer<JsonGenerator> writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator out = Answer.JSON.createGenerator(bytes)) {
            writing.accept(out);
        }
        return bytes.toByteArray();
    }

    private static Answer warned(Answer answer, List<LeftOut> leftOut) {
        if (leftOut.isEmpty()) {
            return answer;
        }
        String files = leftOut.stream().limit(20).map(LeftOut::file).collect(Collectors.joining(", "));
        String text =
                String.format(Locale.ROOT, "199 meridian \"%d damaged files are left out: %s\"", leftOut.size(), files);
        return answer.with(HeaderValues.create(WARNING, text));
    }

    private static int whole(String name, String text) {
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_VALUES) {
            throw bad(name + " is a whole number of 1 to " + MOST_VALUES + ".");
        }
        return Integer.parseInt(text);
    }

    private static Unusable bad(String detail) {
        return NgsiAnswer.problem(ProblemType.BAD_REQUEST_DATA, detail);
    }

    private static Unusable tooMany(String found) {
        return NgsiAnswer.problem(
                ProblemType.TOO_MANY_RESULTS,
                found + "; ask for less time, fewer attributes, lastN or longer periods.");
    }

    private static List<String> names(ServerRequest request, String name) {
        return parameter(request, name).map(EntityWriter::names).orElse(new ArrayList<>());
    }

    private static Optional<String> parameter(ServerRequest request, String name) {
        return request.query().first(name).asOptional().filter(text -> !text.isBlank());
    }

    private static String id(ServerRequest request) {
        return request.path().pathParameters().get("id");
    }
}
