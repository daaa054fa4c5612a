package meridian.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a server says between its opening and its first city; DescriptionTest asks each operation. */
class LoadingTest {
    private final TownServer town = TownServer.loading(1);

    @AfterEach
    void stop() {
        town.close();
    }

    private JsonNode refused(String path) {
        HttpResponse<byte[]> answer = town.get(path);
        assertEquals(503, answer.statusCode());
        assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        return TownServer.json(answer);
    }

    @Test
    void healthSaysHowFarTheCityIs() {
        town.server.say(new Loading("Meridian Town", Loading.Step.PREPARING, 40));
        JsonNode problem = refused("/api/health");
        assertEquals("loading", problem.path("code").asString());
        assertEquals(
                "Meridian Town is loading, 40 %; ask again in a second.",
                problem.path("message").asString());
        assertEquals(
                Answer.JSON.readTree("{\"city\":\"Meridian Town\",\"step\":\"preparing\",\"percent\":40}"),
                problem.path("loading"));
    }

    @Test
    void noShareIsMadeUpWhileNobodyKnowsIt() {
        town.server.say(new Loading("Montevideo", Loading.Step.IMPORTING, 0));
        JsonNode problem = refused("/api/city");
        assertFalse(problem.path("loading").has("percent"), problem.toString());
        assertTrue(problem.path("message").asString().contains("which is done once"), problem.toString());
    }

    private JsonNode progress() {
        HttpResponse<byte[]> answer = town.get("/api/loading");
        assertEquals(200, answer.statusCode());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        return TownServer.json(answer);
    }

    @Test
    void whoAsksHowFarTheCityIsIsNeverRefused() {
        town.server.say(new Loading("Montevideo", Loading.Step.IMPORTING, 0));
        assertEquals(Answer.JSON.readTree("{\"city\":\"Montevideo\",\"step\":\"importing\"}"), progress());
        town.server.say(new Loading("Montevideo", Loading.Step.READING, 12));
        assertEquals(Answer.JSON.readTree("{\"city\":\"Montevideo\",\"step\":\"reading\",\"percent\":12}"), progress());
        town.show();
        assertEquals(
                Answer.JSON.readTree("{\"city\":\"Meridian Town\",\"step\":\"ready\",\"percent\":100}"), progress());
    }

    @Test
    void theMapIsThereWhileTheTrafficIsPrepared() {
        refused("/api/map/roads.bin");
        town.server.draw(town.town);
        JsonNode about = TownServer.json(town.get("/api/city"));
        assertEquals("Meridian Town", about.path("name").asString());
        assertFalse(about.has("startSeconds") || about.has("demand"), about.toString());
        byte[] roads = town.get("/api/map/roads.bin").body();
        byte[] tile = town.get("/api/map/0/0/0.mvt").body();
        refused("/api/figures");
        refused("/api/health");
        refused("/api/links/0");
        town.show();
        assertTrue(TownServer.json(town.get("/api/city")).has("demand"));
        assertArrayEquals(roads, town.get("/api/map/roads.bin").body());
        assertArrayEquals(tile, town.get("/api/map/0/0/0.mvt").body());
    }

    @Test
    void whatNeedsNoCityIsAnsweredAtOnce() {
        assertEquals(200, town.get("/api/openapi.yaml").statusCode());
        assertEquals(404, town.get("/api/nothing").statusCode());
        assertEquals(405, town.post("/api/city", "{}").statusCode());
    }

    @Test
    void theLiveChannelOpensForNobody() {
        String answer = town.rawGet(
                "/api/live",
                "Host: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 503 "), answer);
        assertTrue(answer.contains("\r\nRetry-After: 1\r\n"), answer);
        assertTrue(answer.contains("\"code\":\"loading\""), answer);
    }

    @Test
    void anythingAnswersOnceTheCityIsShown() {
        refused("/api/city");
        town.show();
        for (String path : new String[] {"city", "figures", "clock", "health", "links/0", "map/roads.bin"}) {
            HttpResponse<byte[]> answer = town.get("/api/" + path);
            assertEquals(200, answer.statusCode(), path + new String(answer.body(), StandardCharsets.UTF_8));
        }
        try (LiveClient client = LiveClient.of(town)) {
            client.view(new CitySquare(town.town).box(), 16);
            assertEquals(
                    Frame.VEHICLES,
                    client.frame(0, frame -> frame.kind() == Frame.VEHICLES).kind());
        }
    }
}
