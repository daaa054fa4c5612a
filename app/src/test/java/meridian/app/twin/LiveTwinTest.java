package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meridian.api.Binding;
import meridian.api.Doors;
import meridian.api.Loading;
import meridian.api.OperationsServer;
import meridian.api.access.Access;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.field.LinkCount;
import meridian.journal.database.Database;
import meridian.model.network.Network;
import meridian.testkit.Town;
import meridian.twin.TwinState;
import meridian.twin.city.CityIds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The twin of the town in a real database, behind a real server. */
class LiveTwinTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final List<String> SAID = new ArrayList<>();

    @TempDir
    private static Path folder;

    private static Database database;
    private static LiveTwin twin;
    private static OperationsServer server;
    private static String key;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        Access access = Access.of(folder, Clock.systemUTC());
        key = access.makeKey(new KeyOrder("tests", Grant.ALL, 100_000, null)).secret();
        server = OperationsServer.open(
                new Doors(Binding.ofThisMachine(0), access, Optional.empty()),
                "test",
                new Loading("town", Loading.Step.READING, 0));
        database = LiveTwin.database(folder.resolve("data"), folder.resolve("cache"));
        twin = open(database, folder.resolve("data"));
        server.connect(twin);
    }

    @AfterAll
    static void stop() {
        server.close();
        twin.close();
        database.close();
    }

    private static LiveTwin open(Database database, Path data) {
        return LiveTwin.open(database, data.resolve("twin"), Town.city(), List.of(), SAID::add);
    }

    private static HttpResponse<String> send(String method, String path, String type, String body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                    .header("Authorization", "Bearer " + key)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!body.isEmpty()) {
                request.header("Content-Type", type);
            }
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> json(String method, String path, String body) {
        return send(method, path, "application/json", body);
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = json("GET", path, "");
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private static String sensor(String id, String more) {
        return "{\"id\": \"urn:ngsi-ld:Device:" + id + "\", \"type\": \"Device\"" + more + "}";
    }

    /** Else the journal would hold an event that the twin cannot read, and who sent it would wait for ever. */
    @Test
    void moreTypesOrScopesThanAreTakenAreRefusedAtOnceAndTheThingStaysAsItWas() {
        assertEquals(201, json("POST", ENTITIES, sensor("many", "")).statusCode());
        String types = IntStream.range(0, 400).mapToObj(i -> "\"T" + i + "\"").collect(Collectors.joining(","));
        String path = ENTITIES + "/urn:ngsi-ld:Device:many";
        HttpResponse<String> refused = json("PATCH", path, "{\"type\": [" + types + "]}");
        assertTrue(refused.statusCode() == 400 || refused.statusCode() == 413, refused.statusCode() + refused.body());
        String scopes = types.replace("\"T", "\"/t");
        HttpResponse<String> tooWide = json("PATCH", path, "{\"scope\": [" + scopes + "]}");
        assertTrue(tooWide.statusCode() == 400 || tooWide.statusCode() == 413, tooWide.statusCode() + tooWide.body());
        assertEquals("Device", get(path).path("type").asString());
    }

    @Test
    void theTownsStreetsAreEntitiesThatCanBeAskedForByTypeAndPlace() {
        int links = Town.city().network().links().size();
        HttpResponse<String> counted = json("GET", ENTITIES + "?type=RoadSegment&limit=1&count=true", "");
        assertEquals(
                String.valueOf(links),
                counted.headers().firstValue("NGSILD-Results-Count").orElse(""));
        JsonNode first = JSON.readTree(counted.body()).path(0);
        assertEquals("RoadSegment", first.path("type").asString());
        assertEquals("GeoProperty", first.path("location").path("type").asString());
        JsonNode place =
                first.path("location").path("value").path("coordinates").path(0);
        JsonNode near =
                get(ENTITIES + "?type=RoadSegment&limit=1000&georel=near;maxDistance==5&geometry=Point&coordinates="
                        + java.net.URLEncoder.encode(place.toString(), java.nio.charset.StandardCharsets.UTF_8));
        assertTrue(near.size() >= 1 && near.size() < links, near.size() + " near");
    }

    @Test
    void anEntityIsMadeOnceChangedAskedForAndDeleted() {
        String id = ENTITIES + "/urn:ngsi-ld:Device:d1";
        assertEquals(
                201,
                json("POST", ENTITIES, sensor("d1", ", \"battery\": {\"type\": \"Property\", \"value\": 0.5}"))
                        .statusCode());
        HttpResponse<String> again = json("POST", ENTITIES, sensor("d1", ""));
        assertEquals(409, again.statusCode());
        assertTrue(again.body().contains("https://uri.etsi.org/ngsi-ld/errors/AlreadyExists"), again.body());
        assertEquals(
                204,
                json("PATCH", id + "/attrs", "{\"battery\": {\"value\": 0.25, \"unitCode\": \"C62\"}}")
                        .statusCode());
        assertEquals(
                204, json("POST", id + "/attrs", "{\"note\": \"on the roof\"}").statusCode());
        assertEquals(
                "{\"id\":\"urn:ngsi-ld:Device:d1\",\"type\":\"Device\",\"battery\":0.25,\"note\":\"on the roof\"}",
                json("GET", id + "?options=keyValues", "").body());
        assertEquals(1, get(ENTITIES + "?type=Device&q=battery%3C0.3").size());
        assertEquals(204, json("DELETE", id + "/attrs/note", "").statusCode());
        assertEquals(404, json("DELETE", id + "/attrs/note", "").statusCode());
        assertEquals(204, json("DELETE", id, "").statusCode());
        assertEquals(404, json("GET", id, "").statusCode());
    }

    @Test
    void observationsAreTakenByTheLineAndWhatIsWrongIsToldWithItsNumber() {
        String lines = String.join(
                "\n",
                "{\"entity\": \"urn:ngsi-ld:Device:d2\", \"type\": \"Device\", \"attribute\": \"level\", \"value\": 3,"
                        + " \"unitCode\": \"MTR\", \"observedAt\": \"2026-11-28T07:30:00Z\", \"eventId\": \"e1\"}",
                "{\"entity\": \"urn:ngsi-ld:Device:d2\", \"attribute\": \"level\", \"value\": 2,"
                        + " \"observedAt\": \"2026-11-28T07:29:00Z\", \"eventId\": \"e2\"}",
                "",
                "{\"entity\": \"urn:ngsi-ld:Device:d2\", \"attribute\": \"level\", \"value\": 1e999,"
                        + " \"observedAt\": \"2026-11-28T07:31:00Z\"}",
                "{\"entity\": \"urn:ngsi-ld:Device:d2\", \"attribute\": \"licensePlate\", \"value\": \"SBA 1234\","
                        + " \"observedAt\": \"2026-11-28T07:31:00Z\"}",
                "no json");
        JsonNode first = JSON.readTree(
                send("POST", "/observations", "application/x-ndjson", lines).body());
        assertEquals(2, first.path("taken").asInt(), first.toString());
        assertEquals(3, first.path("refused").asInt(), first.toString());
        assertEquals(4, first.path("mistakes").path(0).path("line").asInt(), first.toString());
        assertEquals(
                "about_a_person", first.path("mistakes").path(1).path("code").asString(), first.toString());
        assertEquals("not_json", first.path("mistakes").path(2).path("code").asString(), first.toString());
        JsonNode again = JSON.readTree(
                send("POST", "/observations", "application/x-ndjson", lines).body());
        assertEquals(2, again.path("duplicates").asInt(), again.toString());
        // The one observed earlier came later and changed nothing.
        JsonNode level = get(ENTITIES + "/urn:ngsi-ld:Device:d2").path("level");
        assertEquals(3, level.path("value").asInt());
        assertEquals("2026-11-28T07:30:00Z", level.path("observedAt").asString());
    }

    /** Sixteen mebibytes of the widest numbers are 36 as events; an entity of more than one has no place in the journal. */
    @Test
    void whatIsLargestIsTakenOrRefusedAndNeverAMistakeOfTheServer() {
        StringBuilder body = new StringBuilder();
        String values = "[" + "1e1,".repeat(9_000) + "1]";
        int lines = 0;
        for (; body.length() < (16 << 20) - 40_000; lines++) {
            body.append("{\"entity\":\"urn:d:big\",\"type\":\"Big\",\"attribute\":\"profile\",\"value\":" + values
                    + ",\"observedAt\":\"2026-03-01T12:00:00Z\"}\n");
        }
        HttpResponse<String> taken = send("POST", "/observations", "application/x-ndjson", body.toString());
        assertEquals(200, taken.statusCode(), taken.body());
        assertEquals(lines, JSON.readTree(taken.body()).path("taken").asInt());
        StringBuilder texts = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            texts.append(", \"t" + i + "\": \"" + "x".repeat(65_000) + "\"");
        }
        HttpResponse<String> refused = json("POST", ENTITIES, sensor("big", texts.toString()));
        assertEquals(400, refused.statusCode(), refused.body());
        assertTrue(refused.body().contains("BadRequestData"), refused.body());
    }

    @Test
    void whatCannotBeTakenIsRefusedInNgsiLdsWords() {
        for (String body : List.of(
                "{",
                "[]",
                "{\"type\": \"Device\"}",
                "{\"id\": \"no uri\", \"type\": \"Device\"}",
                sensor("x", ", \"a\": {\"type\": \"Property\"}"),
                sensor(
                        "x",
                        ", \"a\": {\"type\": \"GeoProperty\", \"value\": {\"type\": \"Point\", \"coordinates\": [200, 0]}}"),
                sensor("x", ", \"a\": 1, \"a\": 2"),
                sensor("x", ", \"a\": " + "[".repeat(100) + "]".repeat(100)))) {
            HttpResponse<String> refused = json("POST", ENTITIES, body);
            assertEquals(400, refused.statusCode(), body + " " + refused.body());
            assertTrue(refused.body().contains("https://uri.etsi.org/ngsi-ld/errors/"), refused.body());
        }
        assertEquals(
                503,
                json("POST", ENTITIES, sensor("x", ", \"@context\": \"https://example.org/loop.jsonld\""))
                        .statusCode());
        HttpResponse<String> person = json("POST", ENTITIES, "{\"id\": \"urn:p:1\", \"type\": \"Person\"}");
        assertEquals(400, person.statusCode());
        assertTrue(person.body().contains("AboutAPerson"), person.body());
        assertEquals(400, json("GET", ENTITIES, "").statusCode());
        assertEquals(400, json("GET", ENTITIES + "?type=Device&q=%3D%3D", "").statusCode());
    }

    @Test
    void aTwinThatIsOpenedAgainKnowsAllThatWasAcknowledged(@TempDir Path other) {
        TwinState before;
        try (Database of = LiveTwin.database(other, folder.resolve("cache"));
                LiveTwin first = open(of, other)) {
            before = first.now();
            assertTrue(before.size() > 100, before.size() + " entities");
        }
        try (Database of = LiveTwin.database(other, folder.resolve("cache"));
                LiveTwin second = open(of, other)) {
            assertEquals(before.size(), second.now().size());
            // The town's entities are there already: nothing is handed in twice.
            assertEquals(before.position(), second.now().position());
            before.forEach(entity ->
                    assertEquals(entity, second.now().find(entity.id()).orElseThrow()));
        }
    }

    @Test
    void whatTheSimulatedFieldCountsComesThroughTheSameDoorMarkedAsSimulated() throws InterruptedException {
        Network network = Town.city().network();
        long before = twin.now().position();
        try (FieldFeed feed = new FieldFeed(twin, network, Town.city().name(), link -> false, SAID::add)) {
            feed.accept(List.of(new LinkCount(0, 300, 42, OptionalDouble.of(10), 0.25)));
            for (int i = 0; i < 500 && twin.now().position() == before; i++) {
                Thread.sleep(20);
            }
            assertEquals(0, feed.leftOutCount());
        }
        String id = new CityIds(Town.city().name())
                .id("TrafficFlowObserved", network.link(0).id());
        JsonNode entity = JSON.readTree(json("GET", ENTITIES + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8), "")
                .body());
        assertEquals(42, entity.path("intensity").path("value").asInt(), entity.toString());
        assertEquals(36, entity.path("averageVehicleSpeed").path("value").asDouble(), 1e-9);
        assertEquals(
                "simulated",
                entity.path("intensity").path("quality").path("value").asString());
        assertEquals(
                "simulated-field",
                entity.path("intensity").path("source").path("value").asString());
    }
}
