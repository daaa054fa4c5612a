package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.MadeKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningInTest {
    private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    private final TownServer town = TownServer.start(1);

    @AfterEach
    void stop() {
        town.close();
    }

    private HttpResponse<byte[]> signIn(String secret) {
        return town.send(town.requestOfNobody("/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"secret\":\"" + secret + "\"}"))
                .build());
    }

    private String cookieOf(HttpResponse<byte[]> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private String signedIn() {
        return cookieOf(signIn(town.access.signInToken()));
    }

    private HttpResponse<byte[]> with(String cookie, HttpRequest.Builder request) {
        return town.send(request.header("Cookie", cookie).build());
    }

    private String own() {
        return "http://localhost:" + town.server.port();
    }

    @Test
    void aTokenBecomesACookieThatScriptsAndOtherSitesCannotUse() {
        HttpResponse<byte[]> answer = signIn(town.access.signInToken());
        assertEquals(200, answer.statusCode());
        assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
        String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(
                cookie.matches("meridian-" + town.server.port()
                        + "=meridian_session_[0-9a-f]{12}_[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict"),
                cookie);
        HttpResponse<byte[]> who = with(cookieOf(answer), town.requestOfNobody("/api/session"));
        assertTrue(TownServer.json(who).path("signedIn").asBoolean());
        assertEquals("Administrator", TownServer.json(who).path("name").asString());
        assertEquals(
                200, with(cookieOf(answer), town.requestOfNobody("/api/city")).statusCode());
    }

    @Test
    void aReplayedTokenSignsNobodyIn() {
        String token = town.access.signInToken();
        assertEquals(200, signIn(token).statusCode());
        HttpResponse<byte[]> again = signIn(token);
        assertEquals(401, again.statusCode());
        assertTrue(again.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void ofTwoBrowsersWithOneTokenOneGetsIn() throws Exception {
        try (ExecutorService two = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 5; round++) {
                String token = town.access.signInToken();
                Callable<Integer> come = () -> signIn(token).statusCode();
                List<Future<Integer>> came = two.invokeAll(List.of(come, come));
                assertEquals(601, came.get(0).get() + came.get(1).get());
            }
        }
    }

    @Test
    void anExpiredTokenSignsNobodyIn() {
        String token = town.access.signInToken();
        town.clock.forward(Duration.ofMinutes(10));
        assertEquals(401, signIn(token).statusCode());
    }

    @Test
    void anExpiredSessionIsNobodys() {
        String cookie = signedIn();
        town.clock.forward(Duration.ofHours(12));
        assertEquals(401, with(cookie, town.requestOfNobody("/api/city")).statusCode());
        HttpResponse<byte[]> who = with(cookie, town.requestOfNobody("/api/session"));
        assertEquals(200, who.statusCode());
        assertFalse(TownServer.json(who).path("signedIn").asBoolean());
    }

    @Test
    void theAdministratorsSecretSignsInAndAKeyDoesNot() {
        assertEquals(200, signIn(town.access.makeAdministrator()).statusCode());
        assertEquals(401, signIn(town.key).statusCode());
        assertEquals(401, signIn(town.local).statusCode());
        assertEquals(401, signIn("").statusCode());
    }

    @Test
    void whoSignsOutIsOutAndTheCookieGoes() {
        String cookie = signedIn();
        HttpResponse<byte[]> out = with(
                cookie,
                town.requestOfNobody("/api/session").header("Origin", own()).DELETE());
        assertEquals(200, out.statusCode());
        String gone = out.headers().firstValue("Set-Cookie").orElseThrow();
        assertTrue(gone.endsWith("; Max-Age=0") && gone.startsWith("meridian-" + town.server.port() + "=;"), gone);
        assertEquals(401, with(cookie, town.requestOfNobody("/api/city")).statusCode());
    }

    @Test
    void aBrowserMayNotBeMadeToActByAnotherPage() {
        String cookie = signedIn();
        String[][] strangers = {
            {"Sec-Fetch-Site", "cross-site"},
            {"Sec-Fetch-Site", "same-site"},
            {"Sec-Fetch-Site", "none"},
            {"Origin", "http://localhost:1"},
            {"Origin", "null"},
            {"Referer", own() + "/"}
        };
        for (String[] stranger : strangers) {
            HttpRequest.Builder pause = town.requestOfNobody("/api/clock")
                    .header(stranger[0], stranger[1])
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"paused\":true}"));
            HttpResponse<byte[]> answer = with(cookie, pause);
            assertEquals(403, answer.statusCode(), String.join(" ", stranger));
            assertEquals(
                    "forbidden_origin", TownServer.json(answer).path("code").asString());
        }
        assertFalse(town.city.clock().paused());
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site,same-origin", "Origin,OWN"})
    void ourOwnPageMayAct(String header, String value) {
        HttpRequest.Builder pause = town.requestOfNobody("/api/clock")
                .header(header, value.replace("OWN", own()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"paused\":true}"));
        assertEquals(200, with(signedIn(), pause).statusCode());
    }

    @Test
    void twoCookiesOfOneNameAreNone() {
        String cookie = signedIn();
        String other = signedIn();
        assertEquals(
                401,
                with(cookie + "; " + other, town.requestOfNobody("/api/city")).statusCode());
        assertEquals(
                200,
                with("theme=dark; " + cookie + "; x", town.requestOfNobody("/api/city"))
                        .statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Origin: http://evil.example\r\n", "Sec-Fetch-Site: cross-site\r\n", "Origin: null\r\n"})
    void aChannelOpensForTheCookieOfOurPageOnly(String header) {
        String answer = town.raw("GET /api/live HTTP/1.1\r\nHost: localhost\r\nCookie: " + signedIn() + "\r\n" + header
                + UPGRADE + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
    }

    @Test
    void aChannelOfNobodyIsRefusedInTheSameShape() {
        String answer = town.raw("GET /api/live HTTP/1.1\r\nHost: localhost\r\n" + UPGRADE + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
        assertTrue(answer.contains("\r\nWWW-Authenticate: Bearer realm=\"Meridian\"\r\n"), answer);
        assertTrue(answer.contains("\"code\":\"unauthenticated\""), answer);
    }

    @Test
    void aChannelIsClosedWhenItsKeyIsRevoked() {
        MadeKey made = town.access.makeKey(new KeyOrder("screen", Grant.ALL, 100, null));
        try (LiveClient client = LiveClient.with(town, made.secret())) {
            client.message(0, message -> true);
            town.access.revokeKey(made.key().id());
            assertEquals(1008, client.closed().status());
        }
        assertEquals(
                401,
                town.send(town.requestOfNobody("/api/city")
                                .header("Authorization", "Bearer " + made.secret())
                                .build())
                        .statusCode());
    }

    @Test
    void aChannelIsClosedWhenItsKeyExpires() {
        MadeKey made = town.access.makeKey(
                new KeyOrder("guest", Grant.ALL, 100, town.clock.instant().plusSeconds(60)));
        try (LiveClient client = LiveClient.with(town, made.secret())) {
            client.message(0, message -> true);
            town.clock.forward(Duration.ofSeconds(60));
            assertEquals(1008, client.closed().status());
        }
    }

    /** Twelve hours without a request, but with an open channel, are no idleness. */
    @Test
    @Timeout(60)
    void aSessionLastsWhileItsChannelIsOpen() throws Exception {
        String cookie = signedIn();
        String own = "Origin: " + own() + "\r\n";
        try (RawChannel channel =
                RawChannel.with(town, "localhost:" + town.server.port(), "Cookie: " + cookie + "\r\n" + own)) {
            for (int i = 0; i < 3; i++) {
                town.clock.forward(Duration.ofHours(8));
                untilTheUseIsNoted();
            }
            channel.send(1, "{}");
        }
        assertEquals(200, with(cookie, town.requestOfNobody("/api/city")).statusCode());
    }

    private void untilTheUseIsNoted() {
        String now = town.clock.instant().toString();
        Path file = town.data.resolve("access.json");
        Patience.await(
                "the session's use to be noted", () -> Files.readString(file).contains(now));
    }

    /** Until it is told to wait: a slow machine needs more tries than a quick one, because the bucket fills meanwhile. */
    private HttpResponse<byte[]> untilTooMany(Supplier<HttpResponse<byte[]>> ask, int usual) {
        HttpResponse<byte[]> answer = ask.get();
        for (int i = 0; i < 1000 && answer.statusCode() == usual; i++) {
            answer = ask.get();
        }
        assertEquals(429, answer.statusCode());
        assertEquals("too_many_requests", TownServer.json(answer).path("code").asString());
        assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
        return answer;
    }

    @Test
    void manyWrongSecretsAreToldToWaitAndARightOneIsNot() {
        HttpRequest guess = town.requestOfNobody("/api/city")
                .header("Authorization", "Bearer guess")
                .build();
        untilTooMany(() -> town.send(guess), 401);
        untilTooMany(() -> signIn("guess"), 401);
        assertEquals(200, signIn(town.access.signInToken()).statusCode());
        assertEquals(200, town.get("/api/city").statusCode());
    }

    @Test
    void aKeyMayNotAskMoreOftenThanItsRate() {
        MadeKey made = town.access.makeKey(new KeyOrder("slow", Grant.ALL, 1, null));
        HttpRequest request = town.requestOfNobody("/api/loading")
                .header("Authorization", "Bearer " + made.secret())
                .build();
        assertEquals(200, town.send(request).statusCode());
        assertEquals(200, town.send(request).statusCode());
        untilTooMany(() -> town.send(request), 200);
        assertEquals(200, town.get("/api/city").statusCode(), "another key");
    }

    @Test
    void keysAreMadeListedAndRevokedOverHttp() {
        HttpResponse<byte[]> made = town.post(
                "/api/keys",
                "{\"name\":\"loop 7\",\"scopes\":[\"write\",\"read\"],\"types\":[\"Crossing\"],\"areas\":"
                        + "[{\"west\":-57,\"south\":-35,\"east\":-56,\"north\":-34}],\"perSecond\":5,\"expires\":"
                        + "\"2030-01-01T00:00:00Z\"}");
        assertEquals(201, made.statusCode(), new String(made.body(), StandardCharsets.UTF_8));
        String secret = TownServer.json(made).path("secret").asString();
        String id = TownServer.json(made).path("key").path("id").asString();
        String list = new String(town.get("/api/keys").body(), StandardCharsets.UTF_8);
        assertTrue(list.contains(id) && list.contains("Crossing"), list);
        assertFalse(list.contains(secret.substring(secret.length() - 43)), list);
        assertFalse(list.contains("digest"), list);
        HttpRequest.Builder withIt = town.requestOfNobody("/api/loading").header("Authorization", "Bearer " + secret);
        assertEquals(200, town.send(withIt.build()).statusCode());
        assertEquals(
                200, town.send(town.request("/api/keys/" + id).DELETE().build()).statusCode());
        assertEquals(401, town.send(withIt.build()).statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"name\":\"a\"}",
                "{\"name\":\"a\",\"scopes\":[]}",
                "{\"name\":\"a\",\"scopes\":[\"root\"]}",
                "{\"name\":\"a\",\"scopes\":\"read\"}",
                "{\"name\":\"a\",\"scopes\":[1]}",
                "{\"name\":1,\"scopes\":[\"read\"]}",
                "{\"name\":\"\",\"scopes\":[\"read\"]}",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"perSecond\":0}",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"perSecond\":1e999}",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"perSecond\":\"5\"}",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"areas\":[1]}",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"areas\":[{\"west\":0,\"south\":0,\"east\":-1,\"north\":0}]}",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires\":\"tomorrow\"}",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires\":\"2001-01-01T00:00:00Z\"}",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"types\":[\"\"]}",
                "{\"name\":\"a\",\"scopes\":[\"administer\"],\"types\":[\"Crossing\"]}",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"scope\":[\"administer\"]}"
            })
    void anOrderForAKeyThatMakesNoSenseIsRefusedAndMakesNone(String body) {
        int before = town.access.keys().size();
        HttpResponse<byte[]> answer = town.post("/api/keys", body);
        assertEquals(400, answer.statusCode(), body);
        String message = TownServer.json(answer).path("message").asString();
        assertTrue(message.endsWith(".") && message.length() < 400, message);
        assertEquals(before, town.access.keys().size());
    }

    @Test
    void aLineOfTheLogTellsTheRouteAndNoSecretAndNoPayload() {
        String token = town.access.signInToken();
        signIn(token);
        town.get("/api/search?q=hospital");
        town.get("/api/links/0");
        town.rawGetOfNobody("/api/nothing/" + town.key, "Host: localhost\r\n");
        town.rawGetOfNobody("/?token=" + token, "Host: localhost\r\n");
        try (LiveClient client = LiveClient.of(town)) {
            client.message(0, message -> true);
        }
        List<String> lines = List.copyOf(town.requestLog);
        String all = String.join("\n", lines);
        String id = town.key.split("_")[2];
        assertTrue(all.contains("\"method\":\"GET\",\"route\":\"/api/search\",\"status\":200,"), all);
        assertTrue(all.contains("\"route\":\"/api/links/{index}\",\"status\":200,"), all);
        assertTrue(all.contains("\"route\":\"/api/session\",\"status\":200,"), all);
        assertTrue(all.contains("\"route\":\"unknown\",\"status\":404,"), all);
        assertTrue(all.contains("\"route\":\"/api/live\",\"status\":101,"), all);
        assertTrue(all.contains("\"caller\":\"" + id + "\""), all);
        for (String secret : List.of("hospital", token, town.key, "127.0.0.1", "meridian_")) {
            assertFalse(all.contains(secret), secret + " in " + all);
        }
        lines.forEach(line -> assertEquals(6, Answer.JSON.readTree(line).size(), line));
    }
}
