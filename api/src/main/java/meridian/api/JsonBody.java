package meridian.api;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import java.util.Set;
import meridian.model.BadInput;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The body of a request that has to be a JSON object. */
final class JsonBody {
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
            body = Answer.JSON.readTree(
                    request.content().hasEntity() ? request.content().as(byte[].class) : new byte[0]);
        } catch (JacksonException e) {
            throw Unusable.parameter("The body is not JSON.");
        }
        if (!body.isObject()) {
            throw Unusable.parameter("The body must be an object.");
        }
        return body;
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
