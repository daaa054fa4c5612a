package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import meridian.api.Binding;
import meridian.api.Doors;
import meridian.api.Loading;
import meridian.api.OperationsServer;
import meridian.api.access.Access;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.journal.database.Database;
import meridian.testkit.Town;
import meridian.twin.TwinState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the live doors promise beyond the life of one process. */
class LiveDoorsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path cache;

    @TempDir
    private Path data;

    /** A server with the town's twin. */
    private static final class Running implements AutoCloseable {
        final Database database;
        final LiveTwin twin;
        final OperationsServer server;
        final String key;

        Running(Path data) {
            Access access = Access.of(data, Clock.systemUTC());
            key = access.makeKey(new KeyOrder("tests", Grant.ALL, 100_000, null))
                    .secret();
            database = LiveTwin.database(data, cache);
            twin = LiveTwin.open(database, data.resolve("twin"), Town.city(), List.of(), message -> {});
            server = OperationsServer.open(
                    new Doors(Binding.ofThisMachine(0), access, Optional.empty()),
                    "test",
                    new Loading("town", Loading.Step.READING, 0));
            server.connect(twin);
        }

        JsonNode observe(String lines) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.port() + "/observations"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(HttpRequest.BodyPublishers.ofString(lines))
                    .build();
            return JSON.readTree(
                    CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body());
        }

        @Override
        public void close() {
            server.close();
            twin.close();
            database.close();
        }
    }

    /** A WebSocket whose messages wait until somebody asks. */
    private static final class Socket implements WebSocket.Listener, AutoCloseable {
        private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
        private final StringBuilder text = new StringBuilder();
        final WebSocket socket;

        Socket(int port, String path, String key) {
            socket = CLIENT.newWebSocketBuilder()
                    .header("Authorization", "Bearer " + key)
                    .buildAsync(URI.create("ws://localhost:" + port + path), this)
                    .join();
        }

        JsonNode next() throws InterruptedException {
            JsonNode message = messages.poll(60, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came for a minute");
            }
            return message;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                messages.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public void close() {
            socket.abort();
        }
    }

    private static String line(String id, long value, int second) {
        return "{\"entity\":\"%s\",\"type\":\"Device\",\"attribute\":\"level\",\"value\":%d,\"observedAt\":\"%s\",\"eventId\":\"%s-%d\"}"
                .formatted(id, value, Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second), id, value);
    }

    @Test
    void aCursorHoldsAcrossARestartAndTellsWhatChangedSinceAndNothingElse() throws Exception {
        long cursor;
        try (Running first = new Running(data)) {
            first.observe(line("urn:d:1", 1, 1) + "\n" + line("urn:d:2", 1, 1) + "\n" + line("urn:d:3", 1, 1));
            try (Socket watcher = new Socket(first.server.port(), "/live?type=Device&options=keyValues", first.key)) {
                JsonNode state = watcher.next();
                assertEquals(3, state.path("entities").size(), state.toString());
                cursor = state.path("cursor").asLong();
            }
            first.observe(line("urn:d:1", 2, 2));
        }
        try (Running second = new Running(data)) {
            second.observe(line("urn:d:3", 2, 2));
            String path = "/live?type=Device&options=keyValues&cursor=" + cursor;
            try (Socket watcher = new Socket(second.server.port(), path, second.key)) {
                JsonNode message = watcher.next();
                assertEquals(
                        "[{\"changed\":{\"id\":\"urn:d:1\",\"type\":\"Device\",\"level\":2}},"
                                + "{\"changed\":{\"id\":\"urn:d:3\",\"type\":\"Device\",\"level\":2}}]",
                        message.path("changes").toString());
            }
            long ahead = second.twin.now().position() + 1;
            try (Socket watcher = new Socket(second.server.port(), "/live?type=Device&cursor=" + ahead, second.key)) {
                assertEquals("cursor_ahead", watcher.next().path("why").asString());
            }
        }
    }

    /** The state of any position is the one that was there then: told apart by every entity. */
    @Test
    void anEarlierStateIsWhatItWas() throws Exception {
        List<TwinState> states = new ArrayList<>();
        try (Running running = new Running(data)) {
            for (int i = 0; i < 20; i++) {
                running.observe(line("urn:d:" + i % 7, i, i));
                states.add(running.twin.now());
            }
        }
        try (Running again = new Running(data)) {
            java.util.Collections.shuffle(states, new java.util.Random(1));
            for (TwinState state : states) {
                TwinState found = again.twin.at(state.position()).orElseThrow();
                assertEquals(state.size(), found.size());
                state.forEach(
                        entity -> assertEquals(entity, found.find(entity.id()).orElseThrow()));
            }
            assertTrue(again.twin.at(again.twin.now().position() + 1).isEmpty());
            assertFalse(again.twin.at(0).isEmpty());
        }
    }

    // --- kill -9 ---

    /** @param acknowledged the last line that was, with all before it */
    private record Killed(int acknowledged, String key) {}

    /** Brings lines until some were acknowledged, and kills the server. */
    private Killed kill(String kind, int round) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoorTarget.class.getName(),
                        data.toString(),
                        cache.toString(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String[] said = out.readLine().split(" ");
            try (Socket producer = new Socket(Integer.parseInt(said[0]), "/observations/stream", said[1])) {
                Thread bringing = Thread.ofVirtual().start(() -> bring(producer, round));
                int acknowledged = 0;
                while (acknowledged < 2_000) {
                    JsonNode message = producer.next();
                    assertEquals("acknowledged", message.path("type").asString(), message.toString());
                    acknowledged = message.path("line").asInt();
                }
                process.destroyForcibly().waitFor();
                bringing.join();
                // What had come before the kill counts as well.
                for (JsonNode message = producer.messages.poll(); message != null; message = producer.messages.poll()) {
                    acknowledged = message.path("line").asInt(acknowledged);
                }
                return new Killed(acknowledged, said[1]);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static void bring(Socket producer, int round) {
        try {
            for (int n = 1; n <= 100_000; n += 50) {
                StringBuilder lines = new StringBuilder();
                for (int i = n; i < n + 50; i++) {
                    lines.append(line(id(round, i), i, 0)).append('\n');
                }
                producer.socket.sendText(lines, true).join();
            }
        } catch (java.util.concurrent.CompletionException e) {
            // Nobody is there any more.
        }
    }

    private static String id(int round, int line) {
        return "urn:d:" + round + ":" + line;
    }

    private static Set<Integer> missing(TwinState state, int round, int acknowledged) {
        Set<Integer> missing = new TreeSet<>();
        for (int line = 1; line <= acknowledged; line++) {
            if (state.find(id(round, line)).isEmpty()) {
                missing.add(line);
            }
        }
        return missing;
    }

    @Test
    void whatWasAcknowledgedSurvivesAKillAndWhatIsRepeatedIsThereOnce() throws Exception {
        for (int round = 0; round < 2; round++) {
            Killed killed = kill("sound", round);
            try (Running after = new Running(data)) {
                assertEquals(Set.of(), missing(after.twin.now(), round, killed.acknowledged()));
                long position = after.twin.now().position();
                assertEquals(killed.acknowledged(), repeatedOnesThatWereKnown(after, killed, round));
                assertEquals(position, after.twin.now().position());
            }
        }
    }

    /** He comes back with the same key and brings all that was acknowledged again. */
    private static int repeatedOnesThatWereKnown(Running after, Killed killed, int round) throws InterruptedException {
        try (Socket producer = new Socket(after.server.port(), "/observations/stream", killed.key())) {
            for (int line = 1; line <= killed.acknowledged(); line++) {
                producer.socket.sendText(line(id(round, line), line, 0), true).join();
            }
            int known = 0;
            int acknowledged = 0;
            while (acknowledged < killed.acknowledged()) {
                JsonNode message = producer.next();
                known += message.path("duplicates").asInt();
                acknowledged = message.path("line").asInt();
            }
            return known;
        }
    }

    /** If this fails, the test above would not notice a server that acknowledges what is not on the disk. */
    @Test
    void aServerThatAcknowledgesTooEarlyIsCaught() throws Exception {
        Killed killed = kill("hasty", 0);
        try (Running after = new Running(data)) {
            assertFalse(missing(after.twin.now(), 0, killed.acknowledged()).isEmpty());
        }
    }
}
