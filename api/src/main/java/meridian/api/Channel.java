package meridian.api;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.WsSession;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The sending side of one WebSocket. Safe for all threads: one frame goes out at a time, for the library's session writes without
 * a lock, and none after the channel was closed.
 */
final class Channel {
    static final int POLICY_VIOLATION = 1008;
    static final int TRY_AGAIN_LATER = 1013;
    static final int NOT_UTF_8 = 1007;
    static final int UNSUPPORTED_DATA = 1003;

    private static final long HANG_UP_NANOS = 1_000_000_000L;
    /** A close frame has room for 125 bytes, two of them the status. */
    private static final int LONGEST_REASON = 123;

    private final WsSession session;
    private final StallWatch stalls;
    /** Ends with the connection; where the other side disappears nobody else tells. */
    private final Thread connection = Thread.currentThread();

    private final ReentrantLock sending = new ReentrantLock();
    private volatile boolean open = true;

    /** To be made on the connection's thread. */
    Channel(WsSession session, StallWatch stalls) {
        this.session = session;
        this.stalls = stalls;
    }

    boolean isOpen() {
        return open && connection.isAlive();
    }

    /** Sends a text, and waits until the other side has made room for it. */
    void send(String text) {
        send(() -> session.send(text, true));
    }

    /** The same with bytes. */
    void send(BufferData bytes) {
        send(() -> session.send(bytes, true));
    }

    /** A browser answers it by itself; it keeps the channel open, and shows that there is somebody. */
    void ping() {
        send(() -> session.ping(BufferData.empty()));
    }

    void pong(BufferData data) {
        send(() -> session.pong(data));
    }

    private void send(Runnable what) {
        sending.lock();
        try (StallWatch.Write _ = stalls.begin(this::cut)) {
            if (open) {
                what.run();
            }
        } finally {
            sending.unlock();
        }
    }

    /**
     * Closes the channel, and soon after the socket below: whoever was refused has a moment to hear why and to close it
     * himself, but may not keep it.
     */
    void close(int status, String why) {
        sending.lock();
        try {
            if (!open) {
                return;
            }
            open = false;
            byte[] bytes = why.getBytes(StandardCharsets.UTF_8);
            session.close(
                    status,
                    bytes.length <= LONGEST_REASON
                            ? why
                            : new String(Arrays.copyOf(bytes, LONGEST_REASON), StandardCharsets.US_ASCII));
        } finally {
            sending.unlock();
        }
        Thread.ofVirtual().name("hanging-up").start(() -> {
            LockSupport.parkNanos(HANG_UP_NANOS);
            cut();
        });
    }

    /** When this returns nothing more is written, so that the connection may answer a close. */
    void leave() {
        open = false;
        sending.lock();
        sending.unlock();
    }

    /** Closes the socket without a word. */
    private void cut() {
        open = false;
        if (session instanceof ServerConnection connection) {
            connection.close(true);
        }
    }
}
