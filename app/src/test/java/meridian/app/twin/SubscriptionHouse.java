package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import meridian.api.Binding;
import meridian.api.Doors;
import meridian.api.Loading;
import meridian.api.OperationsServer;
import meridian.api.access.Access;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.ngsi.NgsiWording;
import meridian.journal.database.Database;
import meridian.outbox.Outbox;
import meridian.outbox.OutboxSettings;
import meridian.outbox.endpoint.AllowList;
import meridian.outbox.endpoint.Targets;
import meridian.testkit.Town;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The town's twin with its server, its database and its outbox, and short words for what subscribers and producers ask of it. */
final class SubscriptionHouse {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final String ENTITIES = "/ngsi-ld/v1/entities";
    static final String SUBSCRIPTIONS = "/ngsi-ld/v1/subscriptions";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final OutboxSettings SETTINGS = OutboxSettings.DEFAULT
            .withPauses(Duration.ofMillis(20), Duration.ofMillis(200))
            .withPatience(Duration.ofSeconds(2))
            .withBounds(3, 500, 600);

    final Access access;
    final OperationsServer server;
    private final Path folder;
    private final String key;
    Database database;
    LiveTwin twin;
    private Outbox outbox;

    SubscriptionHouse(Path folder) {
        this.folder = folder;
        access = Access.of(folder, Clock.systemUTC());
        key = access.makeKey(new KeyOrder("tests", Grant.ALL, 100_000, null)).secret();
        server = OperationsServer.open(
                new Doors(Binding.ofThisMachine(0), access, Optional.empty()),
                "test",
                new Loading("town", Loading.Step.READING, 0));
        open();
    }

    void open() {
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

    void close() {
        outbox.close();
        twin.close();
        database.close();
    }

    void end() {
        server.close();
        close();
    }

    HttpResponse<String> send(String method, String path, String body) {
        return send(key, method, path, body);
    }

    HttpResponse<String> send(String secret, String method, String path, String body) {
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

    JsonNode get(String path) {
        HttpResponse<String> answer = send("GET", path, "");
        assertEquals(200, answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    static void ok(HttpResponse<String> answer) {
        assertTrue(answer.statusCode() < 300, answer.statusCode() + " " + answer.body());
    }

    static String id(String name) {
        return "urn:ngsi-ld:Subscription:" + name;
    }

    static String one(String name) {
        return SUBSCRIPTIONS + "/" + id(name);
    }

    /** Of entities of a type that is called like the subscription, so that tests do not hear each other. */
    static String body(String name, Subscriber to, String more) {
        return "{\"id\":\"" + id(name) + "\",\"type\":\"Subscription\",\"entities\":[{\"type\":\"" + name
                + "\"}]" + more + ",\"notification\":{\"format\":\"keyValues\",\"endpoint\":{\"uri\":\"" + to.uri()
                + "\"}}}";
    }

    void subscribe(String name, Subscriber to, String more) {
        ok(send("POST", SUBSCRIPTIONS, body(name, to, more)));
    }

    static String entity(String type, int number) {
        return "urn:ngsi-ld:" + type + ":" + number;
    }

    void create(String type, int number, int level) {
        ok(send(
                "POST",
                ENTITIES,
                "{\"id\":\"" + entity(type, number) + "\",\"type\":\"" + type + "\",\"level\":" + level + "}"));
    }

    void update(String type, int number, int level) {
        ok(send("PATCH", ENTITIES + "/" + entity(type, number), "{\"level\":" + level + "}"));
    }

    static List<Integer> levels(Subscriber subscriber, String entity) {
        return subscriber.taken.stream()
                .flatMap(body -> body.path("data").valueStream())
                .filter(data -> data.path("id").asString().equals(entity))
                .map(data -> data.path("level").asInt())
                .toList();
    }

    void awaitIdle(String name) {
        Subscriber.await(
                "all is told to " + name, () -> get(one(name)).path("pending").asInt() == 0);
    }

    static List<String> ids(Subscriber subscriber) {
        return subscriber.taken.stream().map(body -> body.path("id").asString()).toList();
    }

    /** @param lines of observations */
    void observe(String lines) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/observations"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines))
                .build();
        try {
            ok(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As a producer does it: the same event, until it is acknowledged. */
    void updateUntilTaken(String type, int number, int level) throws InterruptedException {
        String event = UUID.randomUUID().toString();
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
            // Nothing tells when a killed server answers again: it is asked.
            Thread.sleep(100);
        }
    }
}
