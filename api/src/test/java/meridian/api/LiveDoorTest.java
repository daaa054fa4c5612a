package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import meridian.api.access.Area;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.MadeKey;
import meridian.api.access.Scope;
import meridian.api.live.Broadcast;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code GET /live} as a WebSocket and as server-sent events, through real sockets. */
class LiveDoorTest {
    private static final String ENTITIES = "/ngsi-ld/v1/entities";

    private TownServer town;

    @BeforeEach
    void start() {
        town = TownServer.start(1);
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private void make(String id, String type, double lon, double lat) {
        HttpResponse<byte[]> made = town.post(
                ENTITIES,
                "{\"id\":\"" + id + "\",\"type\":\"" + type + "\",\"location\":{\"type\":\"Point\",\"coordinates\":["
                        + lon + "," + lat + "]}}");
        assertEquals(201, made.statusCode(), new String(made.body(), StandardCharsets.UTF_8));
    }

    private JsonNode observe(String... lines) {
        HttpRequest request = town.request("/observations")
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("\n", lines)))
                .build();
        return TownServer.json(town.send(request));
    }

    private static String line(String id, String attribute, long value, int second) {
        return "{\"entity\":\"%s\",\"type\":\"Device\",\"attribute\":\"%s\",\"value\":%d,\"observedAt\":\"%s\"}"
                .formatted(
                        id,
                        attribute,
                        value,
                        java.time.Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second));
    }

    private String key(Set<String> types, List<Area> areas, Scope... scopes) {
        return made(types, areas, scopes).secret();
    }

    private MadeKey made(Set<String> types, List<Area> areas, Scope... scopes) {
        return town.access.makeKey(
                new KeyOrder("limited", new Grant(EnumSet.copyOf(List.of(scopes)), types, areas), 100_000, null));
    }

    // --- The two ways to listen ---

    @Test
    void theWebSocketTellsTheStateAndThenChanges() throws InterruptedException {
        make("urn:d:1", "Device", 1, 1);
        make("urn:d:2", "Device", 5, 5);
        try (TextClient client = new TextClient(town, "/live?bbox=0,0,2,2&options=keyValues")) {
            JsonNode state = client.next();
            assertEquals("state", state.path("type").asString());
            assertEquals("new", state.path("why").asString());
            assertTrue(state.path("last").asBoolean());
            assertEquals(1, state.path("entities").size());
            long position = observe(line("urn:d:1", "level", 7, 0), line("urn:d:2", "level", 8, 0))
                    .path("lastPosition")
                    .asLong();
            JsonNode changes = client.next();
            assertEquals(
                    "[{\"changed\":{\"id\":\"urn:d:1\",\"type\":\"Device\",\"level\":7}}]",
                    changes.path("changes").toString());
            assertEquals(position, changes.path("cursor").asLong());
            assertFalse(changes.has("leftOut"));
        }
    }

    /** Reads events of server-sent events until one of a kind has come. */
    private static final class Events implements AutoCloseable {
        private final HttpResponse<InputStream> answer;
        private final BufferedReader in;

        Events(TownServer town, String path, String key, String... headers) throws IOException, InterruptedException {
            HttpRequest.Builder request = town.requestOfNobody(path)
                    .header("Authorization", "Bearer " + key)
                    .header("Accept", "text/event-stream");
            if (headers.length > 0) {
                request.headers(headers);
            }
            answer = town.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            in = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
        }

        /** Lines of the next event of this kind; none at the end. */
        List<String> next(String kind) throws IOException {
            List<String> event = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (!line.isEmpty()) {
                    event.add(line);
                } else if (event.contains("event: " + kind)) {
                    return event;
                } else {
                    event.clear();
                }
            }
            return List.of();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    @Test
    void serverSentEventsTellTheSameAndGoOnWhereTheLastEventEnded() throws IOException, InterruptedException {
        make("urn:d:1", "Device", 1, 1);
        String path = "/live?type=Device&options=keyValues";
        List<String> changes;
        try (Events events = new Events(town, path, town.key)) {
            assertEquals(
                    "text/event-stream",
                    events.answer.headers().firstValue("Content-Type").orElse(""));
            List<String> state = events.next("state");
            assertTrue(state.get(2).contains("\"last\":true"), state.toString());
            observe(line("urn:d:1", "level", 7, 0));
            changes = events.next("changes");
            assertEquals(
                    "data: {\"type\":\"changes\",\"changes\":[{\"changed\":{\"id\":\"urn:d:1\",\"type\":\"Device\",\"level\":7}}],\"cursor\":2}",
                    changes.get(2));
        }
        observe(line("urn:d:1", "level", 8, 1));
        String last = changes.get(1).substring("id: ".length());
        try (Events events = new Events(town, path, town.key, "Last-Event-ID", last)) {
            List<String> missed = events.next("changes");
            assertTrue(missed.get(2).contains("\"level\":8"), missed.toString());
            assertEquals("id: 3", missed.get(1));
        }
        try (Events events = new Events(town, path + "&cursor=3", town.key)) {
            observe(line("urn:d:1", "level", 9, 2));
            List<String> next = events.next("changes");
            assertTrue(next.get(2).contains("\"level\":9"), next.toString());
        }
    }

    @Test
    void aCursorAheadOfTheJournalAndOneThatIsTooOldGetTheStateAndAreToldWhy() throws InterruptedException {
        make("urn:d:1", "Device", 1, 1);
        try (TextClient client = new TextClient(town, "/live?type=Device&cursor=4711")) {
            assertEquals("cursor_ahead", client.next().path("why").asString());
        }
        town.twin.forget();
        try (TextClient client = new TextClient(town, "/live?type=Device&cursor=0")) {
            assertEquals("cursor_too_old", client.next().path("why").asString());
        }
    }

    @Test
    void aSubscriptionCanBeChangedAndAWrongOneChangesNothing() throws InterruptedException {
        make("urn:d:1", "Device", 1, 1);
        make("urn:s:1", "Sensor", 1, 1);
        try (TextClient client = new TextClient(town, "/live")) {
            client.say("{\"type\":\"subscribe\",\"types\":[\"Device\"]}");
            assertEquals(
                    "urn:d:1", client.next().path("entities").path(0).path("id").asString());
            client.say("{\"type\":\"subscribe\",\"bbox\":[1,2,3]}");
            JsonNode problem = client.next();
            assertEquals("bad_subscription", problem.path("code").asString());
            assertTrue(problem.path("message").asString().contains("four numbers"), problem.toString());
            observe(line("urn:d:1", "level", 7, 0));
            assertEquals("changes", client.next().path("type").asString());
            client.say("{\"type\":\"subscribe\",\"bbox\":[0,0,2,2],\"types\":\"Sensor\"}");
            JsonNode state = client.next();
            assertEquals("subscribed", state.path("why").asString());
            assertEquals(1, state.path("entities").size());
            assertEquals("urn:s:1", state.path("entities").path(0).path("id").asString());
        }
    }

    // --- Keys ---

    @Test
    void aKeyThatIsLimitedSeesWhatIsWithinAndNothingOfTheRest() throws InterruptedException {
        make("urn:d:1", "Device", 1, 1);
        make("urn:d:2", "Device", 5, 5);
        make("urn:s:1", "Sensor", 1, 1);
        String byArea = key(Set.of(), List.of(new Area(0, 0, 2, 2)), Scope.READ);
        String byType = key(Set.of("Sensor"), List.of(), Scope.READ);
        try (TextClient area = new TextClient(town, "/live?type=Device,Sensor", byArea);
                TextClient type = new TextClient(town, "/live?bbox=-180,-90,180,90", byType)) {
            assertEquals(Set.of("urn:d:1", "urn:s:1"), ids(area.next()));
            assertEquals(Set.of("urn:s:1"), ids(type.next()));
            observe(line("urn:d:2", "level", 1, 0));
            observe(line("urn:d:1", "level", 2, 0));
            observe(line("urn:s:1", "level", 3, 0));
            assertEquals(List.of("urn:d:1", "urn:s:1"), changed(area, 2));
            assertEquals(List.of("urn:s:1"), changed(type, 1));
            assertTrue(type.isQuiet());
        }
    }

    private static Set<String> ids(JsonNode state) {
        Set<String> ids = new java.util.TreeSet<>();
        state.path("entities").forEach(entity -> ids.add(entity.path("id").asString()));
        return ids;
    }

    /** Whose next changes a client hears; they come in one message or in several, as a slow reader's are joined. */
    private static List<String> changed(TextClient client, int changes) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < changes) {
            client.next()
                    .path("changes")
                    .forEach(change -> ids.add(change.path("changed").path("id").asString()));
        }
        return ids;
    }

    private static String changedIn(JsonNode message) {
        assertEquals(1, message.path("changes").size(), message.toString());
        return message.path("changes").path(0).path("changed").path("id").asString();
    }

    @Test
    void whoseKeyIsRevokedIsToldAndHeardNoMore() throws IOException, InterruptedException {
        MadeKey made = made(Set.of(), List.of(), Scope.READ);
        try (TextClient client = new TextClient(town, "/live?type=Device", made.secret());
                Events events = new Events(town, "/live?type=Device", made.secret())) {
            client.next();
            town.access.revokeKey(made.key().id());
            assertEquals(1008, client.closed().status());
            assertTrue(events.next("end").get(1).contains("unauthenticated"));
            assertEquals(List.of(), events.next("anything"));
        }
    }

    // --- Slow, many, hostile ---

    /** The sum is by hand: what was told and what was left out are all updates there were. */
    @Test
    void whoReadsAMessageNowAndThenWhileTenThousandFlowGetsTheNewestAndTheCountOfTheRest() throws IOException {
        int devices = 20;
        int rounds = 500;
        for (int d = 0; d < devices; d++) {
            make("urn:d:" + d, "Device", 1, 1);
        }
        try (RawChannel channel = RawChannel.at(town, "/live?type=Device&options=keyValues")) {
            JsonNode state = Answer.JSON.readTree(channel.nextText());
            assertEquals(devices, state.path("entities").size());
            long position = 0;
            int told = 0;
            int leftOut = 0;
            for (int round = 0; round < rounds; round++) {
                String[] lines = new String[devices];
                for (int d = 0; d < devices; d++) {
                    lines[d] = line("urn:d:" + d, "level", round, round);
                }
                position = observe(lines).path("lastPosition").asLong();
                if (round % 100 == 0) {
                    JsonNode message = Answer.JSON.readTree(channel.nextText());
                    told += message.path("changes").size();
                    leftOut += message.path("leftOut").asInt(0);
                }
            }
            long cursor = 0;
            int[] levels = new int[devices];
            while (cursor < position) {
                JsonNode message = Answer.JSON.readTree(channel.nextText());
                for (JsonNode change : message.path("changes")) {
                    String id = change.path("changed").path("id").asString();
                    levels[Integer.parseInt(id.substring("urn:d:".length()))] =
                            change.path("changed").path("level").asInt();
                    told++;
                }
                leftOut += message.path("leftOut").asInt(0);
                cursor = message.path("cursor").asLong(cursor);
            }
            assertEquals(devices * rounds, told + leftOut);
            for (int level : levels) {
                assertEquals(rounds - 1, level);
            }
        }
    }

    @Test
    void oneWhoNeverReadsHoldsUpNobody() throws IOException, InterruptedException {
        make("urn:d:1", "Device", 1, 1);
        observe(line("urn:d:1", "level", 4, 0));
        String big = "x".repeat(60_000);
        try (RawChannel deaf = RawChannel.at(town, "/live?type=Device");
                TextClient other = new TextClient(town, "/live?type=Device&attrs=level")) {
            other.next();
            for (int i = 0; i < 400; i++) {
                observe("{\"entity\":\"urn:d:1\",\"attribute\":\"note\",\"value\":\"" + big
                        + "\",\"observedAt\":\"2026-03-01T12:00:00Z\"}");
            }
            observe(line("urn:d:1", "level", 5, 0));
            assertEquals("urn:d:1", changedIn(other.next()));
            assertTrue(deaf.nextText().contains("\"state\""));
        }
    }

    /** They go without a word and come back at once, as browsers do when a network was away. */
    @Test
    void aStormOfThoseWhoComeBackIsServed() throws IOException, InterruptedException {
        make("urn:d:1", "Device", 1, 1);
        long until = System.nanoTime() + 120_000_000_000L;
        for (int storm = 0; storm < 2; storm++) {
            List<Events> all = new ArrayList<>();
            while (all.size() < Broadcast.MOST_OF_ONE) {
                Events events = new Events(town, "/live?type=Device&cursor=1", town.key);
                if (events.answer.statusCode() == 200) {
                    all.add(events);
                } else {
                    assertEquals(429, events.answer.statusCode());
                    assertTrue(System.nanoTime() < until, "those who have gone keep their places");
                    events.close();
                    Thread.sleep(100);
                }
            }
            observe(line("urn:d:1", "level", storm, storm));
            for (Events events : all) {
                assertTrue(events.next("changes").get(2).contains("\"level\""));
                events.close();
            }
        }
    }

    @Test
    void nobodyTakesAllPlacesAndMoreThanThereAreAreRefusedAndTheOthersGoOn() throws InterruptedException {
        make("urn:d:1", "Device", 1, 1);
        List<TextClient> clients = new ArrayList<>();
        try {
            assertEquals(200 - Broadcast.MOST_OF_ONE, refusedOf(200, town.key, clients));
            assertEquals(429, town.get("/live?type=Device").statusCode());
            int left = Broadcast.MOST_FEEDS - Broadcast.MOST_OF_ONE;
            assertEquals(200 - left, refusedOf(200, key(Set.of(), List.of(), Scope.READ), clients));
            assertEquals(200, refusedOf(200, key(Set.of(), List.of(), Scope.READ), clients));
            HttpResponse<byte[]> told = town.get("/live?type=Device");
            assertEquals("too_many_requests", TownServer.json(told).path("code").asString());
            assertEquals(200, town.get("/api/health").statusCode());
            clients.removeFirst().close();
            for (TextClient client : clients) {
                client.next();
            }
            observe(line("urn:d:1", "level", 5, 0));
            for (TextClient client : clients) {
                assertEquals("urn:d:1", changedIn(client.next()));
            }
        } finally {
            clients.forEach(TextClient::close);
        }
    }

    /** Tries to open some, keeps those that are served, and counts the others. */
    private int refusedOf(int count, String key, List<TextClient> served) {
        int refused = 0;
        for (int i = 0; i < count; i++) {
            try {
                served.add(new TextClient(town, "/live?type=Device", key));
            } catch (CompletionException e) {
                refused++;
            }
        }
        return refused;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bbox=1,2,3",
                "bbox=1,2,3,4,5",
                "bbox=3,1,1,2",
                "bbox=NaN,0,1,1",
                "bbox=-1e308,0,1e308,1",
                "bbox=Infinity,0,1,1",
                "bbox=0x1p3,0,9,9",
                "bbox=,,,",
                "attrs=level",
                "type=Device&cursor=-1",
                "type=Device&cursor=1e3",
                "type=Device&cursor=99999999999999999999",
                "type=Device&options=everything",
                "type="
            })
    void aSubscriptionThatIsNoneIsRefusedWithAReasonOnBothWays(String query) {
        HttpResponse<byte[]> events = town.get("/live?" + query);
        assertEquals(400, events.statusCode());
        assertEquals("bad_subscription", TownServer.json(events).path("code").asString());
        String upgrade = town.rawGet(
                "/live?" + query,
                "Host: localhost\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        assertTrue(upgrade.startsWith("HTTP/1.1 400 "), upgrade);
        assertTrue(upgrade.contains("\"code\":\"bad_subscription\""), upgrade);
        assertFalse(upgrade.toLowerCase(java.util.Locale.ROOT).contains("meridian-problem"), upgrade);
    }

    @Test
    void aSubscriptionOfAThousandAndOneIdsIsRefusedAndOneOfAThousandIsServed() throws InterruptedException {
        StringBuilder many = new StringBuilder("urn:d:1");
        for (int i = 2; i <= 1_000; i++) {
            many.append(",urn:d:").append(i);
        }
        try (TextClient client = new TextClient(town, "/live")) {
            client.say("{\"type\":\"subscribe\",\"id\":\"" + many + ",urn:d:1001\"}");
            assertEquals("bad_subscription", client.next().path("code").asString());
            client.say("{\"type\":\"subscribe\",\"id\":\"" + many + "\"}");
            assertEquals("state", client.next().path("type").asString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "{\"type\":\"subscribe\",\"types\":\"Device\",\"types\":\"Sensor\"}",
                "NESTED",
                "{\"type\":\"subscribe\"} {}",
                "HUGE"
            })
    void whatIsNoMessageClosesTheChannel(String message) {
        String sent = message.equals("NESTED")
                ? "[".repeat(10_000) + "]".repeat(10_000)
                : message.equals("HUGE")
                        ? "{\"type\":\"subscribe\",\"types\":\"" + "x".repeat(60_000) + "é".repeat(10_000) + "\"}"
                        : message;
        try (TextClient client = new TextClient(town, "/live")) {
            if (message.equals("HUGE")) {
                client.sayInParts(sent.substring(0, 40_000), sent.substring(40_000));
            } else {
                client.say(sent);
            }
            assertEquals(1008, client.closed().status());
        }
    }

    @Test
    void binaryAndBytesThatAreNoTextCloseTheChannel() throws IOException {
        try (TextClient client = new TextClient(town, "/live")) {
            client.say(new byte[] {1, 2, 3});
            assertEquals(1003, client.closed().status());
        }
        try (RawChannel channel = RawChannel.at(town, "/live")) {
            channel.sendBytes(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xc3, 0x28});
            assertEquals(1007, channel.readToTheEnd());
        }
    }

    @Test
    void withoutATwinBothSayHowToHaveOne() {
        try (TownServer without = TownServer.loading(1)) {
            without.server.leaveOutTwin();
            for (String path : List.of("/live?type=Device", ENTITIES + "?type=Device", "/api/twin")) {
                HttpResponse<byte[]> answer = without.get(path);
                assertEquals(503, answer.statusCode());
                assertEquals("twin_off", TownServer.json(answer).path("code").asString());
                assertTrue(TownServer.json(answer).path("message").asString().contains("--no-twin"));
            }
            String upgrade = without.rawGet(
                    "/live?type=Device",
                    "Host: localhost\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
            assertTrue(upgrade.contains("\"code\":\"twin_off\""), upgrade);
        }
    }
}
