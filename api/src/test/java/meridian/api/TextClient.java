package meridian.api;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of a WebSocket that speaks JSON, and keeps what it gets until somebody asks for it. */
final class TextClient implements WebSocket.Listener, AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    record Closed(int status, String reason) {}

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private final WebSocket socket;

    TextClient(TownServer town, String path) {
        this(town, path, town.key);
    }

    TextClient(TownServer town, String path, String key) {
        this(town.client, town.server.port(), path, key);
    }

    TextClient(java.net.http.HttpClient client, int port, String path, String key) {
        socket = client.newWebSocketBuilder()
                .header("Authorization", "Bearer " + key)
                .buildAsync(URI.create("ws://localhost:" + port + path), this)
                .join();
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    void sayInParts(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            socket.sendText(parts[i], i == parts.length - 1).join();
        }
    }

    void say(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    /** The next message that is no heartbeat. */
    JsonNode next() throws InterruptedException {
        JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing came for a minute; closed: " + closed);
        }
        return message.path("type").asString().equals("heartbeat") ? next() : message;
    }

    /** Whether nothing has come that was not asked for. */
    boolean isQuiet() {
        return messages.isEmpty();
    }

    Closed closed() {
        return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            messages.add(Answer.JSON.readTree(text.toString()));
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
        closed.complete(new Closed(status, reason));
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
