package meridian.api;

import io.helidon.common.context.Context;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import meridian.api.access.Caller;

/**
 * One line of JSON for each request: {@code time, method, route, status, milliseconds, caller}.
 *
 * <p>The route is its template, not the path: neither what was asked for nor a secret that strayed into an address gets in
 * here. There is no address of the other side and no name; the caller is the number of a key or session.
 */
final class RequestLog {
    /** What stands for a path that is none of ours. */
    static final String UNKNOWN = "unknown";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE");
    private static final double NANOS_PER_MILLI = 1e6;

    /** What a request turned out to be for; put into its context by the route. */
    record Template(String path) {}

    /** In the order of the members. */
    @com.fasterxml.jackson.annotation.JsonPropertyOrder({"time", "method", "route", "status", "milliseconds", "caller"})
    record Line(String time, String method, String route, int status, double milliseconds, String caller) {}

    private final Optional<Consumer<String>> lines;
    private final Metrics metrics;

    /** @param metrics counts what is written here, also where nobody reads it */
    RequestLog(Optional<Consumer<String>> lines, Metrics metrics) {
        this.lines = lines;
        this.metrics = metrics;
    }

    /** Writes it when the answer has been sent. */
    void watch(RoutingRequest request, RoutingResponse response) {
        long begin = System.nanoTime();
        String method = request.prologue().method().text();
        response.whenSent(
                () -> write(method, request.context(), response.status().code(), begin));
    }

    private void write(String method, Context context, int status, long begin) {
        String route = context.get(Template.class).map(Template::path).orElse(UNKNOWN);
        Caller caller = context.get(Caller.class).orElse(Caller.NOBODY);
        write(method, route, status, begin, caller);
    }

    /** For what is answered without a route: what is no request at all, and channels. */
    void write(String method, String route, int status, long beginNanos, Caller caller) {
        long nanos = System.nanoTime() - beginNanos;
        String word = METHODS.contains(method) ? method : "OTHER";
        metrics.request(word, route, status, nanos);
        if (lines.isEmpty()) {
            return;
        }
        double milliseconds = Math.round(nanos / NANOS_PER_MILLI * 1000) / 1000.0;
        String time = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        Line line = new Line(time, word, route, status, milliseconds, caller.id());
        lines.get().accept(Answer.JSON.writeValueAsString(line));
    }
}
