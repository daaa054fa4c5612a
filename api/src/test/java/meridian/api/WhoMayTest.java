package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import meridian.api.access.Area;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.api.access.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Walks all routes as nobody and as everybody, and compares with a table that was written by hand. */
class WhoMayTest {
    /** What each route needs; "whole" where keys that are limited to types or areas are refused. */
    private static final Map<String, String> TABLE = new TreeMap<>(Map.ofEntries(
            Map.entry("GET /api/city", "read whole"),
            Map.entry("GET /api/loading", "read"),
            Map.entry("GET /api/figures", "read whole"),
            Map.entry("GET /api/clock", "read whole"),
            Map.entry("POST /api/clock", "command whole"),
            Map.entry("GET /api/search", "read whole"),
            Map.entry("GET /api/at", "read whole"),
            Map.entry("GET /api/links/{index}", "read whole"),
            Map.entry("GET /api/junctions/{index}", "read whole"),
            Map.entry("GET /api/street", "read whole"),
            Map.entry("GET /api/stops/{index}", "read whole"),
            Map.entry("GET /api/map/roads.bin", "read whole"),
            Map.entry("GET /api/map/{z}/{x}/{y}", "read whole"),
            Map.entry("GET /api/health", "read"),
            Map.entry("GET /api/health/live", "read"),
            Map.entry("GET /api/health/ready", "read"),
            Map.entry("GET /metrics", "read"),
            Map.entry("GET /api/openapi.yaml", "read"),
            Map.entry("GET /api/session", "public"),
            Map.entry("POST /api/session", "public"),
            Map.entry("DELETE /api/session", "public"),
            Map.entry("POST /api/session/tokens", "local"),
            Map.entry("GET /api/keys", "administer whole"),
            Map.entry("POST /api/keys", "administer whole"),
            Map.entry("DELETE /api/keys/{id}", "administer whole"),
            Map.entry("GET /api/following", "read whole"),
            Map.entry("GET /api/actions", "read whole"),
            Map.entry("POST /api/actions", "command whole"),
            Map.entry("GET /api/actions/{id}", "read whole"),
            Map.entry("GET /api/actions/{id}/leaves", "read whole"),
            Map.entry("POST /api/actions/{id}/approval", "command whole"),
            Map.entry("POST /api/actions/{id}/denial", "command whole"),
            Map.entry("GET /api/policies", "read whole"),
            Map.entry("POST /api/policies", "command whole"),
            Map.entry("DELETE /api/policies/{id}", "command whole"),
            Map.entry("POST /api/modes", "command whole"),
            Map.entry("POST /api/emergency-stop", "command whole"),
            Map.entry("GET /api/twin", "read whole"),
            Map.entry("POST /observations", "write"),
            Map.entry("GET /observations/stream", "write"),
            Map.entry("GET /live", "read"),
            Map.entry("GET /ngsi-ld/v1/subscriptions", "read whole"),
            Map.entry("POST /ngsi-ld/v1/subscriptions", "write whole"),
            Map.entry("GET /ngsi-ld/v1/subscriptions/{id}", "read whole"),
            Map.entry("PATCH /ngsi-ld/v1/subscriptions/{id}", "write whole"),
            Map.entry("DELETE /ngsi-ld/v1/subscriptions/{id}", "write whole"),
            Map.entry("GET /ngsi-ld/v1/subscriptions/{id}/deadLetters", "read whole"),
            Map.entry("DELETE /ngsi-ld/v1/subscriptions/{id}/deadLetters", "write whole"),
            Map.entry("POST /ngsi-ld/v1/subscriptions/{id}/deadLetters/replay", "write whole"),
            Map.entry("GET /ngsi-ld/v1/entities", "read"),
            Map.entry("POST /ngsi-ld/v1/entities", "write"),
            Map.entry("GET /ngsi-ld/v1/entities/{id}", "read"),
            Map.entry("PATCH /ngsi-ld/v1/entities/{id}", "write"),
            Map.entry("DELETE /ngsi-ld/v1/entities/{id}", "write"),
            Map.entry("POST /ngsi-ld/v1/entities/{id}/attrs", "write"),
            Map.entry("PATCH /ngsi-ld/v1/entities/{id}/attrs", "write"),
            Map.entry("DELETE /ngsi-ld/v1/entities/{id}/attrs/{name}", "write"),
            Map.entry("GET /ngsi-ld/v1/temporal/entities", "read"),
            Map.entry("GET /ngsi-ld/v1/temporal/entities/{id}", "read"),
            Map.entry("GET /api/as-of", "read"),
            Map.entry("GET /api/as-of/{id}", "read"),
            Map.entry("GET /api/history", "read whole"),
            Map.entry("GET /api/live", "read whole")));

    private static final Set<String> EVERYTHING = Set.of("read", "write", "command", "administer");

    /** Somebody with a way to show it. What they may says the test, not the server. */
    private enum Who {
        NOBODY(Set.of(), false),
        READER(Set.of("read"), false),
        WRITER(Set.of("write"), false),
        COMMANDER(Set.of("command"), false),
        KEEPER(Set.of("administer"), false),
        READER_OF_A_TYPE(Set.of("read", "write", "command"), true),
        READER_OF_AN_AREA(Set.of("read", "write", "command"), true),
        PERSON(EVERYTHING, false),
        LOCAL(
                Stream.concat(EVERYTHING.stream(), Stream.of("local")).collect(java.util.stream.Collectors.toSet()),
                false);

        private final Set<String> may;
        private final boolean limited;

        Who(Set<String> may, boolean limited) {
            this.may = may;
            this.limited = limited;
        }

        int refusal(String needs) {
            String[] words = needs.split(" ");
            if (words[0].equals("public")) {
                return 0;
            }
            boolean refused = !may.contains(words[0]) || limited && words.length > 1;
            return !refused ? 0 : this == NOBODY ? 401 : 403;
        }
    }

    private static TownServer town;

    @BeforeAll
    static void start() {
        town = TownServer.start(1);
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    private static String key(Set<String> types, List<Area> areas, Scope... scopes) {
        Grant grant = new Grant(EnumSet.copyOf(List.of(scopes)), types, areas);
        return "Authorization: Bearer "
                + town.access.makeKey(new KeyOrder("who", grant, 1000, null)).secret();
    }

    /** A header that shows who asks. Sessions are new ones: one of the routes ends them. */
    private static String header(Who who) {
        List<Area> everywhere = List.of(new Area(-180, -90, 180, 90));
        return switch (who) {
            case NOBODY -> "X-Nobody: at all";
            case READER -> key(Set.of(), List.of(), Scope.READ);
            case WRITER -> key(Set.of(), List.of(), Scope.WRITE);
            case COMMANDER -> key(Set.of(), List.of(), Scope.COMMAND);
            case KEEPER -> key(Set.of(), List.of(), Scope.ADMINISTER);
            case READER_OF_A_TYPE -> key(Set.of("Crossing"), List.of(), Scope.READ, Scope.WRITE, Scope.COMMAND);
            case READER_OF_AN_AREA -> key(Set.of(), everywhere, Scope.READ, Scope.WRITE, Scope.COMMAND);
            case PERSON ->
                "Cookie: meridian-" + town.server.port() + "="
                        + town.access.signIn(town.access.signInToken()).orElseThrow();
            case LOCAL -> "Authorization: Bearer " + town.local;
        };
    }

    @Test
    void theTableNamesEveryRouteAndEveryChannel() {
        Map<String, String> served = new TreeMap<>();
        for (Routes.Route route : town.server.routes()) {
            served.put(name(route), route.permission().word());
        }
        for (ChannelDoor channel : town.server.channels()) {
            served.put("GET " + channel.path(), channel.permission().word());
        }
        Map<String, String> expected = new TreeMap<>();
        TABLE.forEach((route, needs) -> expected.put(route, needs.split(" ")[0]));
        assertEquals(expected, served);
    }

    @TestFactory
    Stream<DynamicTest> everybodyMayWhatTheTableSays() {
        return TABLE.entrySet().stream()
                .flatMap(row -> Stream.of(Who.values())
                        .map(who -> DynamicTest.dynamicTest(
                                who + " " + row.getKey(), () -> check(who, row.getKey(), row.getValue()))));
    }

    private static void check(Who who, String route, String needs) {
        String path = route.split(" ")[1];
        if (town.server.channels().stream().anyMatch(channel -> channel.path().equals(path))) {
            check(who, route, needs, upgrade(path, header(who)));
        }
        if (town.server.routes().stream().anyMatch(served -> route.equals(name(served)))) {
            check(who, route, needs, ask(who, route));
        }
    }

    private static String name(Routes.Route route) {
        return route.method().text() + " " + route.path();
    }

    private static void check(Who who, String route, String needs, int status) {
        int expected = who.refusal(needs);
        if (expected == 0) {
            assertFalse(Set.of(401, 403, 405, 429, 500).contains(status), route + ": " + status);
        } else {
            assertEquals(expected, status, route);
        }
    }

    private static int ask(Who who, String route) {
        String method = route.split(" ")[0];
        String path = route.split(" ")[1].replace("{y}", "0.mvt").replaceAll("\\{\\w+}", "0");
        String body = path.equals("/api/session")
                ? "{\"secret\":\"" + town.access.signInToken() + "\"}"
                : "{\"name\":\"made\",\"scopes\":[\"read\"]}";
        String[] shown = header(who).split(": ", 2);
        HttpRequest.Builder request = town.requestOfNobody(path).header(shown[0], shown[1]);
        if (method.equals("POST")) {
            request.header("Content-Type", "application/json")
                    .header("Origin", "http://localhost:" + town.server.port());
        }
        if (method.equals("DELETE") || method.equals("PATCH")) {
            request.header("Sec-Fetch-Site", "same-origin");
        }
        HttpResponse<byte[]> answer = town.send(
                request.method(method, method.equals("POST") ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
                        .build());
        if (answer.statusCode() == 401 || answer.statusCode() == 403) {
            String code = answer.statusCode() == 401 ? "unauthenticated" : "forbidden";
            assertEquals(code, TownServer.json(answer).path("code").asString());
        }
        if (answer.statusCode() == 401) {
            String how = answer.headers().firstValue("WWW-Authenticate").orElse("");
            assertEquals("Bearer realm=\"Meridian\"", how);
        }
        return answer.statusCode();
    }

    private static int upgrade(String path, String header) {
        String host = "localhost:" + town.server.port();
        String answer =
                town.raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n" + header
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" + "\u0088\u0080\0\0\0\0");
        return Integer.parseInt(answer.substring(9, 12));
    }

    @Test
    void headNeedsWhatGetNeeds() {
        for (Routes.Route route : town.server.routes()) {
            String path = route.path().replaceAll("\\{\\w+}", "0");
            HttpResponse<byte[]> answer = town.send(town.requestOfNobody(path)
                    .method("HEAD", BodyPublishers.noBody())
                    .build());
            boolean open = path.equals("/api/session");
            assertEquals(open ? 200 : answer.statusCode() == 405 ? 405 : 401, answer.statusCode(), path);
        }
    }

    /** Neither the way around the router's words nor a route that nobody declared leads to anything. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api//city",
                "//api/city",
                "/api/./city",
                "/api/x/../city",
                "/api/city/",
                "/api/city;a=b",
                "/api/%63ity",
                "/%61pi/city",
                "/API/city",
                "/api/city%2f",
                "/api/city%00",
                "/api/city?access_token=KEY",
                "/api/city?Authorization=Bearer%20KEY",
                "/api/nothing",
                "/ngsi-ld/v1/entities",
                "/api/keys/1/secret",
                "/api/session/tokens/1",
                "/../api/city",
                "http://localhost/api/city"
            })
    void nobodyGetsTheCityByAnotherSpelling(String path) {
        String answer = town.rawGetOfNobody(path.replace("KEY", town.key), "Host: localhost\r\n");
        assertTrue(answer.matches("(?s)HTTP/1.1 (400|401|404) .*"), answer);
        assertFalse(answer.contains("Meridian Town"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/keys/1/2", "/ngsi-ld/v1/subscription", "/metrics/jvm"})
    void whatIsNotDeclaredIsNotThereForTheMightiestEither(String path) {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
            HttpResponse<byte[]> answer = town.send(town.requestOfNobody(path)
                    .header("Authorization", "Bearer " + town.local)
                    .method(method, BodyPublishers.noBody())
                    .build());
            assertTrue(answer.statusCode() == 404 || answer.statusCode() == 405, method + " " + answer.statusCode());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Basic KEY",
                "Authorization: KEY",
                "Authorization: Bearer",
                "Authorization: Bearer KEY KEY",
                "Authorization: Bearer KEY, Bearer KEY",
                "Authorization: Bearer KEYx",
                "Authorization: Bearer \"KEY\"",
                "Authorization: Digest KEY",
                "Authorization: Bearer KEY\r\nAuthorization: Bearer KEY",
                "Authorization: Bearer wrong\r\nAuthorization: Bearer KEY",
                "Authorization: Bearer\tKEY",
                "Authorization: Bearer wrong\r\n KEY",
                "Proxy-Authorization: Bearer KEY",
                "X-Authorization: Bearer KEY",
                "Cookie: Authorization=Bearer KEY",
                "Cookie: meridian-PORT=KEY",
                "X-Original-URL: /api/session",
                "X-HTTP-Method-Override: HEAD",
                "X-Forwarded-For: 127.0.0.1"
            })
    void aKeyCountsInItsOwnHeaderOnly(String lines) {
        String header = lines.replace("KEY", town.key).replace("PORT", String.valueOf(town.server.port()));
        String answer = town.rawGetOfNobody("/api/city", "Host: localhost\r\n" + header + "\r\n");
        // A folded line is refused before anybody looks at it; too many wrong ones are told to wait.
        assertTrue(answer.matches("(?s)HTTP/1.1 (400|401|429) .*"), answer);
        assertFalse(answer.contains("Meridian Town"), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer", "BEARER", "Bearer "})
    void theSchemeMayBeWrittenAsRfc7235Allows(String scheme) {
        String answer = town.rawGetOfNobody(
                "/api/city", "Host: localhost\r\nAuthorization: " + scheme + " " + town.key + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    @Test
    void aWrongKeyIsNotMadeGoodByACookie() {
        String cookie = header(Who.PERSON);
        String answer = town.rawGetOfNobody(
                "/api/city", "Host: localhost\r\n" + cookie + "\r\nAuthorization: Bearer wrong\r\n");
        assertTrue(answer.matches("(?s)HTTP/1.1 (401|429) .*"), answer);
        assertTrue(town.rawGetOfNobody("/api/city", "Host: localhost\r\n" + cookie + "\r\n")
                .startsWith("HTTP/1.1 200 "));
    }

    @Test
    void hugeHeadersAreRefusedAndTheServerLives() {
        String huge = "Authorization: Bearer " + "a".repeat(100_000) + "\r\n";
        String answer = town.rawGetOfNobody("/api/city", "Host: localhost\r\n" + huge);
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
        String many = "Cookie: a=b\r\n".repeat(20_000);
        answer = town.rawGetOfNobody("/api/city", "Host: localhost\r\n" + many);
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
        assertEquals(200, town.get("/api/city").statusCode());
    }

    /** One request by its length, two by its chunks: whoever is in front may see one, and the second is nobody's. */
    @Test
    void aRequestHiddenInABodyChangesNothing() {
        String hidden = "POST /api/clock HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 15\r\n\r\n{\"paused\":true}";
        String body = "0\r\n\r\n" + hidden;
        town.raw("POST /api/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                + "\r\nTransfer-Encoding: chunked\r\n\r\n" + body);
        assertFalse(town.city.clock().paused());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/nothing", "/api/city", "/", "/lives", "/observations", "/api/live/", "/api/keys"})
    void noChannelIsThereThatNobodyDeclared(String path) {
        String answer = town.rawGet(
                path,
                "Host: localhost\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        assertFalse(answer.startsWith("HTTP/1.1 101 "), answer);
    }

    /** The router takes two slashes for one: then it is the same door. */
    @Test
    void aChannelByAnotherSpellingHasTheSameDoor() {
        String answer = town.rawGetOfNobody(
                "/api//live",
                "Host: localhost\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 401 "), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get", "TRACE", "CONNECT", "OPTIONS", "PROPFIND", "GETT", "POST"})
    void nobodyGetsTheCityByAnotherMethod(String method) {
        String answer = town.raw(method + " /api/city HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(answer.isEmpty() || answer.startsWith("HTTP/1.1 4"), answer);
        assertFalse(answer.contains("Meridian Town"), answer);
    }

    @Test
    void thePageIsForEverybodyAndSaysNothingOfTheCity() {
        String answer = town.rawGetOfNobody("/", "Host: localhost\r\n");
        assertFalse(answer.contains("Meridian Town"), answer);
        assertNotEquals("401", answer.substring(9, 12));
    }

    @Test
    void aRefusalTellsWhichScopeIsMissing() {
        String[] shown = header(Who.WRITER).split(": ", 2);
        HttpResponse<byte[]> answer = town.send(
                town.requestOfNobody("/api/city").header(shown[0], shown[1]).build());
        assertEquals(403, answer.statusCode());
        assertEquals(
                "Bearer realm=\"Meridian\", error=\"insufficient_scope\", scope=\"read\"",
                answer.headers().firstValue("WWW-Authenticate").orElse(""));
        assertTrue(new String(answer.body(), StandardCharsets.UTF_8).contains("lacks the scope read"));
    }
}
