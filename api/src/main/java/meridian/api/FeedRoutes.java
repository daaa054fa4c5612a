package meridian.api;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import meridian.api.Routes.Route;
import meridian.api.access.Caller;
import meridian.api.access.Permission;
import meridian.api.access.Reach;
import meridian.api.live.Feed;
import meridian.api.live.LiveProblem;
import meridian.api.live.Message;
import meridian.api.live.Subscription;

/** {@code GET /live} as server-sent events (docs/live.md). Its other half, the WebSocket, is {@link FeedSession}. */
final class FeedRoutes {
    static final String PATH = "/live";

    private static final String TYPE = "text/event-stream";
    private static final byte[] RETRY = "retry: 1000\n\n".getBytes(StandardCharsets.US_ASCII);

    /** A comment, which nobody hears of. Only by writing is it found out that somebody has gone, and his place is free. */
    private static final byte[] SIGN = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final long SIGN_NANOS = 3_000_000_000L;

    private final LiveStreams streams;
    private final Doorkeeper doorkeeper;

    FeedRoutes(LiveStreams streams, Doorkeeper doorkeeper) {
        this.streams = streams;
        this.doorkeeper = doorkeeper;
    }

    List<Route> all() {
        return List.of(new Route(Method.GET, PATH, Permission.READ, Reach.LIMITED, this::stream));
    }

    private Answer stream(Stage stage, ServerRequest request) {
        stage.twin();
        Caller caller = Caller.of(request);
        try {
            Subscription subscription = Subscription.of(
                    name -> request.query().first(name).asOptional().filter(text -> !text.isBlank()));
            OptionalLong cursor = cursor(request);
            streams.demandRoom(caller);
            return Answer.flowing(TYPE, out -> tell(caller, subscription, cursor, out));
        } catch (LiveProblem e) {
            throw LiveStreams.unusable(e);
        }
    }

    /** A browser that connects again says by itself where it was. */
    private static OptionalLong cursor(ServerRequest request) {
        Optional<String> last = request.headers().first(HeaderNames.create("Last-Event-ID"));
        return LiveStreams.cursor(last.filter(text -> !text.isBlank())
                .or(() -> request.query().first("cursor").asOptional()));
    }

    private void tell(Caller caller, Subscription subscription, OptionalLong cursor, OutputStream out)
            throws IOException {
        write(RETRY, out);
        try (Feed feed = streams.open(caller, subscription, cursor)) {
            tellAll(feed, caller, out);
        } catch (LiveProblem e) {
            // The last place was taken in the moment since it was looked for.
            write(
                    event(
                            "problem",
                            "",
                            "{\"type\":\"problem\",\"code\":\"" + e.code().word() + "\"}"),
                    out);
        } catch (InterruptedException e) {
            // The server stops, or hangs up on one who takes nothing.
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException | ServerConnectionException e) {
            // Whoever listened has gone.
        }
    }

    private void tellAll(Feed feed, Caller caller, OutputStream out) throws IOException, InterruptedException {
        long last = System.nanoTime();
        long lastSign = last;
        while (!streams.isClosed()) {
            if (!doorkeeper.access().holds(caller)) {
                write(event("end", "", "{\"type\":\"end\",\"code\":\"unauthenticated\"}"), out);
                return;
            }
            Optional<Message> message = feed.next(LiveStreams.LOOK.toNanos());
            boolean due = System.nanoTime() - last >= LiveStreams.HEARTBEAT.toNanos();
            if (message.isEmpty() && due) {
                message = Optional.of(feed.heartbeat());
            }
            if (message.isPresent()) {
                write(event(message.get()), out);
                last = System.nanoTime();
                lastSign = last;
            } else if (System.nanoTime() - lastSign >= SIGN_NANOS) {
                write(SIGN, out);
                lastSign = System.nanoTime();
            }
        }
    }

    private static byte[] event(Message message) {
        // An empty id has the browser forget the last one, from which it cannot go on any more.
        OptionalLong cursor = message.cursor();
        String id = cursor.isPresent() ? String.valueOf(cursor.getAsLong()) : "";
        return event(message.kind().word(), "id: " + id + "\n", message.text());
    }

    private static byte[] event(String kind, String id, String json) {
        return ("event: " + kind + "\n" + id + "data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    private void write(byte[] bytes, OutputStream out) throws IOException {
        Thread writer = Thread.currentThread();
        try (StallWatch.Write _ = streams.stalls().begin(writer::interrupt)) {
            out.write(bytes);
            out.flush();
        }
    }
}
