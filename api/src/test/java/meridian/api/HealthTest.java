package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.twin.DiskTrouble;
import org.junit.jupiter.api.Test;

class HealthTest {
    /** The demand breaks a promise a minute after the start. */
    private static final TripSource BROKEN = new TripSource() {
        @Override
        public Iterator<Trip> trips(double fromSeconds) {
            Iterator<Trip> good =
                    meridian.testkit.Town.trips(meridian.testkit.Town.city(), 1).trips(fromSeconds);
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public Trip next() {
                    Trip trip = good.next();
                    if (trip.departSeconds() > fromSeconds + 60) {
                        throw new IllegalStateException("the trips ran out of order");
                    }
                    return trip;
                }
            };
        }

        @Override
        public OptionalLong count() {
            return OptionalLong.empty();
        }
    };

    @Test
    void aBrokenSimulationIsReportedAndTheRestStillAnswers() throws InterruptedException {
        Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {});
        try (TownServer town = TownServer.with(BROKEN)) {
            for (int i = 0; i < 600 && town.city.failure() == null; i++) {
                Thread.sleep(50);
            }
            var health = town.get("/api/health");
            assertEquals(503, health.statusCode());
            assertEquals("stopped", TownServer.json(health).path("code").asString());
            String message = TownServer.json(health).path("message").asString();
            assertTrue(message.contains("the trips ran out of order"), message);
            assertFalse(message.contains("\tat "), message);
            assertEquals(200, town.get("/api/figures").statusCode());
            assertEquals(200, town.get("/api/clock").statusCode());
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(usual);
        }
    }

    @Test
    void healthSaysWhetherTheCityRunsOrIsPaused() {
        try (TownServer town = TownServer.start(1)) {
            assertEquals(
                    "running",
                    TownServer.json(town.get("/api/health")).path("status").asString());
            town.post("/api/clock", "{\"paused\":true}");
            assertEquals(
                    "paused",
                    TownServer.json(town.get("/api/health")).path("status").asString());
        }
    }

    @Test
    void aDiskThatTakesNothingIsNamedAndCountedWhileAllGoesOn() {
        try (TownServer town = TownServer.start(1)) {
            assertEquals(
                    List.of(),
                    TownServer.json(town.get("/api/health"))
                            .path("troubles")
                            .valueStream()
                            .toList());
            town.twin.disk(new DiskTrouble(3, Optional.of("the twin's state cannot be kept now")));
            HttpResponse<byte[]> health = town.get("/api/health");
            assertEquals(200, health.statusCode());
            assertEquals(
                    "the twin's state cannot be kept now",
                    TownServer.json(health).path("troubles").path(0).asString());
            String metrics = new String(town.get("/metrics").body(), StandardCharsets.UTF_8);
            assertTrue(metrics.contains("meridian_disk_failures_total{what=\"snapshot\"} 3.0"), metrics);
            assertTrue(metrics.contains("meridian_disk_failures_total{what=\"history\"} 0.0"), metrics);
        }
    }
}
