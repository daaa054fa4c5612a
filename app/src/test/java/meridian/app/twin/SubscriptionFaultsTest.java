package meridian.app.twin;

import static meridian.app.twin.SubscriptionHouse.JSON;
import static meridian.app.twin.SubscriptionHouse.entity;
import static meridian.app.twin.SubscriptionHouse.ids;
import static meridian.app.twin.SubscriptionHouse.levels;
import static meridian.app.twin.SubscriptionHouse.ok;
import static meridian.app.twin.SubscriptionHouse.one;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Subscribers that fail, a twin that starts again, a database that is killed: nothing is lost, all of it is in order. */
class SubscriptionFaultsTest {
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
    void nothingIsLostAndAllIsInOrderWhenHalfOfTheAnswersAre500() {
        try (Subscriber subscriber = new Subscriber()) {
            Random random = new Random(5);
            subscriber.status = _ -> random.nextBoolean() ? 500 : 204;
            house.subscribe("Half", subscriber, "");
            for (int i = 0; i < 10; i++) {
                house.create("Half", i, 0);
            }
            for (int level = 1; level < 10; level++) {
                for (int i = 0; i < 10; i++) {
                    house.update("Half", i, level);
                }
            }
            Subscriber.await("all hundred", () -> subscriber.taken.size() >= 100);
            house.awaitIdle("Half");
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
            house.subscribe("Poison", subscriber, "");
            house.create("Poison", 0, 1);
            house.update("Poison", 0, 2);
            house.create("Poison", 1, 1);
            Subscriber.await("the other one", () -> subscriber.entities().contains(entity("Poison", 1)));
            Subscriber.await(
                    "two dead letters",
                    () -> house.get(one("Poison")).path("deadLetters").asInt() == 2);
            JsonNode letters = house.get(one("Poison") + "/deadLetters");
            assertEquals(poison, letters.path(0).path("entity").asString());
            assertEquals("HTTP 400", letters.path(0).path("reason").asString());
            assertEquals(1, letters.path(0).path("data").path("level").asInt());
            subscriber.status = _ -> 204;
            ok(house.send("POST", one("Poison") + "/deadLetters/replay", ""));
            Subscriber.await("both", () -> levels(subscriber, poison).equals(List.of(1, 2)));
            house.awaitIdle("Poison");
            assertEquals(0, house.get(one("Poison")).path("deadLetters").asInt());
        }
    }

    @Test
    void theOldestOfTooManyBecomeDeadLettersAndAreCounted() {
        try (Subscriber subscriber = new Subscriber()) {
            subscriber.status = _ -> 503;
            house.subscribe("Flood", subscriber, "");
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 1_500; i++) {
                lines.append("{\"entity\":\"" + entity("Flood", i) + "\",\"type\":\"Flood\",\"attribute\":\"level\","
                        + "\"value\":1,\"observedAt\":\"2026-11-28T07:30:00Z\"}\n");
            }
            house.observe(lines.toString());
            // 500 may wait, 600 may be dead; the rest of 1,500 is counted.
            Subscriber.await(
                    "the count", () -> house.get(one("Flood")).path("forgotten").asInt() == 400);
            JsonNode listed = house.get(one("Flood"));
            assertEquals(500, listed.path("pending").asInt());
            assertEquals(600, listed.path("deadLetters").asInt());
            assertEquals(
                    600,
                    JSON.readTree(house.send("DELETE", one("Flood") + "/deadLetters", "")
                                    .body())
                            .path("discarded")
                            .asInt());
        } finally {
            ok(house.send("DELETE", one("Flood"), ""));
        }
    }

    @Test
    void aDeletedSubscriptionIsToldNothingMore() {
        try (Subscriber subscriber = new Subscriber()) {
            subscriber.status = _ -> 500;
            house.subscribe("Deleted", subscriber, "");
            house.create("Deleted", 1, 1);
            Subscriber.await(
                    "a failure",
                    () -> house.get(one("Deleted")).path("notification").has("lastFailure"));
            ok(house.send("DELETE", one("Deleted"), ""));
            subscriber.status = _ -> 204;
            assertEquals(404, house.send("GET", one("Deleted"), "").statusCode());
            house.subscribe("Deleted", subscriber, "");
            house.create("Deleted", 2, 1);
            Subscriber.await("the new one's", () -> !subscriber.taken.isEmpty());
            house.awaitIdle("Deleted");
            assertEquals(List.of(entity("Deleted", 2)), subscriber.entities());
        }
    }

    @Test
    void whatHappensWhileASubscriptionIsPausedIsToldAfterwards() {
        try (Subscriber subscriber = new Subscriber()) {
            house.subscribe("Paused", subscriber, ",\"isActive\":false");
            house.create("Paused", 1, 1);
            assertEquals("paused", house.get(one("Paused")).path("status").asString());
            assertEquals(1, house.get(one("Paused")).path("pending").asInt());
            assertTrue(subscriber.taken.isEmpty());
            ok(house.send("PATCH", one("Paused"), "{\"isActive\":true}"));
            Subscriber.await("it", () -> subscriber.taken.size() == 1);
        }
    }

    @Test
    void whoWantsToBeToldSeldomIsToldTheNewestOfEach() {
        try (Subscriber subscriber = new Subscriber()) {
            house.subscribe("Seldom", subscriber, ",\"throttling\":2,\"isActive\":false");
            house.create("Seldom", 1, 0);
            house.create("Seldom", 2, 0);
            for (int level = 1; level <= 5; level++) {
                house.update("Seldom", 1, level);
            }
            ok(house.send("PATCH", one("Seldom"), "{\"isActive\":true}"));
            Subscriber.await("both", () -> subscriber.entities().size() == 2);
            house.awaitIdle("Seldom");
            assertEquals(List.of(5), levels(subscriber, entity("Seldom", 1)));
            assertEquals(5, house.get(one("Seldom")).path("coalesced").asInt());
            assertEquals(1, subscriber.taken.size());
        }
    }

    @Test
    void whatWaitsOutlivesARestart() {
        try (Subscriber subscriber = new Subscriber()) {
            subscriber.status = _ -> 503;
            house.subscribe("Restart", subscriber, "");
            house.create("Restart", 1, 1);
            house.update("Restart", 1, 2);
            house.close();
            subscriber.status = _ -> 204;
            house.open();
            house.update("Restart", 1, 3);
            Subscriber.await("all", () -> subscriber.taken.size() >= 3);
            house.awaitIdle("Restart");
            assertEquals(List.of(1, 2, 3), levels(subscriber, entity("Restart", 1)));
        }
    }

    @Test
    void aDatabaseThatIsKilledCostsNoNotification() throws IOException, InterruptedException {
        try (Subscriber subscriber = new Subscriber()) {
            Random random = new Random(7);
            subscriber.status = _ -> random.nextBoolean() ? 500 : 204;
            house.subscribe("Killed", subscriber, "");
            house.create("Killed", 1, 0);
            for (int level = 1; level <= 40; level++) {
                if (level == 10 || level == 25) {
                    new ProcessBuilder(
                                    "kill",
                                    "-KILL",
                                    Long.toString(house.database.serverProcess().orElseThrow()))
                            .start()
                            .waitFor();
                }
                house.updateUntilTaken("Killed", 1, level);
            }
            Subscriber.await("all", () -> ids(subscriber).stream().distinct().count() == 41);
            List<Integer> firsts =
                    levels(subscriber, entity("Killed", 1)).stream().distinct().toList();
            assertEquals(IntStream.rangeClosed(0, 40).boxed().toList(), firsts);
        }
    }
}
