package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    private static double value(String text, String series) {
        List<String> lines =
                text.lines().filter(line -> line.startsWith(series + " ")).toList();
        assertEquals(1, lines.size(), series + " in\n" + text);
        return Double.parseDouble(lines.getFirst().substring(series.length() + 1));
    }

    private static String text(TownServer town) {
        return new String(town.get("/metrics").body(), StandardCharsets.UTF_8);
    }

    @Test
    void requestsAreCountedByTheirRouteAndNeverByWhatWasAskedFor() {
        try (TownServer town = TownServer.start(1)) {
            for (int i = 0; i < 3; i++) {
                town.get("/api/links/" + i);
            }
            town.get("/api/links/99999999");
            town.get("/secret-7f3a");
            var answer = town.get("/metrics");
            assertEquals(200, answer.statusCode());
            assertEquals(
                    Metrics.TYPE, answer.headers().firstValue("Content-Type").orElse(""));
            String text = text(town);
            String route = "meridian_http_requests_seconds_count{method=\"GET\",route=\"/api/links/{index}\",status=";
            assertEquals(3, value(text, route + "\"200\"}"));
            assertEquals(1, value(text, route + "\"404\"}"));
            assertFalse(text.contains("7f3a"), "a path that is none of ours is not told");
            assertTrue(value(text, "meridian_city_speed") >= 1);
            assertTrue(text.contains("jvm_memory_used_bytes"), text);
        }
    }

    @Test
    void aServerIsReadyWhenItsCityAndItsTwinAreThere() {
        try (TownServer town = TownServer.loading(1)) {
            assertEquals(200, town.get("/api/health/live").statusCode());
            town.server.show(town.city, "Made-up trips.");
            var answer = town.get("/api/health/ready");
            assertEquals(503, answer.statusCode());
            assertEquals("loading", TownServer.json(answer).path("code").asString());
            assertFalse(text(town).contains("meridian_twin_entities"));
            town.server.connect(town.twin);
            var ready = town.get("/api/health/ready");
            assertEquals(200, ready.statusCode());
            assertEquals("on", TownServer.json(ready).path("twin").asString());
            assertEquals(0, value(text(town), "meridian_twin_entities"));
        }
    }

    @Test
    void aServerWithoutATwinIsReadyAndSaysSo() {
        try (TownServer town = TownServer.loading(1)) {
            town.server.leaveOutTwin();
            town.server.show(town.city, "Made-up trips.");
            var ready = town.get("/api/health/ready");
            assertEquals(200, ready.statusCode());
            assertEquals("off", TownServer.json(ready).path("twin").asString());
        }
    }
}
