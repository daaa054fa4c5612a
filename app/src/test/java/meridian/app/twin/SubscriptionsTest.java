package meridian.app.twin;

import static meridian.app.twin.SubscriptionHouse.ENTITIES;
import static meridian.app.twin.SubscriptionHouse.SUBSCRIPTIONS;
import static meridian.app.twin.SubscriptionHouse.body;
import static meridian.app.twin.SubscriptionHouse.entity;
import static meridian.app.twin.SubscriptionHouse.id;
import static meridian.app.twin.SubscriptionHouse.ids;
import static meridian.app.twin.SubscriptionHouse.levels;
import static meridian.app.twin.SubscriptionHouse.ok;
import static meridian.app.twin.SubscriptionHouse.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What subscribers of the town's twin are told, now and again: a real server, a real database, real subscribers. */
class SubscriptionsTest {
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
    void aChangeIsToldAsNgsiLdWritesIt() {
        try (Subscriber subscriber = new Subscriber()) {
            house.subscribe("Form", subscriber, "");
            house.create("Form", 1, 7);
            Subscriber.await("the notification", () -> !subscriber.taken.isEmpty());
            JsonNode told = subscriber.taken.getFirst();
            assertEquals("Notification", told.path("type").asString());
            assertEquals(id("Form"), told.path("subscriptionId").asString());
            assertTrue(told.path("id").asString().startsWith("urn:ngsi-ld:Notification:"));
            assertTrue(told.has("notifiedAt"));
            assertEquals(1, told.path("data").size());
            assertEquals(7, told.path("data").path(0).path("level").asInt());
            house.awaitIdle("Form");
            JsonNode listed = house.get(one("Form"));
            assertEquals("active", listed.path("status").asString());
            assertEquals(1, listed.path("notification").path("timesSent").asInt());
            assertEquals("ok", listed.path("notification").path("status").asString());
            assertTrue(listed.path("notification").has("lastSuccess"));
        }
    }

    @Test
    void onlyWhatIsWatchedAndHoldsIsTold() {
        try (Subscriber subscriber = new Subscriber()) {
            house.subscribe("Watched", subscriber, ",\"watchedAttributes\":[\"level\"],\"q\":\"level>10\"");
            house.create("Watched", 1, 5);
            house.update("Watched", 1, 11);
            ok(house.send("POST", ENTITIES + "/" + entity("Watched", 1) + "/attrs", "{\"colour\":\"red\"}"));
            house.update("Watched", 1, 9);
            house.update("Watched", 1, 12);
            Subscriber.await("two", () -> subscriber.taken.size() == 2);
            house.awaitIdle("Watched");
            assertEquals(List.of(11, 12), levels(subscriber, entity("Watched", 1)));
        }
    }

    @Test
    void aDeletionIsToldToWhoAskedForDeletions() {
        try (Subscriber subscriber = new Subscriber()) {
            house.subscribe("Gone", subscriber, ",\"notificationTrigger\":[\"entityDeleted\"]");
            house.create("Gone", 1, 5);
            ok(house.send("DELETE", ENTITIES + "/" + entity("Gone", 1), ""));
            Subscriber.await("the end", () -> !subscriber.taken.isEmpty());
            assertEquals(1, subscriber.taken.size());
            assertTrue(subscriber.taken.getFirst().path("data").path(0).has("deletedAt"));
        }
    }

    @Test
    void aThousandSubscriptionsAreAllTold() {
        try (Subscriber subscriber = new Subscriber()) {
            for (int i = 0; i < 1_000; i++) {
                ok(house.send(
                        "POST", SUBSCRIPTIONS, body("Many", subscriber, "").replace(id("Many"), id("Many" + i))));
            }
            house.create("Many", 1, 1);
            Subscriber.await("a thousand", () -> subscriber.taken.size() >= 1_000);
            long different = subscriber.taken.stream()
                    .map(body -> body.path("subscriptionId").asString())
                    .distinct()
                    .count();
            assertEquals(1_000, different);
        } finally {
            for (int i = 0; i < 1_000; i++) {
                ok(house.send("DELETE", one("Many" + i), ""));
            }
        }
    }

    @Test
    void idsOfNotificationsAreDifferentForEachEntityOfABatch() {
        try (Subscriber subscriber = new Subscriber()) {
            house.subscribe("Batch", subscriber, "");
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                lines.add("{\"entity\":\"" + entity("Batch", i % 10) + "\",\"type\":\"Batch\",\"attribute\":\"level\","
                        + "\"value\":" + i + ",\"observedAt\":\"2026-11-28T07:30:0" + i / 10 + "Z\"}");
            }
            house.observe(String.join("\n", lines));
            Subscriber.await(
                    "ten entities",
                    () -> subscriber.entities().stream().distinct().count() == 10);
            house.awaitIdle("Batch");
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

    @Test
    void whoWasAwayIsToldAgainFromItsCursorUnderTheSameIds() {
        try (Subscriber subscriber = new Subscriber()) {
            house.subscribe("Again", subscriber, "");
            house.create("Again", 1, 0);
            house.awaitIdle("Again");
            long cursor = house.get(one("Again")).path("cursor").asLong();
            house.update("Again", 1, 1);
            house.update("Again", 1, 2);
            Subscriber.await("three", () -> subscriber.taken.size() == 3);
            house.awaitIdle("Again");
            List<String> first = ids(subscriber).subList(1, 3);
            ok(house.send("PATCH", one("Again"), "{\"cursor\":" + cursor + "}"));
            Subscriber.await("two again", () -> subscriber.taken.size() == 5);
            assertEquals(first, ids(subscriber).subList(3, 5));
            assertEquals(List.of(0, 1, 2, 1, 2), levels(subscriber, entity("Again", 1)));
        }
    }

    @Test
    void aNewSubscriptionCanBeginInThePastWithEntitiesAsTheyWere() {
        try (Subscriber subscriber = new Subscriber()) {
            house.create("Late", 1, 0);
            ok(house.send("POST", ENTITIES + "/" + entity("Late", 1) + "/attrs", "{\"colour\":\"red\"}"));
            long cursor = house.twin.now().position();
            house.update("Late", 1, 1);
            house.update("Late", 1, 2);
            house.subscribe("Late", subscriber, ",\"cursor\":" + cursor);
            house.update("Late", 1, 3);
            Subscriber.await("three", () -> subscriber.taken.size() == 3);
            house.awaitIdle("Late");
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
            long beyond = house.twin.now().position() + 1_000_000;
            HttpResponse<String> answer =
                    house.send("POST", SUBSCRIPTIONS, body("Beyond", subscriber, ",\"cursor\":" + beyond));
            assertEquals(400, answer.statusCode(), answer.body());
        }
    }

    @Test
    void whatHappensAfterTheEndOfASubscriptionIsNotTold() {
        try (Subscriber subscriber = new Subscriber()) {
            house.subscribe("Ended", subscriber, "");
            house.create("Ended", 1, 1);
            Subscriber.await("the first", () -> subscriber.taken.size() == 1);
            ok(house.send("PATCH", one("Ended"), "{\"expiresAt\":\"2020-01-01T00:00:00Z\"}"));
            assertEquals("expired", house.get(one("Ended")).path("status").asString());
            house.update("Ended", 1, 2);
            ok(house.send("PATCH", one("Ended"), "{\"expiresAt\":null}"));
            house.update("Ended", 1, 3);
            Subscriber.await("the third", () -> subscriber.taken.size() == 2);
            assertEquals(List.of(1, 3), levels(subscriber, entity("Ended", 1)));
        }
    }
}
