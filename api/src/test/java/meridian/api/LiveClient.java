package meridian.api;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of the live channel that keeps what it gets. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    record Closed(int status, String reason) {}

    private final WebSocket socket;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();
    private final List<Frame> frames = new ArrayList<>();
    private final List<JsonNode> messages = new ArrayList<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private int pings;
    private final boolean reads;

    private LiveClient(TownServer town, boolean reads, String key) {
        this.reads = reads;
        socket = town.client
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .buildAsync(URI.create("ws://localhost:" + town.server.port() + "/api/live"), this)
                .join();
    }

    static LiveClient of(TownServer town) {
        return new LiveClient(town, true, town.key);
    }

    /** Opens it with another key than the usual. */
    static LiveClient with(TownServer town, String key) {
        return new LiveClient(town, true, key);
    }

    /** Opens the channel and then takes nothing from it. */
    static LiveClient deaf(TownServer town) {
        return new LiveClient(town, false, town.key);
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    void sayInParts(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            socket.sendText(parts[i], i == parts.length - 1).join();
        }
    }

    void sayBytes(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    void view(Views.Box box, double zoom) {
        say("{\"type\":\"view\",\"west\":%s,\"south\":%s,\"east\":%s,\"north\":%s,\"zoom\":%s}"
                .formatted(box.west(), box.south(), box.east(), box.north(), zoom));
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        if (reads) {
            webSocket.request(Long.MAX_VALUE);
        }
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] part = new byte[data.remaining()];
        data.get(part);
        bytes.writeBytes(part);
        if (last) {
            frames.add(Frame.read(bytes.toByteArray()));
            bytes.reset();
            notifyAll();
        }
        return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            messages.add(Answer.JSON.readTree(text.toString()));
            text.setLength(0);
            notifyAll();
        }
        return null;
    }

    @Override
    public synchronized @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        pings++;
        notifyAll();
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(new Closed(statusCode, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    synchronized int framesSoFar() {
        return frames.size();
    }

    synchronized int messagesSoFar() {
        return messages.size();
    }

    synchronized List<Frame> frames() {
        return List.copyOf(frames);
    }

    /** The first frame that fits, among those of number {@code from} and later. */
    synchronized Frame frame(int from, Predicate<Frame> fits) {
        return await(frames, from, fits, "a frame");
    }

    synchronized JsonNode message(int from, Predicate<JsonNode> fits) {
        return await(messages, from, fits, "a message");
    }

    private <T> T await(List<T> all, int from, Predicate<T> fits, String what) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        int looked = from;
        while (true) {
            for (; looked < all.size(); looked++) {
                if (fits.test(all.get(looked))) {
                    return all.get(looked);
                }
            }
            waitUntil(until, what);
        }
    }

    synchronized void awaitPing() {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (pings == 0) {
            waitUntil(until, "a ping");
        }
    }

    private void waitUntil(long until, String what) {
        long left = until - System.nanoTime();
        if (left <= 0 || closed.isDone()) {
            throw new AssertionError("waited in vain for " + what + "; frames " + frames.size() + ", messages "
                    + messages.size() + ", closed " + closed);
        }
        try {
            wait(Math.min(1000, left / 1_000_000 + 1));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Closed closed() {
        try {
            return closed.get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the channel was not closed properly", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
