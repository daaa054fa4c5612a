package meridian.app.twin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is told: keeps the bodies that it has taken, and answers as the test wants. */
final class Subscriber implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    final List<String> keys = new CopyOnWriteArrayList<>();
    /** Of each notification its status. */
    volatile ToIntFunction<JsonNode> status = _ -> 204;

    private final HttpServer server;

    Subscriber() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String text = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode body = JSON.readTree(text);
        int answer = status.applyAsInt(body);
        if (answer < 300) {
            taken.add(body);
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/told";
    }

    /** Entity ids in the order in which they were told. */
    List<String> entities() {
        return taken.stream()
                .flatMap(body -> body.path("data").valueStream())
                .map(entity -> entity.path("id").asString())
                .toList();
    }

    static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come: " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
