package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import meridian.api.Binding;
import meridian.api.Doors;
import meridian.api.Loading;
import meridian.api.OperationsServer;
import meridian.api.access.Access;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.Scope;
import meridian.api.ngsi.NgsiWording;
import meridian.journal.database.Database;
import meridian.outbox.Outbox;
import meridian.outbox.OutboxSettings;
import meridian.outbox.endpoint.AllowList;
import meridian.outbox.endpoint.Targets;
import meridian.testkit.Town;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subscriptions of the town's twin: a real server, a real database, real subscribers. */
class SubscriptionsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ENTITIES = "/ngsi-ld/v1/entities";
    private static final String SUBSCRIPTIONS = "/ngsi-ld/v1/subscriptions";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final OutboxSettings SETTINGS = OutboxSettings.DEFAULT
            .withPauses(Duration.ofMillis(20), Duration.ofMillis(200))
            .withPatience(Duration.ofSeconds(2))
            .withBounds(3, 500, 600);

    @TempDir
    private static Path folder;

    private static Access access;
    private static String key;
    private static OperationsServer server;
    private static Database database;
    private static Outbox outbox;
    private static LiveTwin twin;

    @BeforeAll
    static void start() {
        access = Access.of(folder, Clock.systemUTC());
        key = access.makeKey(new KeyOrder("tests", Grant.ALL, 100_000, null)).secret();
        server = OperationsServer.open(
                new Doors(Binding.ofThisMachine(0), access, Optional.empty()),
                "test",
                new Loading("town", Loading.Step.READING, 0));
        open();
    }

    private static void open() {
        database = LiveTwin.database(folder.resolve("data"), folder.resolve("cache"));
        outbox = Outbox.open(
                database,
                new NgsiWording(),
                new Targets(AllowList.LOOPBACK, SETTINGS.patience()),
                SETTINGS,
                Clock.systemUTC(),
                System.err::println);
        twin = LiveTwin.open(database, folder.resolve("data/twin"), Town.city(), List.of(outbox), System.err::println);
        outbox.start(twin.past(), twin.now().position());
        server.tell(outbox);
        server.connect(twin);
    }

    private static void close() {
        outbox.close();
        twin.close();
        database.close();
    }

    @AfterAll
    static void stop() {
        server.close();
        close();
    }

    // --- Short words ---

    private static HttpResponse<String> send(String method, String path, String body) {
        return send(key, method, path, body);
    }

    private static HttpResponse<String> send(String secret, String method, String path, String body) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
                    .header("Authorization", "Bearer " + secret)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = send("GET", path, "");
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private static void ok(HttpResponse<String> answer) {
        assertTrue(answer.statusCode() < 300, answer.statusCode() + " " + answer.body());
    }

    private static String id(String name) {
        return "urn:ngsi-ld:Subscription:" + name;
    }

    private static String one(String name) {
        return SUBSCRIPTIONS + "/" + id(name);
    }

    /** Of entities of a type that is called like the subscription, so that tests do not hear each other. */
    private static String body(String name, Subscriber to, String more) {
        return "{\"id\":\"" + id(name) + "\",\"type\":\"Subscription\",\"entities\":[{\"type\":\"" + name
                + "\"}]" + more + ",\"notification\":{\"format\":\"keyValues\",\"endpoint\":{\"uri\":\"" + to.uri()
                + "\"}}}";
    }

    private static void subscribe(String name, Subscriber to, String more) {
        ok(send("POST", SUBSCRIPTIONS, body(name, to, more)));
    }

    private static String entity(String type, int number) {
        return "urn:ngsi-ld:" + type + ":" + number;
    }

    private static void create(String type, int number, int level) {
        ok(send(
                "POST",
                ENTITIES,
                "{\"id\":\"" + entity(type, number) + "\",\"type\":\"" + type + "\",\"level\":" + level + "}"));
    }

    private static void update(String type, int number, int level) {
        ok(send("PATCH", ENTITIES + "/" + entity(type, number), "{\"level\":" + level + "}"));
    }

    private static List<Integer> levels(Subscriber subscriber, String entity) {
        return subscriber.taken.stream()
                .flatMap(body -> body.path("data").valueStream())
                .filter(data -> data.path("id").asString().equals(entity))
                .map(data -> data.path("level").asInt())
                .toList();
    }

    private static void awaitIdle(String name) {
        Subscriber.await(
                "all is told to " + name, () -> get(one(name)).path("pending").asInt() == 0);
    }

    // --- What is told ---

    @Test
    void aChangeIsToldAsNgsiLdWritesIt() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe("Form", subscriber, "");
            create("Form", 1, 7);
            Subscriber.await("the notification", () -> !subscriber.taken.isEmpty());
            JsonNode told = subscriber.taken.getFirst();
            assertEquals("Notification", told.path("type").asString());
            assertEquals(id("Form"), told.path("subscriptionId").asString());
            assertTrue(told.path("id").asString().startsWith("urn:ngsi-ld:Notification:"));
            assertTrue(told.has("notifiedAt"));
            assertEquals(1, told.path("data").size());
            assertEquals(7, told.path("data").path(0).path("level").asInt());
            awaitIdle("Form");
            JsonNode listed = get(one("Form"));
            assertEquals("active", listed.path("status").asString());
            assertEquals(1, listed.path("notification").path("timesSent").asInt());
            assertEquals("ok", listed.path("notification").path("status").asString());
            assertTrue(listed.path("notification").has("lastSuccess"));
        }
    }

    @Test
    void onlyWhatIsWatchedAndHoldsIsTold() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe("Watched", subscriber, ",\"watchedAttributes\":[\"level\"],\"q\":\"level>10\"");
            create("Watched", 1, 5);
            update("Watched", 1, 11);
            ok(send("POST", ENTITIES + "/" + entity("Watched", 1) + "/attrs", "{\"colour\":\"red\"}"));
            update("Watched", 1, 9);
            update("Watched", 1, 12);
            Subscriber.await("two", () -> subscriber.taken.size() == 2);
            awaitIdle("Watched");
            assertEquals(List.of(11, 12), levels(subscriber, entity("Watched", 1)));
        }
    }

    @Test
    void aDeletionIsToldToWhoAskedForDeletions() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe("Gone", subscriber, ",\"notificationTrigger\":[\"entityDeleted\"]");
            create("Gone", 1, 5);
            ok(send("DELETE", ENTITIES + "/" + entity("Gone", 1), ""));
            Subscriber.await("the end", () -> !subscriber.taken.isEmpty());
            assertEquals(1, subscriber.taken.size());
            assertTrue(subscriber.taken.getFirst().path("data").path(0).has("deletedAt"));
        }
    }

    @Test
    void aThousandSubscriptionsAreAllTold() {
        try (Subscriber subscriber = new Subscriber()) {
            for (int i = 0; i < 1_000; i++) {
                ok(send("POST", SUBSCRIPTIONS, body("Many", subscriber, "").replace(id("Many"), id("Many" + i))));
            }
            create("Many", 1, 1);
            Subscriber.await("a thousand", () -> subscriber.taken.size() >= 1_000);
            long different = subscriber.taken.stream()
                    .map(body -> body.path("subscriptionId").asString())
                    .distinct()
                    .count();
            assertEquals(1_000, different);
        } finally {
            for (int i = 0; i < 1_000; i++) {
                ok(send("DELETE", one("Many" + i), ""));
            }
        }
    }

    // --- When it goes wrong ---

    @Test
    void nothingIsLostAndAllIsInOrderWhenHalfOfTheAnswersAre500() {
        try (Subscriber subscriber = new Subscriber()) {
            Random random = new Random(5);
            subscriber.status = _ -> random.nextBoolean() ? 500 : 204;
            subscribe("Half", subscriber, "");
            for (int i = 0; i < 10; i++) {
                create("Half", i, 0);
            }
            for (int level = 1; level < 10; level++) {
                for (int i = 0; i < 10; i++) {
                    update("Half", i, level);
                }
            }
            Subscriber.await("all hundred", () -> subscriber.taken.size() >= 100);
            awaitIdle("Half");
            for (int i = 0; i < 10; i++) {
                assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), levels(subscriber, entity("Half", i)));
            }
        }
    }

    @Test
    void anEntityThatIsRefusedKeepsNoOtherFromBeingToldAndBecomesADeadLetter() {
        try (Subscriber subscriber = new Subscriber()) {
            String poison = entity("Poison", 0);
            subscriber.status = body -> body.toString().contains(poison) ? 400 : 204;
            subscribe("Poison", subscriber, "");
            create("Poison", 0, 1);
            update("Poison", 0, 2);
            create("Poison", 1, 1);
            Subscriber.await("the other one", () -> subscriber.entities().contains(entity("Poison", 1)));
            Subscriber.await(
                    "two dead letters",
                    () -> get(one("Poison")).path("deadLetters").asInt() == 2);
            JsonNode letters = get(one("Poison") + "/deadLetters");
            assertEquals(poison, letters.path(0).path("entity").asString());
            assertEquals("HTTP 400", letters.path(0).path("reason").asString());
            assertEquals(1, letters.path(0).path("data").path("level").asInt());
            subscriber.status = _ -> 204;
            ok(send("POST", one("Poison") + "/deadLetters/replay", ""));
            Subscriber.await("both", () -> levels(subscriber, poison).equals(List.of(1, 2)));
            awaitIdle("Poison");
            assertEquals(0, get(one("Poison")).path("deadLetters").asInt());
        }
    }

    @Test
    void theOldestOfTooManyBecomeDeadLettersAndAreCounted() {
        try (Subscriber subscriber = new Subscriber()) {
            subscriber.status = _ -> 503;
            subscribe("Flood", subscriber, "");
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 1_500; i++) {
                lines.append("{\"entity\":\"" + entity("Flood", i) + "\",\"type\":\"Flood\",\"attribute\":\"level\","
                        + "\"value\":1,\"observedAt\":\"2026-11-28T07:30:00Z\"}\n");
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.port() + "/observations"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(lines.toString()))
                    .build();
            try {
                ok(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
            // 500 may wait, 600 may be dead; the rest of 1,500 is counted.
            Subscriber.await(
                    "the count", () -> get(one("Flood")).path("forgotten").asInt() == 400);
            JsonNode listed = get(one("Flood"));
            assertEquals(500, listed.path("pending").asInt());
            assertEquals(600, listed.path("deadLetters").asInt());
            assertEquals(
                    600,
                    JSON.readTree(send("DELETE", one("Flood") + "/deadLetters", "")
                                    .body())
                            .path("discarded")
                            .asInt());
        } finally {
            ok(send("DELETE", one("Flood"), ""));
        }
    }

    @Test
    void aDeletedSubscriptionIsToldNothingMore() {
        try (Subscriber subscriber = new Subscriber()) {
            subscriber.status = _ -> 500;
            subscribe("Deleted", subscriber, "");
            create("Deleted", 1, 1);
            Subscriber.await(
                    "a failure", () -> get(one("Deleted")).path("notification").has("lastFailure"));
            ok(send("DELETE", one("Deleted"), ""));
            subscriber.status = _ -> 204;
            assertEquals(404, send("GET", one("Deleted"), "").statusCode());
            subscribe("Deleted", subscriber, "");
            create("Deleted", 2, 1);
            Subscriber.await("the new one's", () -> !subscriber.taken.isEmpty());
            awaitIdle("Deleted");
            assertEquals(List.of(entity("Deleted", 2)), subscriber.entities());
        }
    }

    @Test
    void whatHappensWhileASubscriptionIsPausedIsToldAfterwards() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe("Paused", subscriber, ",\"isActive\":false");
            create("Paused", 1, 1);
            assertEquals("paused", get(one("Paused")).path("status").asString());
            assertEquals(1, get(one("Paused")).path("pending").asInt());
            assertTrue(subscriber.taken.isEmpty());
            ok(send("PATCH", one("Paused"), "{\"isActive\":true}"));
            Subscriber.await("it", () -> subscriber.taken.size() == 1);
        }
    }

    @Test
    void whoWantsToBeToldSeldomIsToldTheNewestOfEach() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe("Seldom", subscriber, ",\"throttling\":2,\"isActive\":false");
            create("Seldom", 1, 0);
            create("Seldom", 2, 0);
            for (int level = 1; level <= 5; level++) {
                update("Seldom", 1, level);
            }
            ok(send("PATCH", one("Seldom"), "{\"isActive\":true}"));
            Subscriber.await("both", () -> subscriber.entities().size() == 2);
            awaitIdle("Seldom");
            assertEquals(List.of(5), levels(subscriber, entity("Seldom", 1)));
            assertEquals(5, get(one("Seldom")).path("coalesced").asInt());
            assertEquals(1, subscriber.taken.size());
        }
    }

    // --- The past ---

    @Test
    void whoWasAwayIsToldAgainFromItsCursorUnderTheSameIds() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe("Again", subscriber, "");
            create("Again", 1, 0);
            awaitIdle("Again");
            long cursor = get(one("Again")).path("cursor").asLong();
            update("Again", 1, 1);
            update("Again", 1, 2);
            Subscriber.await("three", () -> subscriber.taken.size() == 3);
            awaitIdle("Again");
            List<String> first = ids(subscriber).subList(1, 3);
            ok(send("PATCH", one("Again"), "{\"cursor\":" + cursor + "}"));
            Subscriber.await("two again", () -> subscriber.taken.size() == 5);
            assertEquals(first, ids(subscriber).subList(3, 5));
            assertEquals(List.of(0, 1, 2, 1, 2), levels(subscriber, entity("Again", 1)));
        }
    }

    private static List<String> ids(Subscriber subscriber) {
        return subscriber.taken.stream().map(body -> body.path("id").asString()).toList();
    }

    @Test
    void aNewSubscriptionCanBeginInThePastWithEntitiesAsTheyWere() {
        try (Subscriber subscriber = new Subscriber()) {
            create("Late", 1, 0);
            ok(send("POST", ENTITIES + "/" + entity("Late", 1) + "/attrs", "{\"colour\":\"red\"}"));
            long cursor = twin.now().position();
            update("Late", 1, 1);
            update("Late", 1, 2);
            subscribe("Late", subscriber, ",\"cursor\":" + cursor);
            update("Late", 1, 3);
            Subscriber.await("three", () -> subscriber.taken.size() == 3);
            awaitIdle("Late");
            assertEquals(List.of(1, 2, 3), levels(subscriber, entity("Late", 1)));
            assertEquals(
                    "red",
                    subscriber
                            .taken
                            .getFirst()
                            .path("data")
                            .path(0)
                            .path("colour")
                            .asString());
        }
    }

    @Test
    void aCursorThatIsNotThereYetIsRefused() {
        try (Subscriber subscriber = new Subscriber()) {
            long beyond = twin.now().position() + 1_000_000;
            HttpResponse<String> answer =
                    send("POST", SUBSCRIPTIONS, body("Beyond", subscriber, ",\"cursor\":" + beyond));
            assertEquals(400, answer.statusCode(), answer.body());
        }
    }

    @Test
    void whatWaitsOutlivesARestart() {
        try (Subscriber subscriber = new Subscriber()) {
            subscriber.status = _ -> 503;
            subscribe("Restart", subscriber, "");
            create("Restart", 1, 1);
            update("Restart", 1, 2);
            close();
            subscriber.status = _ -> 204;
            open();
            update("Restart", 1, 3);
            Subscriber.await("all", () -> subscriber.taken.size() >= 3);
            awaitIdle("Restart");
            assertEquals(List.of(1, 2, 3), levels(subscriber, entity("Restart", 1)));
        }
    }

    @Test
    void aDatabaseThatIsKilledCostsNoNotification() throws IOException, InterruptedException {
        try (Subscriber subscriber = new Subscriber()) {
            Random random = new Random(7);
            subscriber.status = _ -> random.nextBoolean() ? 500 : 204;
            subscribe("Killed", subscriber, "");
            create("Killed", 1, 0);
            for (int level = 1; level <= 40; level++) {
                if (level == 10 || level == 25) {
                    new ProcessBuilder(
                                    "kill",
                                    "-KILL",
                                    Long.toString(database.serverProcess().orElseThrow()))
                            .start()
                            .waitFor();
                }
                updateUntilTaken("Killed", 1, level);
            }
            Subscriber.await("all", () -> ids(subscriber).stream().distinct().count() == 41);
            List<Integer> firsts =
                    levels(subscriber, entity("Killed", 1)).stream().distinct().toList();
            assertEquals(java.util.stream.IntStream.rangeClosed(0, 40).boxed().toList(), firsts);
        }
    }

    /** As a producer does it: the same event, until it is acknowledged. */
    private static void updateUntilTaken(String type, int number, int level) throws InterruptedException {
        String event = java.util.UUID.randomUUID().toString();
        for (int attempt = 0; ; attempt++) {
            try {
                HttpRequest request = HttpRequest.newBuilder(
                                URI.create("http://localhost:" + server.port() + ENTITIES + "/" + entity(type, number)))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .header("Meridian-Event-Id", event)
                        .method("PATCH", BodyPublishers.ofString("{\"level\":" + level + "}"))
                        .build();
                if (CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() < 300) {
                    return;
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            assertTrue(attempt < 100, "the database does not come back");
            Thread.sleep(100);
        }
    }

    @Test
    void whatHappensAfterTheEndOfASubscriptionIsNotTold() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe("Ended", subscriber, "");
            create("Ended", 1, 1);
            Subscriber.await("the first", () -> subscriber.taken.size() == 1);
            ok(send("PATCH", one("Ended"), "{\"expiresAt\":\"2020-01-01T00:00:00Z\"}"));
            assertEquals("expired", get(one("Ended")).path("status").asString());
            update("Ended", 1, 2);
            ok(send("PATCH", one("Ended"), "{\"expiresAt\":null}"));
            update("Ended", 1, 3);
            Subscriber.await("the third", () -> subscriber.taken.size() == 2);
            assertEquals(List.of(1, 3), levels(subscriber, entity("Ended", 1)));
        }
    }

    // --- The doors ---

    @Test
    void secretsAreNotListedAndComeBackUnchanged() {
        try (Subscriber subscriber = new Subscriber()) {
            String body = body("Secret", subscriber, "")
                    .replace(
                            "\"uri\"",
                            "\"receiverInfo\":[{\"key\":\"Authorization\",\"value\":\"Bearer s3cret\"}],\"uri\"");
            ok(send("POST", SUBSCRIPTIONS, body));
            String listed = send("GET", one("Secret"), "").body();
            assertFalse(listed.contains("s3cret"), listed);
            assertFalse(send("GET", SUBSCRIPTIONS + "?limit=1000", "").body().contains("s3cret"));
            // What was listed may be sent back, without the cursor, which would say it again.
            ok(send("PATCH", one("Secret"), listed.replaceAll("\"cursor\":[0-9]+,", "")));
            create("Secret", 1, 1);
            Subscriber.await("it", () -> !subscriber.keys.isEmpty());
            assertEquals("Bearer s3cret", subscriber.keys.getFirst());
            HttpResponse<String> elsewhere = send(
                    "PATCH", one("Secret"), "{\"notification\":{\"endpoint\":{\"uri\":\"http://127.0.0.1:1/thief\"}}}");
            assertEquals(400, elsewhere.statusCode(), "a secret went to another target");
        }
    }

    @Test
    void whoMayNotReadCannotHaveItselfTold() {
        String writer = access.makeKey(new KeyOrder(
                        "writer",
                        new Grant(java.util.EnumSet.of(Scope.WRITE), java.util.Set.of(), List.of()),
                        1_000,
                        null))
                .secret();
        try (Subscriber subscriber = new Subscriber()) {
            assertEquals(
                    403,
                    send(writer, "POST", SUBSCRIPTIONS, body("Sly", subscriber, ""))
                            .statusCode());
            assertEquals(404, send("GET", one("Sly"), "").statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"type\":\"Subscription\"}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}]}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"notification\":{}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"notification\":{\"endpoint\":{\"uri\":\"http://10.0.0.1/\"}}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"notification\":{\"endpoint\":{\"uri\":\"http://u:p@127.0.0.1/\"}}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"timeInterval\":5,\"notification\":{\"endpoint\":{\"uri\":\"http://127.0.0.1/\"}}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"q\":\"a==\",\"notification\":{\"endpoint\":{\"uri\":\"http://127.0.0.1/\"}}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"throttling\":-1,\"notification\":{\"endpoint\":{\"uri\":\"http://127.0.0.1/\"}}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"expiresAt\":\"soon\",\"notification\":{\"endpoint\":{\"uri\":\"http://127.0.0.1/\"}}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\",\"idPattern\":\"(\"}],\"notification\":{\"endpoint\":{\"uri\":\"http://127.0.0.1/\"}}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"notification\":{\"endpoint\":{\"uri\":\"http://127.0.0.1/\",\"receiverInfo\":[{\"key\":\"Host\",\"value\":\"x\"}]}}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"notification\":{\"endpoint\":{\"uri\":\"http://127.0.0.1/\",\"receiverInfo\":[{\"key\":\"X\",\"value\":\"a\\r\\nb\"}]}}}",
                "{\"type\":\"Subscription\",\"entities\":[{\"type\":\"A\"}],\"notification\":{\"endpoint\":{\"uri\":\"mqtt://127.0.0.1/a\",\"notifierInfo\":[{\"key\":\"MQTT-QoS\",\"value\":\"0\"}]}}}"
            })
    void whatIsNoSubscriptionIsRefusedWithAProblemOfTheStandard(String body) {
        HttpResponse<String> answer = send("POST", SUBSCRIPTIONS, body);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(JSON.readTree(answer.body())
                .path("type")
                .asString()
                .startsWith("https://uri.etsi.org/ngsi-ld/errors/"));
    }

    @Test
    void aSubscriptionIsMadeOnceAndListedByPages() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe("Once", subscriber, "");
            assertEquals(
                    409,
                    send("POST", SUBSCRIPTIONS, body("Once", subscriber, "")).statusCode());
            HttpResponse<String> page = send("GET", SUBSCRIPTIONS + "?limit=1&count=true", "");
            assertEquals(1, JSON.readTree(page.body()).size());
            assertNotEquals(
                    "", page.headers().firstValue("NGSILD-Results-Count").orElse(""));
            assertEquals(
                    404, send("PATCH", one("Nothing"), "{\"isActive\":false}").statusCode());
            assertEquals(404, send("DELETE", one("Nothing"), "").statusCode());
            assertEquals(404, send("GET", one("Nothing") + "/deadLetters", "").statusCode());
        }
    }

    @Test
    void idsOfNotificationsAreDifferentForEachEntityOfABatch() {
        try (Subscriber subscriber = new Subscriber()) {
            subscribe("Batch", subscriber, "");
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                lines.add("{\"entity\":\"" + entity("Batch", i % 10) + "\",\"type\":\"Batch\",\"attribute\":\"level\","
                        + "\"value\":" + i + ",\"observedAt\":\"2026-11-28T07:30:0" + i / 10 + "Z\"}");
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + server.port() + "/observations"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(String.join("\n", lines)))
                    .build();
            try {
                ok(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
            Subscriber.await(
                    "ten entities",
                    () -> subscriber.entities().stream().distinct().count() == 10);
            awaitIdle("Batch");
            Map<String, Integer> last = new HashMap<>();
            subscriber.taken.forEach(body -> body.path("data")
                    .valueStream()
                    .forEach(data -> last.put(
                            data.path("id").asString(), data.path("level").asInt())));
            for (int i = 0; i < 10; i++) {
                assertEquals(10 + i, last.get(entity("Batch", i)));
            }
            assertEquals(
                    subscriber.taken.size(), ids(subscriber).stream().distinct().count());
        }
    }
}
