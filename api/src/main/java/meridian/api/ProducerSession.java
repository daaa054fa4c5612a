package meridian.api;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.websocket.WsSession;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.api.ObservationDesk.Line;
import meridian.api.ObservationDesk.Receipt;
import meridian.api.access.Confines;
import meridian.twin.entity.Rejected;

/**
 * One who brings observations through the WebSocket {@code /observations/stream} (docs/live.md). The connection's thread reads
 * lines into a window; a virtual thread of his own takes from it what has gathered, hands it to the twin and acknowledges it.
 * While the window is full nothing is read, so that TCP holds him back.
 */
final class ProducerSession extends ChannelSession {
    static final String PATH = "/observations/stream";
    static final int MOST_PRODUCERS = 128;
    /** Of a message, all its frames together. */
    static final int LONGEST_MESSAGE = 1 << 20;

    private static final long SECOND = 1_000_000_000L;
    private static final long LOOK_NANOS = SECOND / 10;
    /** For how long the twin may have no room before one is asked to come again later. */
    private static final long PATIENCE_NANOS = 10 * SECOND;

    /** Between two tries while the twin has no room. */
    private static final long PAUSE_MILLIS = 50;

    private final Stage stage;
    private final AtomicInteger producers;
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final ObservationWindow window = new ObservationWindow();
    private final ObservationLines lines =
            new ObservationLines(UUID.randomUUID().toString(), window);
    private boolean counted;

    ProducerSession(Stage stage, ChannelDoor door, StallWatch stalls, AtomicInteger producers) {
        super("producer", door, stalls, LONGEST_MESSAGE);
        this.stage = stage;
        this.producers = producers;
    }

    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
        admit(headers);
        try {
            stage.twin();
            if (producers.get() >= MOST_PRODUCERS) {
                throw Unusable.of(Status.TOO_MANY_REQUESTS_429, Doorkeeper.TOO_MANY_REQUESTS, full());
            }
        } catch (Unusable e) {
            throw ChannelDoor.refusal(e);
        }
        return Optional.empty();
    }

    private static String full() {
        return "There are " + MOST_PRODUCERS + " producers already; close one, or try again later.";
    }

    @Override
    boolean begins(Channel opened) {
        counted = true;
        if (producers.incrementAndGet() > MOST_PRODUCERS) {
            opened.close(Channel.TRY_AGAIN_LATER, full());
            leave();
            return false;
        }
        return true;
    }

    // --- What comes ---

    @Override
    void read(Channel there, String whole) {
        lines.text(whole.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void onMessage(WsSession session, BufferData data, boolean last) {
        Channel there = present();
        if (there == null) {
            return;
        }
        if (binary.size() + data.available() > LONGEST_MESSAGE) {
            tooLong(there, LONGEST_MESSAGE);
            return;
        }
        binary.writeBytes(data.readBytes());
        if (last) {
            byte[] whole = binary.toByteArray();
            binary.reset();
            try {
                lines.binary(whole);
            } catch (Rejected e) {
                there.close(Channel.POLICY_VIOLATION, String.valueOf(e.getMessage()));
            }
        }
    }

    // --- What is answered ---

    @Override
    void serveOnce(Channel there) throws InterruptedException {
        ObservationWindow.Gathered gathered = window.await(LOOK_NANOS);
        gathered.refused().forEach(mistake -> there.send(Answer.JSON.writeValueAsString(Refused.of(mistake))));
        if (!gathered.lines().isEmpty()) {
            take(gathered.lines(), there);
        }
    }

    /** In the order of the members. */
    @com.fasterxml.jackson.annotation.JsonPropertyOrder({"type", "line", "code", "message"})
    private record Refused(String type, int line, String code, String message) {
        static Refused of(Views.LineRefused mistake) {
            return new Refused("refused", mistake.line(), mistake.code(), mistake.message());
        }
    }

    /**
     * Everything up to a line is on the disk, but for what was refused.
     *
     * @param position in the journal, of the last of them
     */
    @com.fasterxml.jackson.annotation.JsonPropertyOrder({"type", "line", "position", "taken", "duplicates"})
    private record Acknowledged(String type, int line, long position, int taken, int duplicates) {}

    private void take(List<Line> gathered, Channel there) throws InterruptedException {
        ObservationDesk desk =
                new ObservationDesk(stage.twin(), EntityRoutes.producer(caller()), Confines.of(caller()));
        long begin = System.nanoTime();
        while (there.isOpen()) {
            try {
                Receipt receipt = desk.take(gathered);
                window.done(gathered);
                receipt.refused().forEach(mistake -> there.send(Answer.JSON.writeValueAsString(Refused.of(mistake))));
                there.send(Answer.JSON.writeValueAsString(new Acknowledged(
                        "acknowledged",
                        gathered.getLast().number(),
                        receipt.position(),
                        receipt.taken(),
                        receipt.duplicates())));
                return;
            } catch (TwinDoor.Overloaded e) {
                if (System.nanoTime() - begin > PATIENCE_NANOS) {
                    there.close(Channel.TRY_AGAIN_LATER, String.valueOf(e.getMessage()));
                    return;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    @Override
    void left() {
        window.close();
        synchronized (this) {
            if (counted) {
                counted = false;
                producers.decrementAndGet();
            }
        }
    }
}
