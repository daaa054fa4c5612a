package meridian.api;

import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import meridian.api.access.Caller;
import meridian.api.access.Confines;
import meridian.api.live.Broadcast;
import meridian.api.live.Feed;
import meridian.api.live.LiveProblem;
import meridian.api.live.Sight;
import meridian.api.live.Subscription;
import meridian.api.live.Why;
import meridian.twin.TwinState;

/** All who watch the twin through {@code /live}. Safe for all threads. */
final class LiveStreams implements AutoCloseable {
    /** How often one is told that nothing happened. */
    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** How soon one is told, after his key was revoked, that it was. */
    static final Duration LOOK = Duration.ofMillis(100);

    /** How long one may take nothing at all of what is written to him. */
    private static final Duration STALL = Duration.ofSeconds(30);

    private final Stage stage;
    private final Broadcast broadcast = new Broadcast();
    private final StallWatch stalls = new StallWatch(STALL);
    private volatile boolean closed;

    LiveStreams(Stage stage) {
        this.stage = stage;
    }

    /** From now on there is a twin to watch. */
    void connect(TwinDoor twin) {
        twin.watch(broadcast::folded);
        broadcast.begin(twin.now());
    }

    /**
     * What one is to be told.
     *
     * @param cursor where an earlier stream of his ended
     * @throws LiveProblem where there are too many
     */
    Feed open(Caller caller, Subscription subscription, OptionalLong cursor) {
        TwinDoor twin = stage.twin();
        Sight sight = new Sight(subscription, Confines.of(caller));
        broadcast.await(twin.now().position());
        if (cursor.isEmpty()) {
            return broadcast.open(caller.id(), sight, Optional.empty(), Why.NEW);
        }
        long position = cursor.getAsLong();
        Optional<TwinState> told = twin.at(position);
        return broadcast.open(
                caller.id(), sight, told, position > twin.now().position() ? Why.CURSOR_AHEAD : Why.CURSOR_TOO_OLD);
    }

    /** @throws Unusable while there is none */
    void demandTwin() {
        stage.twin();
    }

    /** @throws Unusable where nobody more can be served */
    void demandRoom(Caller caller) {
        if (broadcast.isFull(caller.id())) {
            throw full();
        }
    }

    static Unusable full() {
        String message = String.valueOf(Broadcast.full().getMessage());
        return Unusable.because(
                message,
                Answer.problem(Status.TOO_MANY_REQUESTS_429, Doorkeeper.TOO_MANY_REQUESTS, message)
                        .with(HeaderValues.create("Retry-After", "5")));
    }

    static Unusable unusable(LiveProblem problem) {
        return switch (problem.code()) {
            case BAD_SUBSCRIPTION ->
                Unusable.of(Status.BAD_REQUEST_400, problem.code().word(), String.valueOf(problem.getMessage()));
            case TOO_MANY_STREAMS -> full();
        };
    }

    /**
     * A cursor as it comes from outside.
     *
     * @throws LiveProblem where it is none
     */
    static OptionalLong cursor(Optional<String> text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("[0-9]{1,18}")) {
            throw new LiveProblem(
                    LiveProblem.Code.BAD_SUBSCRIPTION, "cursor is a whole number that an earlier message named.");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    StallWatch stalls() {
        return stalls;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        broadcast.close();
        stalls.close();
    }
}
