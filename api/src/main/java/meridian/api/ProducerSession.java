package meridian.api;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.api.ObservationDesk.Line;
import meridian.api.ObservationDesk.Receipt;
import meridian.api.access.Caller;
import meridian.api.access.Confines;
import meridian.twin.entity.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * One who brings observations through the WebSocket {@code /observations/stream} (docs/live.md). The connection's thread reads
 * lines into a window; a virtual thread of his own takes from it what has gathered, hands it to the twin and acknowledges it.
 * While the window is full nothing is read, so that TCP holds him back.
 */
final class ProducerSession implements WsListener {
    static final String PATH = "/observations/stream";
    static final int MOST_PRODUCERS = 128;
    /** Of a message, all its frames together. */
    static final int LONGEST_MESSAGE = 1 << 20;

    private static final long SECOND = 1_000_000_000L;
    private static final long PING_NANOS = 15 * SECOND;
    private static final long LOOK_NANOS = SECOND / 10;
    /** For how long the twin may have no room before one is asked to come again later. */
    private static final long PATIENCE_NANOS = 10 * SECOND;

    private static final long PAUSE_MILLIS = 50;

    private final Stage stage;
    private final ChannelDoor door;
    private final StallWatch stalls;
    private final AtomicInteger producers;
    private final TextMessage message = new TextMessage(LONGEST_MESSAGE);
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final ObservationWindow window = new ObservationWindow();
    private final ObservationLines lines =
            new ObservationLines(UUID.randomUUID().toString(), window);
    private volatile Caller caller = Caller.NOBODY;
    private volatile @Nullable Channel channel;
    private boolean counted;

    ProducerSession(Stage stage, ChannelDoor door, StallWatch stalls, AtomicInteger producers) {
        this.stage = stage;
        this.door = door;
        this.stalls = stalls;
        this.producers = producers;
    }

    @Override
    public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers) {
        caller = door.open(headers);
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
    public void onOpen(WsSession session) {
        Channel opened = new Channel(session, stalls);
        channel = opened;
        counted = true;
        if (producers.incrementAndGet() > MOST_PRODUCERS) {
            opened.close(Channel.TRY_AGAIN_LATER, full());
            leave();
            return;
        }
        Thread.ofVirtual().name("producer").start(() -> serve(opened));
    }

    // --- What comes ---

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        Channel there = channel;
        if (there == null || !there.isOpen()) {
            return;
        }
        switch (message.add(text, last)) {
            case TextMessage.TooLong tooLong -> there.close(Channel.POLICY_VIOLATION, tooLong(tooLong.most()));
            case TextMessage.NotUtf8 _ -> there.close(Channel.NOT_UTF_8, "That is not UTF-8.");
            case TextMessage.Unfinished _ -> {}
            case TextMessage.Whole(String whole) -> lines.text(whole.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void onMessage(WsSession session, BufferData data, boolean last) {
        Channel there = channel;
        if (there == null || !there.isOpen()) {
            return;
        }
        if (binary.size() + data.available() > LONGEST_MESSAGE) {
            there.close(Channel.POLICY_VIOLATION, tooLong(LONGEST_MESSAGE));
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

    private static String tooLong(int most) {
        return "A message has at most " + most + " bytes.";
    }

    // --- What is answered ---

    private void serve(Channel there) {
        try {
            answer(there);
        } catch (UncheckedIOException | IllegalStateException e) {
            // He has gone; onClose or onError tells, but not always.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private void answer(Channel there) throws InterruptedException {
        long lastPing = System.nanoTime();
        while (there.isOpen()) {
            if (!door.holds(caller)) {
                there.close(
                        Channel.POLICY_VIOLATION,
                        "What opened this channel does not hold any more: it was revoked, or has expired.");
                return;
            }
            ObservationWindow.Gathered gathered = window.await(LOOK_NANOS);
            gathered.refused().forEach(mistake -> there.send(Answer.JSON.writeValueAsString(Refused.of(mistake))));
            if (!gathered.lines().isEmpty()) {
                take(gathered.lines(), there);
            }
            if (System.nanoTime() - lastPing >= PING_NANOS) {
                there.ping();
                lastPing = System.nanoTime();
            }
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
        ObservationDesk desk = new ObservationDesk(stage.twin(), EntityRoutes.producer(caller), Confines.of(caller));
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
    public void onPing(WsSession session, BufferData data) {
        Channel there = channel;
        if (there != null) {
            there.pong(data);
        }
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        leave();
    }

    @Override
    public void onError(WsSession session, Throwable failure) {
        leave();
    }

    private void leave() {
        Channel there = channel;
        if (there != null) {
            there.leave();
        }
        window.close();
        synchronized (this) {
            if (counted) {
                counted = false;
                producers.decrementAndGet();
            }
        }
    }
}
