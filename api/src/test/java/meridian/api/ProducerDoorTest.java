package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import meridian.api.access.Area;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.Scope;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Value;
import meridian.twin.event.MessageBatch;
import meridian.twin.event.TwinEvent.Observation;
import meridian.twin.event.TwinEvent.Observations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The doors for those who bring observations: {@code POST /observations} and the WebSocket {@code /observations/stream}. */
class ProducerDoorTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private TownServer town;

    @BeforeEach
    void start() {
        town = TownServer.start(1);
    }

    @AfterEach
    void stop() {
        town.close();
    }

    private static String line(String id, long value, String eventId) {
        return "{\"entity\":\"%s\",\"type\":\"Device\",\"attribute\":\"level\",\"value\":%d,\"observedAt\":\"2026-03-01T12:00:00Z\",\"eventId\":\"%s\"}"
                .formatted(id, value, eventId);
    }

    private static Observations levels(String id, long... values) {
        List<Observation> observations = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            observations.add(new Observation(
                    id,
                    "Device",
                    "level",
                    null,
                    Content.of(Value.of(values[i])),
                    meridian.twin.entity.Times.micros(NOON.plusSeconds(i)),
                    Quality.MEASURED,
                    null));
        }
        return new Observations(observations);
    }

    private HttpResponse<byte[]> post(String type, byte[] body, String... headers) {
        HttpRequest.Builder request = town.request("/observations")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return town.send(request.build());
    }

    private JsonNode observe(String... lines) {
        return TownServer.json(
                post(ObservationRoutes.LINES, String.join("\n", lines).getBytes(StandardCharsets.UTF_8)));
    }

    private long level(String id) {
        return TownServer.json(town.get("/ngsi-ld/v1/entities/" + id + "?options=keyValues"))
                .path("level")
                .asLong();
    }

    private String key(Set<String> types, List<Area> areas) {
        return town.access
                .makeKey(new KeyOrder(
                        "limited", new Grant(EnumSet.of(Scope.READ, Scope.WRITE), types, areas), 100_000, null))
                .secret();
    }

    // --- Binary ---

    @Test
    void messagesInBinaryAreTakenOnceHoweverOftenTheyCome() {
        byte[] body = new MessageBatch.Writer()
                .add("a", levels("urn:d:1", 5, 6, 7))
                .add("", levels("urn:d:2", 8))
                .toBytes();
        JsonNode first = TownServer.json(post(ObservationRoutes.BINARY, body, "Meridian-Event-Id", "batch-1"));
        assertEquals(4, first.path("taken").asInt(), first.toString());
        assertEquals(0, first.path("duplicates").asInt(), first.toString());
        assertEquals(7, level("urn:d:1"));
        assertEquals(8, level("urn:d:2"));
        JsonNode again = TownServer.json(post(ObservationRoutes.BINARY, body, "Meridian-Event-Id", "batch-1"));
        assertEquals(4, again.path("duplicates").asInt(), again.toString());
    }

    @Test
    void aMessageThatIsWrongIsToldWithItsNumberAndTheOthersAreTaken() {
        byte[] body = new MessageBatch.Writer()
                .add("a", levels("urn:d:1", 5))
                .add("b", levels("urn:d:1", 6))
                .toBytes();
        body[4] = 99; // there is no such kind of event
        JsonNode answer = TownServer.json(post(ObservationRoutes.BINARY, body));
        assertEquals(1, answer.path("taken").asInt(), answer.toString());
        assertEquals(1, answer.path("refused").asInt(), answer.toString());
        assertEquals(1, answer.path("mistakes").path(0).path("line").asInt(), answer.toString());
        assertEquals("malformed", answer.path("mistakes").path(0).path("code").asString());
    }

    @Test
    void aBodyThatEndsTooEarlyIsRefusedAsAWhole() {
        byte[] body = new MessageBatch.Writer()
                .add("a", levels("urn:d:1", 5))
                .add("b", levels("urn:d:1", 6))
                .toBytes();
        HttpResponse<byte[]> answer = post(ObservationRoutes.BINARY, java.util.Arrays.copyOf(body, body.length - 1));
        assertEquals(400, answer.statusCode());
        assertEquals("malformed", TownServer.json(answer).path("code").asString());
        assertEquals(404, town.get("/ngsi-ld/v1/entities/urn:d:1").statusCode());
    }

    // --- The channel ---

    @Test
    void linesAreAcknowledgedByTheirNumberAndRepeatedOnesAreKnown() throws InterruptedException {
        try (TextClient producer = new TextClient(town, ProducerSession.PATH)) {
            producer.say(line("urn:d:1", 1, "e1") + "\n" + line("urn:d:1", 2, "e2"));
            JsonNode acknowledged = until(producer, 2);
            assertEquals(2, acknowledged.path("position").asLong());
            producer.say("no json\n" + line("urn:d:1", 3, "e3"));
            JsonNode refused = producer.next();
            assertEquals("refused", refused.path("type").asString());
            assertEquals(3, refused.path("line").asInt());
            assertEquals("not_json", refused.path("code").asString());
            until(producer, 4);
            assertEquals(3, level("urn:d:1"));
        }
        // Who comes back repeats what was not acknowledged, and more.
        try (TextClient producer = new TextClient(town, ProducerSession.PATH)) {
            producer.say(line("urn:d:1", 3, "e3"));
            JsonNode again = until(producer, 1);
            assertEquals(1, again.path("duplicates").asInt(), again.toString());
            producer.say(line("urn:d:1", 4, "e4"));
            assertEquals(0, until(producer, 2).path("duplicates").asInt());
            assertEquals(4, level("urn:d:1"));
        }
    }

    /** Until this line and all before it are acknowledged. */
    private static JsonNode until(TextClient producer, int line) throws InterruptedException {
        JsonNode message = producer.next();
        while (!message.path("type").asString().equals("acknowledged")
                || message.path("line").asInt() < line) {
            message = producer.next();
        }
        return message;
    }

    @Test
    void theChannelTakesBinaryToo() throws InterruptedException {
        try (TextClient producer = new TextClient(town, ProducerSession.PATH)) {
            producer.say(new MessageBatch.Writer()
                    .add("a", levels("urn:d:1", 5, 6))
                    .add("b", levels("urn:d:2", 7))
                    .toBytes());
            JsonNode acknowledged = until(producer, 2);
            assertEquals(2, acknowledged.path("position").asLong());
            assertEquals(6, level("urn:d:1"));
            assertEquals(7, level("urn:d:2"));
        }
    }

    /** The twin holds every hand-over up; what is read beyond the window would have to be somewhere. */
    @Test
    void whoGetsNoAcknowledgementIsNotReadBeyondTheWindow() throws Exception {
        town.twin.hold();
        Thread sending;
        try (TextClient producer = new TextClient(town, ProducerSession.PATH)) {
            List<String> sent = java.util.Collections.synchronizedList(new ArrayList<>());
            sending = Thread.ofVirtual().start(() -> {
                for (int message = 0; message < 300; message++) {
                    StringBuilder lines = new StringBuilder();
                    for (int i = 0; i < 1_000; i++) {
                        lines.append(line("urn:d:1", i, message + "-" + i)).append('\n');
                    }
                    producer.say(lines.toString());
                    sent.add("");
                }
            });
            // 300 messages are 36 MB: more than sockets hold. It stands still somewhere before the end.
            int before = -1;
            while (sent.size() != before) {
                before = sent.size();
                Thread.sleep(1_000);
            }
            assertTrue(sent.size() < 300, sent.size() + " messages were taken");
            town.twin.go();
            until(producer, 300_000);
            sending.join();
        }
    }

    /** 16 MiB of numbers that take more room as events than as text. */
    @Test
    void theLargestBodyIsTakenAsAWhole() {
        String values = "[" + "1e1,".repeat(9_000) + "1]";
        StringBuilder body = new StringBuilder();
        int lines = 0;
        while (body.length() + 40_000 < OperationsServer.LARGEST_BATCH) {
            body.append("{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"profile\",\"value\":")
                    .append(values)
                    .append(",\"observedAt\":\"2026-03-01T12:00:00Z\"}\n");
            lines++;
        }
        JsonNode told =
                TownServer.json(post(ObservationRoutes.LINES, body.toString().getBytes(StandardCharsets.US_ASCII)));
        assertEquals(lines, told.path("taken").asInt(), told.toString());
    }

    @Test
    void aProducerThatDisappearsWithinAMessageLeavesOnlyWhatWasWhole() throws Exception {
        try (RawChannel channel = RawChannel.at(town, ProducerSession.PATH)) {
            byte[] half = line("urn:d:1", 1, "e1").getBytes(StandardCharsets.US_ASCII);
            byte[] frame = new byte[half.length + 8];
            frame[0] = 0x01; // text, not the last frame
            frame[1] = (byte) (0x80 | 126);
            frame[3] = (byte) half.length;
            System.arraycopy(half, 0, frame, 8, half.length);
            channel.sendBytes(frame);
        }
        try (TextClient producer = new TextClient(town, ProducerSession.PATH)) {
            producer.say(line("urn:d:2", 2, "e2"));
            until(producer, 1);
        }
        assertEquals(404, town.get("/ngsi-ld/v1/entities/urn:d:1").statusCode());
        assertEquals(2, level("urn:d:2"));
    }

    /** They disappear without a word, all at once, and come back. */
    @Test
    void moreProducersThanAreServedAreRefusedAndThoseThatDisappearMakeRoom() throws InterruptedException {
        // Those of the storm before are still going for a moment.
        long until = System.nanoTime() + 60_000_000_000L;
        for (int storm = 0; storm < 3; storm++) {
            List<TextClient> producers = new ArrayList<>();
            while (producers.size() < ProducerSession.MOST_PRODUCERS) {
                try {
                    producers.add(new TextClient(town, ProducerSession.PATH));
                } catch (CompletionException e) {
                    assertTrue(System.nanoTime() < until, "those who have gone keep their places");
                    Thread.sleep(20); // Those of the storm before are still going.
                }
            }
            assertThrows(CompletionException.class, () -> new TextClient(town, ProducerSession.PATH));
            producers.getLast().say(line("urn:d:1", storm, "e" + storm));
            until(producers.getLast(), 1);
            producers.forEach(TextClient::close);
        }
    }

    // --- Keys ---

    @Test
    void aLimitedKeyWritesWithinItsLimitsAndIsToldWhyNotBeyondThem() throws InterruptedException {
        String area = key(Set.of(), List.of(new Area(0, 0, 2, 2)));
        String location =
                "{\"entity\":\"%s\",\"type\":\"Device\",\"attribute\":\"location\",\"value\":{\"type\":\"Point\","
                        + "\"coordinates\":[%d,1]},\"observedAt\":\"2026-03-01T12:00:00Z\"}";
        observe(location.formatted("urn:d:out", 5));
        try (TextClient producer = new TextClient(town, ProducerSession.PATH, area)) {
            // Made within, written to; there already but outside; made outside; made nowhere; moved out.
            producer.say(String.join(
                    "\n",
                    location.formatted("urn:d:in", 1),
                    line("urn:d:in", 1, "e1"),
                    line("urn:d:out", 2, "e2"),
                    location.formatted("urn:d:new", 5),
                    line("urn:d:nowhere", 3, "e3"),
                    location.formatted("urn:d:in", 5)));
            List<Integer> refused = new ArrayList<>();
            JsonNode message = producer.next();
            while (refused.size() < 4) {
                if (message.path("type").asString().equals("refused")) {
                    assertEquals("outside_limits", message.path("code").asString());
                    refused.add(message.path("line").asInt());
                }
                if (refused.size() < 4) {
                    message = producer.next();
                }
            }
            assertEquals(List.of(3, 4, 5, 6), refused);
        }
        assertEquals(1, level("urn:d:in"));
        assertEquals(0, level("urn:d:out"));
        assertEquals(404, town.get("/ngsi-ld/v1/entities/urn:d:new").statusCode());
    }

    @Test
    void theAnswerToALimitedKeyDoesNotTellWhatIsThere() {
        observe(line("urn:d:there", 1, "e1"));
        String type = key(Set.of("Sensor"), List.of());
        String there = refusal(type, line("urn:d:there", 2, "e2"));
        String notThere = refusal(type, line("urn:d:gone", 2, "e3"));
        assertEquals(there.replace("there", "gone"), notThere);
        assertTrue(there.contains("Sensor"), there);
    }

    private String refusal(String key, String line) {
        HttpRequest request = town.requestOfNobody("/observations")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", ObservationRoutes.LINES)
                .POST(HttpRequest.BodyPublishers.ofString(line))
                .build();
        JsonNode answer = TownServer.json(town.send(request));
        assertEquals(0, answer.path("taken").asInt(), answer.toString());
        return answer.path("mistakes").path(0).path("message").asString();
    }

    @Test
    void limitedKeysFindMakeChangeAndDeleteEntitiesWithinOnly() {
        String area = key(Set.of("Device"), List.of(new Area(0, 0, 2, 2)));
        String entity = "{\"id\":\"%s\",\"type\":\"%s\",\"location\":{\"type\":\"Point\",\"coordinates\":[%d,1]}}";
        String all = "/ngsi-ld/v1/entities";
        town.post(all, entity.formatted("urn:d:out", "Device", 5));
        town.post(all, entity.formatted("urn:s:in", "Sensor", 1));
        assertEquals(
                201,
                as(area, "POST", all, entity.formatted("urn:d:in", "Device", 1)).statusCode());
        for (String refused : List.of(
                entity.formatted("urn:d:far", "Device", 5),
                entity.formatted("urn:s:new", "Sensor", 1),
                "{\"id\":\"urn:d:nowhere\",\"type\":\"Device\"}")) {
            HttpResponse<byte[]> answer = as(area, "POST", all, refused);
            assertEquals(403, answer.statusCode());
            assertTrue(new String(answer.body(), StandardCharsets.UTF_8).contains("OutsideLimits"));
        }
        HttpResponse<byte[]> counted = as(area, "GET", all + "?type=Device,Sensor&count=true&limit=1", "");
        assertEquals("1", counted.headers().firstValue("NGSILD-Results-Count").orElse(""));
        assertEquals(1, TownServer.json(counted).size());
        for (String id : List.of("urn:d:out", "urn:s:in", "urn:d:no")) {
            assertEquals(404, as(area, "GET", all + "/" + id, "").statusCode(), id);
            assertEquals(404, as(area, "DELETE", all + "/" + id, "").statusCode(), id);
            assertEquals(404, as(area, "PATCH", all + "/" + id, "{\"a\":1}").statusCode(), id);
            assertEquals(
                    404,
                    as(area, "DELETE", all + "/" + id + "/attrs/location", "").statusCode(),
                    id);
        }
        String in = all + "/urn:d:in";
        assertEquals(204, as(area, "PATCH", in, "{\"note\":1}").statusCode());
        assertEquals(403, as(area, "PATCH", in, "{\"type\":\"Sensor\"}").statusCode());
        assertEquals(403, as(area, "PATCH", in, "{\"location\":null}").statusCode());
        assertEquals(403, as(area, "DELETE", in + "/attrs/location", "").statusCode());
        String away = "{\"location\":{\"type\":\"Point\",\"coordinates\":[5,1]}}";
        assertEquals(403, as(area, "POST", in + "/attrs", away).statusCode());
        assertEquals(403, as(area, "PATCH", in + "/attrs", away).statusCode());
        assertEquals(204, as(area, "DELETE", in + "/attrs/note", "").statusCode());
        assertEquals(204, as(area, "DELETE", in, "").statusCode());
        assertEquals(200, town.get(all + "/urn:d:out").statusCode());
    }

    private HttpResponse<byte[]> as(String key, String method, String path, String body) {
        HttpRequest.Builder request = town.requestOfNobody(path).header("Authorization", "Bearer " + key);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return town.send(request.method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    // --- Hostile ---

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":NaN,\"observedAt\":\"2026-03-01T12:00:00Z\"}",
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":Infinity,\"observedAt\":\"2026-03-01T12:00:00Z\"}",
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":1e999,\"observedAt\":\"2026-03-01T12:00:00Z\"}",
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":123456789012345678901234567890,\"observedAt\":\"2026-03-01T12:00:00Z\"}",
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":\"\\ud800\",\"observedAt\":\"2026-03-01T12:00:00Z\"}",
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":1,\"observedAt\":\"2026-02-30T12:00:00Z\"}",
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":1,\"value\":2,\"observedAt\":\"2026-03-01T12:00:00Z\"}",
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":1,\"observedAt\":\"2026-03-01T12:00:00Z\"} {}",
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":1,\"observedAt\":\"2026-03-01T12:00:00Z\",\"eventId\":\"\"}",
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":1,\"observedAt\":\"2026-03-01T12:00:00Z\",\"eventId\":\"a\\u0000b\"}",
                "LONG_ID",
                "LONG_LINE",
                "NESTED",
                "BYTES"
            })
    void aLineThatCannotBeIsRefusedWithItsNumberAndTheOneBehindItIsTaken(String given) {
        String made =
                switch (given) {
                    case "LONG_ID" -> line("urn:d:1", 1, "x".repeat(257));
                    case "LONG_LINE" -> line("urn:d:1", 1, "x".repeat(300_000));
                    case "NESTED" -> "[".repeat(100_000);
                    default -> given;
                };
        byte[] line = given.equals("BYTES")
                ? line("urn:d:1", 1, "Ã(").getBytes(StandardCharsets.ISO_8859_1)
                : made.getBytes(StandardCharsets.UTF_8);
        byte[] behind = ("\n" + line("urn:d:2", 2, "e2")).getBytes(StandardCharsets.UTF_8);
        byte[] body = java.util.Arrays.copyOf(line, line.length + behind.length);
        System.arraycopy(behind, 0, body, line.length, behind.length);
        HttpResponse<byte[]> answer = post(ObservationRoutes.LINES, body);
        assertEquals(200, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        JsonNode told = TownServer.json(answer);
        assertEquals(1, told.path("taken").asInt(), told.toString());
        assertEquals(1, told.path("mistakes").path(0).path("line").asInt(), told.toString());
        assertFalse(told.path("mistakes").path(0).path("code").asString().isEmpty());
        assertEquals(2, level("urn:d:2"));
    }

    /** The largest double that is none too large, and the longest name. */
    @Test
    void whatIsJustWithinTheLimitsIsTaken() {
        JsonNode told = observe(
                line("urn:d:1", 1, "x".repeat(256)),
                "{\"entity\":\"urn:d:1\",\"type\":\"Device\",\"attribute\":\"a\",\"value\":1e308,\"observedAt\":\"2026-03-01T12:00:00Z\"}");
        assertEquals(2, told.path("taken").asInt(), told.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ñ"})
    void aBatchsNameThatIsNoneIsRefused(String name) {
        String answer = town.raw("POST /observations HTTP/1.1\r\nHost: localhost\r\n" + town.keyLine()
                + "Content-Type: application/x-ndjson\r\nMeridian-Event-Id: " + name
                + "\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @Test
    void aMessageOfMoreThanAMebibyteAndOneThatIsNotUtf8CloseTheChannel() throws IOException {
        try (TextClient producer = new TextClient(town, ProducerSession.PATH)) {
            String[] parts = new String[18];
            java.util.Arrays.fill(parts, "x".repeat(60_000));
            producer.sayInParts(parts);
            assertEquals(1008, producer.closed().status());
        }
        try (RawChannel channel = RawChannel.at(town, ProducerSession.PATH)) {
            channel.sendBytes(new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xc3, 0x28});
            assertEquals(1007, channel.readToTheEnd());
        }
        try (TextClient producer = new TextClient(town, ProducerSession.PATH)) {
            producer.say(new byte[] {1, 2, 3, 4});
            assertEquals(1008, producer.closed().status());
        }
    }
}
