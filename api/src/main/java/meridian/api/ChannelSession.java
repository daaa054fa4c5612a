package meridian.api;

import io.helidon.common.buffers.BufferData;
import io.helidon.http.Headers;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import java.io.UncheckedIOException;
import java.time.Duration;
import meridian.api.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket of the twin's doors. The connection's thread reads; a virtual thread of its own serves, as long as what opened the
 * channel holds and the other side is there.
 */
abstract class ChannelSession implements WsListener {
    /** The library drops a channel from which nothing came for five minutes; a browser answers a ping by itself. */
    private static final Duration PING = Duration.ofSeconds(15);

    private final String name;
    private final ChannelDoor door;
    private final StallWatch stalls;
    private final TextMessage message;
    private volatile Caller caller = Caller.NOBODY;
    private volatile @Nullable Channel channel;

    /**
     * @param name of its thread
     * @param longestMessageBytes of a text, all its frames together
     */
    ChannelSession(String name, ChannelDoor door, StallWatch stalls, int longestMessageBytes) {
        this.name = name;
        this.door = door;
        this.stalls = stalls;
        message = new TextMessage(longestMessageBytes);
    }

    /** To be called in {@code onHttpUpgrade}. */
    final Caller admit(Headers headers) {
        caller = door.open(headers);
        return caller;
    }

    final Caller caller() {
        return caller;
    }

    /** The channel while one may write to it, else null. */
    final @Nullable Channel present() {
        Channel there = channel;
        return there != null && there.isOpen() ? there : null;
    }

    @Override
    public final void onOpen(WsSession session) {
        Channel opened = new Channel(session, stalls);
        channel = opened;
        if (begins(opened)) {
            Thread.ofVirtual().name(name).start(() -> serve(opened));
        }
    }

    /** Whether it is to be served; otherwise the channel has been closed with the reason. */
    abstract boolean begins(Channel opened);

    @Override
    public final void onMessage(WsSession session, String text, boolean last) {
        Channel there = present();
        if (there == null) {
            return;
        }
        switch (message.add(text, last)) {
            case TextMessage.TooLong tooLong -> tooLong(there, tooLong.most());
            case TextMessage.NotUtf8 _ -> there.close(Channel.NOT_UTF_8, "That is not UTF-8.");
            case TextMessage.Unfinished _ -> {}
            case TextMessage.Whole(String whole) -> read(there, whole);
        }
    }

    static void tooLong(Channel there, int mostBytes) {
        there.close(Channel.POLICY_VIOLATION, "A message has at most " + mostBytes + " bytes.");
    }

    /** A whole message; on the connection's thread. */
    abstract void read(Channel there, String whole);

    private void serve(Channel there) {
        try {
            serveAll(there);
        } catch (UncheckedIOException | IllegalStateException e) {
            // He has gone; onClose or onError tells, but not always.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            leave();
        }
    }

    private void serveAll(Channel there) throws InterruptedException {
        long lastPing = System.nanoTime();
        while (there.isOpen() && !isOver()) {
            if (!door.holds(caller)) {
                there.close(
                        Channel.POLICY_VIOLATION,
                        "What opened this channel does not hold any more: it was revoked, or has expired.");
                return;
            }
            serveOnce(there);
            // Also while messages flow.
            if (System.nanoTime() - lastPing >= PING.toNanos()) {
                there.ping();
                lastPing = System.nanoTime();
            }
        }
    }

    /** Whether nobody is served any more. */
    boolean isOver() {
        return false;
    }

    /** Tells what there is to tell, and waits a moment where that is nothing; on the thread that serves. */
    abstract void serveOnce(Channel there) throws InterruptedException;

    @Override
    public final void onPing(WsSession session, BufferData data) {
        Channel there = channel;
        if (there != null) {
            there.pong(data);
        }
    }

    @Override
    public final void onClose(WsSession session, int status, String reason) {
        leave();
    }

    @Override
    public final void onError(WsSession session, Throwable failure) {
        leave();
    }

    final void leave() {
        Channel there = channel;
        if (there != null) {
            there.leave();
        }
        left();
    }

    /** Gives back what it held; may be called more than once. */
    abstract void left();
}
