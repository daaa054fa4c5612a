package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadTest {
    private static TownServer town;

    @BeforeAll
    static void start() {
        town = TownServer.start(1);
        // A body that changes from one request to the next has no length to compare.
        town.post("/api/clock", "{\"paused\":true}");
        Patience.await("the city to pause", () -> town.city.scene().clock().paused());
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nowhere.html",
                "/api/city",
                "/api/figures",
                "/api/clock",
                "/api/search?q=mar",
                "/api/search?q=",
                "/api/at?lon=100&lat=50",
                "/api/links/0",
                "/api/links/99999",
                "/api/junctions/0",
                "/api/stops/0",
                "/api/map/roads.bin",
                "/api/map/0/0/0.mvt",
                "/api/map/16/1/1.mvt",
                "/api/health",
                "/api/openapi.yaml",
                "/api/nothing"
            })
    void headAnswersLikeGetWithoutTheBody(String path) {
        HttpResponse<byte[]> get = town.get(path);
        HttpResponse<byte[]> head = town.send(town.request(path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        assertEquals(get.statusCode(), head.statusCode());
        assertEquals(0, head.body().length);
        for (String header : new String[] {"Content-Type", "Content-Length", "Cache-Control", "X-Frame-Options"}) {
            assertEquals(get.headers().allValues(header), head.headers().allValues(header), header);
        }
    }

    @Test
    void theNextAnswerOfTheConnectionIsUnderstood() {
        String host = " HTTP/1.1\r\nHost: localhost\r\n" + town.keyLine();
        String answer = town.raw("HEAD /api/health" + host + "\r\nGET /api/city" + host + "Connection: close\r\n\r\n");
        String[] parts = answer.split("\r\n\r\n", -1);
        assertEquals(3, parts.length, answer);
        assertTrue(parts[0].startsWith("HTTP/1.1 200 ") && parts[1].startsWith("HTTP/1.1 200 "), answer);
        assertEquals(
                "Meridian Town", Answer.JSON.readTree(parts[2]).path("name").asString());
    }
}
