package meridian.api;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a route answers: made without the connection, sent in one place. HEAD gets all of it but the body. */
final class Answer {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final Status status;
    private final List<Header> headers;
    private final byte[] body;
    private final @Nullable Flow flow;

    private Answer(Status status, List<Header> headers, byte[] body) {
        this(status, headers, body, null);
    }

    private Answer(Status status, List<Header> headers, byte[] body, @Nullable Flow flow) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.flow = flow;
    }

    /** A body that is made while it is sent. */
    interface Flow {
        void into(OutputStream out) throws IOException;
    }

    /** One that goes on as long as somebody listens. */
    static Answer flowing(String type, Flow flow) {
        return new Answer(Status.OK_200, headers(type, "no-store"), new byte[0], flow);
    }

    static Answer json(Object body) {
        return json(Status.OK_200, body);
    }

    /** There is something new, and this is it. */
    static Answer created(Object body) {
        return json(Status.CREATED_201, body);
    }

    private static Answer json(Status status, Object body) {
        return new Answer(status, headers("application/json", "no-store"), JSON.writeValueAsBytes(body));
    }

    static Answer problem(Status status, String code, String message) {
        return problem(status, new Views.Problem(code, message, null));
    }

    static Answer problem(Status status, Views.Problem problem) {
        return json(status, problem);
    }

    /** @param cacheControl how long a browser may keep it, as HTTP says it */
    static Answer bytes(String type, String cacheControl, byte[] body) {
        return new Answer(Status.OK_200, headers(type, cacheControl), body);
    }

    /** There is such a thing, and it is empty. */
    static Answer nothing(String cacheControl) {
        return new Answer(
                Status.NO_CONTENT_204,
                List.of(HeaderValues.create(HeaderNames.CACHE_CONTROL, cacheControl)),
                new byte[0]);
    }

    private static List<Header> headers(String type, String cacheControl) {
        return List.of(
                HeaderValues.create(HeaderNames.CONTENT_TYPE, type),
                HeaderValues.create(HeaderNames.CACHE_CONTROL, cacheControl));
    }

    Answer with(Status other) {
        return new Answer(other, headers, body, flow);
    }

    Answer with(Header header) {
        List<Header> all = new ArrayList<>(headers);
        all.add(header);
        return new Answer(status, List.copyOf(all), body, flow);
    }

    Status status() {
        return status;
    }

    List<Header> headers() {
        return headers;
    }

    void send(ServerRequest request, ServerResponse response) {
        response.status(status);
        headers.forEach(response::header);
        boolean isHead = request.prologue().method().equals(Method.HEAD);
        if (flow != null && !isHead) {
            send(flow, response);
            return;
        }
        if (!isHead) {
            response.send(body);
            return;
        }
        if (!status.equals(Status.NO_CONTENT_204) && flow == null) {
            response.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, body.length));
        }
        // A body would be read as the next answer.
        response.send();
    }

    private static void send(Flow flow, ServerResponse response) {
        try (OutputStream out = response.outputStream()) {
            flow.into(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
