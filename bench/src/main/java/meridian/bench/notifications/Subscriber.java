package meridian.bench.notifications;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that is away for a while and then answers half of what it is told with 500; it writes down the rest. Of each entity
 * it is told updates 1, 2, 3 …. Safe for all threads.
 */
final class Subscriber implements AutoCloseable {
    static final String TYPE = "Meter";
    static final String ID = "urn:ngsi-ld:Meter:";
    static final String ATTRIBUTE = "reading";

    private static final Pattern TOLD = Pattern.compile("\"" + ID + "([0-9]+)\".*\"" + ATTRIBUTE + "\":([0-9]+)");

    private final BitSet[] seen;
    private final Random random;
    private final int port;
    private @Nullable HttpServer server;
    private long told;
    private long repeats;
    private long disorders;
    private long refusals;

    Subscriber(int entities, long seed) throws IOException {
        seen = new BitSet[entities];
        for (int i = 0; i < entities; i++) {
            seen[i] = new BitSet();
        }
        random = new Random(seed);
        come(0);
        port = server().getAddress().getPort();
    }

    private HttpServer server() {
        return java.util.Objects.requireNonNull(server);
    }

    String uri() {
        return "http://127.0.0.1:" + port + "/notifications";
    }

    /** Is not there any more: nobody answers its port. */
    void leave() {
        server().stop(0);
    }

    void comeBack() throws IOException {
        come(port);
    }

    private void come(int at) throws IOException {
        HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 1_000);
        made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        made.createContext("/", this::answer);
        made.start();
        server = made;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = take(body) ? 204 : 500;
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private synchronized boolean take(String body) {
        if (random.nextBoolean()) {
            refusals++;
            return false;
        }
        Matcher matcher = TOLD.matcher(body);
        if (!matcher.find()) {
            throw new IllegalStateException("this is no notification of a meter: " + body);
        }
        note(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return true;
    }

    private void note(int entity, int update) {
        BitSet of = seen[entity];
        if (of.get(update)) {
            repeats++;
            return;
        }
        if (of.length() > update) {
            disorders++;
        }
        of.set(update);
        told++;
    }

    /** Different updates that were told. */
    synchronized long told() {
        return told;
    }

    synchronized long repeats() {
        return repeats;
    }

    /** Updates that came for the first time after a later one of the same entity. */
    synchronized long disorders() {
        return disorders;
    }

    synchronized long refusals() {
        return refusals;
    }

    @Override
    public void close() {
        server().stop(0);
    }
}
