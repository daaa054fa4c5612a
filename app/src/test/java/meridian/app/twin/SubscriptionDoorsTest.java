package meridian.app.twin;

import static meridian.app.twin.SubscriptionHouse.JSON;
import static meridian.app.twin.SubscriptionHouse.SUBSCRIPTIONS;
import static meridian.app.twin.SubscriptionHouse.body;
import static meridian.app.twin.SubscriptionHouse.ok;
import static meridian.app.twin.SubscriptionHouse.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may subscribe, to what, and what is refused. */
class SubscriptionDoorsTest {
    @TempDir
    private static Path folder;

    private static SubscriptionHouse house;

    @BeforeAll
    static void start() {
        house = new SubscriptionHouse(folder);
    }

    @AfterAll
    static void stop() {
        house.end();
    }

    @Test
    void secretsAreNotListedAndComeBackUnchanged() {
        try (Subscriber subscriber = new Subscriber()) {
            String body = body("Secret", subscriber, "")
                    .replace(
                            "\"uri\"",
                            "\"receiverInfo\":[{\"key\":\"Authorization\",\"value\":\"Bearer s3cret\"}],\"uri\"");
            ok(house.send("POST", SUBSCRIPTIONS, body));
            String listed = house.send("GET", one("Secret"), "").body();
            assertFalse(listed.contains("s3cret"), listed);
            assertFalse(
                    house.send("GET", SUBSCRIPTIONS + "?limit=1000", "").body().contains("s3cret"));
            // What was listed may be sent back, without the cursor, which would say it again.
            ok(house.send("PATCH", one("Secret"), listed.replaceAll("\"cursor\":[0-9]+,", "")));
            house.create("Secret", 1, 1);
            Subscriber.await("it", () -> !subscriber.keys.isEmpty());
            assertEquals("Bearer s3cret", subscriber.keys.getFirst());
            HttpResponse<String> elsewhere = house.send(
                    "PATCH", one("Secret"), "{\"notification\":{\"endpoint\":{\"uri\":\"http://127.0.0.1:1/thief\"}}}");
            assertEquals(400, elsewhere.statusCode(), "a secret went to another target");
        }
    }

    @Test
    void whoMayNotReadCannotHaveItselfTold() {
        String writer = house.access
                .makeKey(new KeyOrder("writer", new Grant(EnumSet.of(Scope.WRITE), Set.of(), List.of()), 1_000, null))
                .secret();
        try (Subscriber subscriber = new Subscriber()) {
            assertEquals(
                    403,
                    house.send(writer, "POST", SUBSCRIPTIONS, body("Sly", subscriber, ""))
                            .statusCode());
            assertEquals(404, house.send("GET", one("Sly"), "").statusCode());
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
        HttpResponse<String> answer = house.send("POST", SUBSCRIPTIONS, body);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(JSON.readTree(answer.body())
                .path("type")
                .asString()
                .startsWith("https://uri.etsi.org/ngsi-ld/errors/"));
    }

    @Test
    void aSubscriptionIsMadeOnceAndListedByPages() {
        try (Subscriber subscriber = new Subscriber()) {
            house.subscribe("Once", subscriber, "");
            assertEquals(
                    409,
                    house.send("POST", SUBSCRIPTIONS, body("Once", subscriber, ""))
                            .statusCode());
            HttpResponse<String> page = house.send("GET", SUBSCRIPTIONS + "?limit=1&count=true", "");
            assertEquals(1, JSON.readTree(page.body()).size());
            assertNotEquals(
                    "", page.headers().firstValue("NGSILD-Results-Count").orElse(""));
            assertEquals(
                    404,
                    house.send("PATCH", one("Nothing"), "{\"isActive\":false}").statusCode());
            assertEquals(404, house.send("DELETE", one("Nothing"), "").statusCode());
            assertEquals(
                    404, house.send("GET", one("Nothing") + "/deadLetters", "").statusCode());
        }
    }
}
