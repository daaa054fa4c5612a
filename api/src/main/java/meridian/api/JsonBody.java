package meridian.api;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Set;
import meridian.model.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a request that has to be a JSON object. */
final class JsonBody {
    /** Refuses what could be read in two ways, or would cost too much to read. */
    static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(64)
                            .maxNumberLength(100)
                            .maxStringLength(1 << 20)
                            .maxNameLength(2_048)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    static JsonNode object(ServerRequest request) {
        String type =
                request.headers().contentType().map(t -> t.mediaType().text()).orElse("");
        if (!type.equals("application/json")) {
            throw Unusable.of(
                    Status.UNSUPPORTED_MEDIA_TYPE_415, "bad_content_type", "The body must be application/json.");
        }
        JsonNode body;
        try {
            body = Answer.JSON.readTree(bytes(request, OperationsServer.LARGEST_BODY));
        } catch (JacksonException e) {
            throw Unusable.parameter("The body is not JSON.");
        }
        if (!body.isObject()) {
            throw Unusable.parameter("The body must be an object.");
        }
        return body;
    }

    /**
     * A body as it came.
     *
     * @throws Unusable where it is larger
     */
    static byte[] bytes(ServerRequest request, int most) {
        long stated = request.headers().contentLength().orElse(0);
        byte[] bytes = stated > most || !request.content().hasEntity()
                ? new byte[0]
                : request.content().as(byte[].class);
        if (stated > most || bytes.length > most) {
            throw Unusable.of(
                    Status.REQUEST_ENTITY_TOO_LARGE_413,
                    "too_large",
                    "A body has at most " + most + " bytes here; send less.");
        }
        return bytes;
    }

    /** One that has nothing but these members. */
    static JsonNode object(ServerRequest request, Set<String> known) {
        JsonNode body = object(request);
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                throw Unusable.parameter("The body has no member called " + BadInput.shortened(name) + ".");
            }
        }
        return body;
    }
}
