package meridian.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as JSON, problems in one shape. */
final class Answers {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private Answers() {}

    static void json(ServerResponse response, Object body) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.send(JSON.writeValueAsBytes(body));
    }

    static void problem(ServerResponse response, Status status, String code, String message) {
        response.status(status);
        json(response, new Views.Problem(code, message));
    }
}
