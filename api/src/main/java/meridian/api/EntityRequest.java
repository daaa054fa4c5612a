package meridian.api;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import meridian.api.NgsiAnswer.Look;
import meridian.api.access.Caller;
import meridian.api.access.Confines;
import meridian.api.ngsi.EntityWriter;
import meridian.api.ngsi.Form;
import meridian.api.ngsi.Geometries;
import meridian.api.ngsi.ProblemType;
import meridian.twin.query.EntityQuery;
import meridian.twin.query.Filter;
import meridian.twin.query.GeoFilter;
import meridian.twin.query.SafePattern;
import meridian.twin.query.ScopeFilter;
import meridian.twin.query.TypeSelection;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A request to the doors of entities: what its path, parameters and body say (NGSI-LD, clause 6.3). */
record EntityRequest(ServerRequest request) {
    private static final int USUAL_LIMIT = 20;

    /** The entity that the path names. */
    String id() {
        return request.path().pathParameters().get("id");
    }

    /** The attribute that the path names. */
    String attribute() {
        return request.path().pathParameters().get("name");
    }

    /** What whoever asks may see and change. */
    Confines confines() {
        return Confines.of(Caller.of(request));
    }

    EntityQuery query() {
        Set<String> attrs = new TreeSet<>(names("attrs"));
        EntityQuery query = EntityQuery.ALL
                .withPage(whole("limit", USUAL_LIMIT), whole("offset", 0), isTrue("count"))
                .withIds(new TreeSet<>(names("id")))
                .withAttrs(attrs);
        query = with(query, "type", text -> TypeSelection.parse(text, name -> name), EntityQuery::withTypes);
        query = with(query, "idPattern", text -> SafePattern.of("idPattern", text), EntityQuery::withIdPattern);
        query = with(query, "q", text -> Filter.parse(text, name -> name), EntityQuery::withFilter);
        query = with(query, "scopeQ", ScopeFilter::parse, EntityQuery::withScopes);
        query = with(query, "georel", this::geo, EntityQuery::withGeo);
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

    private interface Part<T> {
        EntityQuery in(EntityQuery query, T part);
    }

    private <T> EntityQuery with(EntityQuery query, String name, Function<String, T> parse, Part<T> part) {
        return parameter(name).map(text -> part.in(query, parse.apply(text))).orElse(query);
    }

    private GeoFilter geo(String georel) {
        String kind = parameter("geometry").orElse("");
        String coordinates = parameter("coordinates").orElse("");
        String property = parameter("geoproperty").orElse("location");
        return GeoFilter.parse(georel, Geometries.parse(kind, coordinates), property);
    }

    /** How entities are to be written. */
    Look look() {
        Set<String> options = options();
        boolean simplified = options.contains("keyValues")
                || options.contains("simplified")
                || parameter("format")
                        .map(f -> f.equals("simplified") || f.equals("keyValues"))
                        .orElse(false);
        return new Look(
                simplified ? Form.SIMPLIFIED : Form.NORMALIZED,
                options.contains("sysAttrs"),
                new TreeSet<>(names("attrs")));
    }

    Set<String> options() {
        return new TreeSet<>(names("options"));
    }

    List<String> names(String name) {
        return parameter(name).map(EntityWriter::names).orElse(List.of());
    }

    boolean isTrue(String name) {
        return parameter(name).map("true"::equals).orElse(false);
    }

    Optional<String> parameter(String name) {
        return request.query().first(name).asOptional().filter(text -> !text.isBlank());
    }

    int limit() {
        return whole("limit", USUAL_LIMIT);
    }

    int offset() {
        return whole("offset", 0);
    }

    private int whole(String name, int usual) {
        String text = parameter(name).orElse(String.valueOf(usual));
        if (!text.matches("[0-9]{1,9}")) {
            throw NgsiAnswer.problem(ProblemType.BAD_REQUEST_DATA, name + " is a whole number of 0 or more.");
        }
        return Integer.parseInt(text);
    }

    /** The body, which is one object. */
    JsonNode body() {
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
}
