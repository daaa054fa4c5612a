package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BadRequestTest {
    private static TownServer town;

    @BeforeAll
    static void start() {
        town = TownServer.start(1);
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    @AfterEach
    void theServerStillAnswers() {
        assertEquals(200, town.get("/api/health").statusCode());
        assertFalse(town.city.clock().paused());
        assertEquals(1, town.city.clock().speed());
    }

    private static void problem(HttpResponse<byte[]> answer, int status, String code) {
        String text = new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(status, answer.statusCode(), text);
        assertEquals(
                "application/json", answer.headers().firstValue("Content-Type").orElse(""), text);
        problem(text, code);
    }

    private static void problem(String body, String code) {
        JsonNode problem = Answer.JSON.readTree(body);
        assertEquals(code, problem.path("code").asString(), body);
        assertEquals(2, problem.size(), body);
        String message = problem.path("message").asString();
        assertTrue(message.endsWith("."), message);
        assertTrue(message.length() < 400, message);
        assertFalse(
                message.contains("Exception") || message.contains("meridian.api") || message.contains("\n"), message);
    }

    /** Over a raw socket: java.net.http refuses to send most of these. */
    private static void raw(String path, int status, String code) {
        String answer = town.rawGet(path, "Host: localhost:" + town.server.port() + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), path + ": " + answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("content-type: application/json"), answer);
        problem(answer.substring(answer.indexOf("\r\n\r\n") + 4), code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/search",
                "/api/search?q=",
                "/api/search?q=%20%20",
                "/api/search?q=a&limit=0",
                "/api/search?q=a&limit=51",
                "/api/search?q=a&limit=2.5",
                "/api/search?q=a&limit=0x10",
                "/api/search?q=a&limit=99999999999999999999",
                "/api/at",
                "/api/at?lon=1",
                "/api/at?lat=1",
                "/api/at?lon=NaN&lat=0",
                "/api/at?lon=Infinity&lat=0",
                "/api/at?lon=1d&lat=0",
                "/api/at?lon=181&lat=0",
                "/api/at?lon=0&lat=-91",
                "/api/at?lon=0&lat=0&radiusMeters=0",
                "/api/at?lon=0&lat=0&radiusMeters=501",
                "/api/at?lon=0&lat=0&radiusMeters=-1e999"
            })
    void aBadParameterIsNamed(String path) {
        problem(town.get(path), 400, "bad_parameter");
    }

    @Test
    void aQueryOfTooManyCharactersIsRefused() {
        problem(town.get("/api/search?q=" + "a".repeat(101)), 400, "bad_parameter");
    }

    @Test
    void anyCharacterMayBeSearchedFor() {
        for (String q :
                new String[] {"%00", "%F0%9F%9A%8C", "(", "%5C", "%25", ".*", "%27%22%3Cscript%3E", "%E4%B8%AD"}) {
            HttpResponse<byte[]> answer = town.get("/api/search?q=" + q);
            assertTrue(answer.statusCode() == 200 || answer.statusCode() == 400, q + ": " + answer.statusCode());
        }
    }

    @ParameterizedTest
    @CsvSource({"0,90", "0,-90", "180,0", "-180,0", "180,90", "-180,-90", "1e-7,1E-7", "-56.1,-34.9"})
    void farFromTheCityThereIsNothing(String lon, String lat) {
        HttpResponse<byte[]> answer = town.get("/api/at?lon=" + lon + "&lat=" + lat);
        if (answer.statusCode() != 200) {
            assertEquals(204, answer.statusCode());
            assertEquals(0, answer.body().length);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/links/-1",
                "/api/links/99999",
                "/api/links/2147483648",
                "/api/links/4294967296",
                "/api/links/99999999999999999999999999",
                "/api/links/1.5",
                "/api/links/x",
                "/api/links/%00",
                "/api/links/1%2F2",
                "/api/junctions/-1",
                "/api/junctions/1e1",
                "/api/stops/7",
                "/api/stops/%F0%9F%9A%8C",
                "/api/map/17/0/0.mvt",
                "/api/map/-1/0/0.mvt",
                "/api/map/3/8/0.mvt",
                "/api/map/3/0/8.mvt",
                "/api/map/3/0/0",
                "/api/map/3/0/0.png",
                "/api/map/16/65536/0.mvt",
                "/api/map/99999999999/0/0.mvt",
                "/api/map/1/0/99999999999.mvt",
                "/api/map/1/0/.mvt",
                "/api/map/0/0",
                "/api",
                "/api/",
                "/api/nothing",
                "/api/links",
                "/api/links/",
                "/api/links/0/0",
                "/api/live",
                "/nothing",
                "/assets/nothing.js",
                "/META-INF/MANIFEST.MF",
                "/favicon.ico"
            })
    void whatIsNotThereIsNotFound(String path) {
        problem(town.get(path), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../openapi.yaml",
                "/../../etc/passwd.json",
                "/%2e%2e/openapi.yaml",
                "/%2e%2e%2fopenapi.yaml",
                "/..%2f..%2fmeridian/api/openapi.json",
                "/assets/..%5c..%5cx.js",
                "//etc/passwd.json",
                "//index.html.json",
                "/assets//x.js",
                "/.%00/index.html",
                "/index.html%00.js",
                "/%c0%ae%c0%ae/x.js"
            })
    void noPathLeadsOutOfThePage(String path) {
        String answer = town.rawGet(path, "Host: localhost\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 404 ") || answer.startsWith("HTTP/1.1 400 "), path + ": " + answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("content-type: application/json"), answer);
    }

    @Test
    void brokenEscapesAreABadRequest() {
        raw("/%zz", 400, "bad_request");
        raw("/api/links/%", 400, "bad_request");
        raw("/api/search?q=%zz", 400, "bad_request");
        raw("/api/search?q=%", 400, "bad_request");
    }

    @Test
    void aVeryLongAddressIsRefused() {
        raw("/" + "a".repeat(100_000), 414, "bad_request");
        raw("/api/search?q=" + "a".repeat(3_000), 400, "bad_parameter");
    }

    @Test
    void veryLongHeadersAreABadRequest() {
        String answer = town.rawGet("/", "Host: localhost\r\nX: " + "a".repeat(1_000_000) + "\r\n");
        // The server may hang up before it has read them all, which a socket shows as a reset.
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 400 "), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "1",
                "\"x\"",
                "{} {}",
                "{\"speed\":\"2\"}",
                "{\"speed\":null}",
                "{\"speed\":0}",
                "{\"speed\":0.99}",
                "{\"speed\":61}",
                "{\"speed\":-1}",
                "{\"speed\":1e999}",
                "{\"speed\":NaN}",
                "{\"paused\":1}",
                "{\"paused\":\"true\"}",
                "{\"paused\":null}",
                "{\"paused\":true,\"speed\":100}",
                "{\"paused\":true,\"speed\":[]}"
            })
    void aBadClockChangesNothing(String body) {
        problem(town.post("/api/clock", body), 400, "bad_parameter");
    }

    @Test
    void deepNestingIsRefused() {
        problem(town.post("/api/clock", "[".repeat(30_000)), 400, "bad_parameter");
    }

    @Test
    void textThatIsNotUtf8IsRefused() {
        HttpRequest request = town.request("/api/clock")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'}))
                .build();
        problem(town.send(request), 400, "bad_parameter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "nonsense"})
    void aBodyOfAnotherTypeIsRefused(String type) {
        HttpRequest request = town.request("/api/clock")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("{\"paused\":true}"))
                .build();
        HttpResponse<byte[]> answer = town.send(request);
        assertTrue(answer.statusCode() == 415 || answer.statusCode() == 400, "status " + answer.statusCode());
        assertTrue(TownServer.json(answer).has("code"));
    }

    @Test
    void aBodyWithoutTypeIsRefused() {
        HttpRequest request = town.request("/api/clock")
                .POST(HttpRequest.BodyPublishers.ofString("{\"paused\":true}"))
                .build();
        problem(town.send(request), 415, "bad_content_type");
    }

    @Test
    void aHugeBodyIsRefusedWhetherItsLengthIsStatedOrNot() {
        String host = "POST /api/clock HTTP/1.1\r\nHost: localhost\r\n" + town.keyLine()
                + "Content-Type: application/json\r\nConnection: close\r\n";
        String stated = town.raw(host + "Content-Length: 65537\r\n\r\n" + " ".repeat(65_537));
        tooLarge(stated);
        String chunk = "10000\r\n" + " ".repeat(65_536) + "\r\n";
        tooLarge(town.raw(host + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n"));
        // A length that no number holds: Helidon answers 4xx or hangs up, never 5xx.
        for (String length : new String[] {"99999999999999999999", "x"}) {
            String answer = town.raw(host + "Content-Length: " + length + "\r\n\r\n");
            assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
        }
    }

    private static void tooLarge(String answer) {
        // A server that hangs up while the client still writes is seen as a reset by some systems.
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 413 "), answer);
        if (!answer.isEmpty()) {
            // What was already on its way may get a second answer, before the server hangs up.
            assertTrue(answer.contains("{\"code\":\"too_large\""), answer);
        }
    }

    @Test
    void aBodyOfTheLargestSizeIsRead() {
        assertEquals(
                200,
                town.post("/api/clock", "{\"speed\":1" + " ".repeat(65_000) + "}")
                        .statusCode());
    }

    @ParameterizedTest
    @CsvSource({
        "PUT,/api/clock,'GET, HEAD, POST'",
        "DELETE,/api/clock,'GET, HEAD, POST'",
        "POST,/api/city,'GET, HEAD'",
        "DELETE,/api/links/0,'GET, HEAD'",
        "PATCH,/api/map/0/0/0.mvt,'GET, HEAD'",
        "POST,/,'GET, HEAD'",
        "PUT,/index.html,'GET, HEAD'",
        "OPTIONS,/api/clock,'GET, HEAD, POST'",
        "BREW,/api/health,'GET, HEAD'"
    })
    void anotherMethodIsRefusedAndTheRightOnesAreNamed(String method, String path, String allowed) {
        HttpResponse<byte[]> answer = town.send(town.request(path)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
        problem(answer, 405, "bad_method");
        assertEquals(allowed, answer.headers().firstValue("Allow").orElse(""));
    }

    @Test
    void anUnknownPathIsNotFoundByAnyMethod() {
        problem(
                town.send(town.request("/api/nothing")
                        .method("DELETE", HttpRequest.BodyPublishers.noBody())
                        .build()),
                404,
                "not_found");
    }
}
