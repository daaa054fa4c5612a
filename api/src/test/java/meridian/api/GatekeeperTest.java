package meridian.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatekeeperTest {
    private static final String UPGRADE = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    private static TownServer town;

    @BeforeAll
    static void start() {
        town = TownServer.start(1);
    }

    @AfterAll
    static void stop() {
        town.close();
    }

    private static String own() {
        return "localhost:" + town.server.port();
    }

    private static void refused(String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
        problem(answer, "forbidden_origin");
    }

    private static void problem(String answer, String code) {
        protectedAnswer(answer);
        assertTrue(answer.toLowerCase(Locale.ROOT).contains("content-type: application/json"), answer);
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertEquals(code, Answer.JSON.readTree(body).path("code").asString(), answer);
        assertFalse(Answer.JSON.readTree(body).path("message").asString().isBlank(), answer);
        assertEquals(2, Answer.JSON.readTree(body).size(), answer);
    }

    private static void protectedAnswer(String answer) {
        String head = answer.substring(0, answer.indexOf("\r\n\r\n")).toLowerCase(Locale.ROOT);
        for (String header : List.of(
                "content-security-policy: default-src 'self'",
                "x-content-type-options: nosniff",
                "referrer-policy: no-referrer",
                "cross-origin-opener-policy: same-origin",
                "cross-origin-resource-policy: same-origin",
                "x-frame-options: deny")) {
            assertEquals(2, (head + " ").split("\r\n" + header, -1).length, header + " once in " + head);
        }
        assertFalse(head.contains("unsafe"), head);
        assertFalse(head.contains("access-control-"), head);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example",
                "evil.example:80",
                "127.0.0.1.nip.io",
                "0.0.0.0",
                "localhost.",
                "10.0.0.1",
                "[::2]",
                "127.0.0.2"
            })
    void anotherHostIsRefused(String host) {
        refused(town.rawGet("/api/city", "Host: " + host + "\r\n"));
        refused(town.rawGet("/", "Host: " + host + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user@localhost", "localhost, evil.example", "localhost:1:2", "localhost:x", "[::1"})
    void whatIsNoHostAtAllIsRefused(String host) {
        String answer = town.rawGet("/api/city", "Host: " + host + "\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        protectedAnswer(answer);
    }

    @Test
    void twoHostsAreRefused() {
        String answer = town.rawGet("/api/city", "Host: " + own() + "\r\nHost: evil.example\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        protectedAnswer(answer);
    }

    @Test
    void aRequestWithoutHostIsRefused() {
        String answer = town.rawGet("/api/city", "");
        assertTrue(answer.startsWith("HTTP/1.1 40"), answer);
        protectedAnswer(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "LocalHost", "[::1]", "[0:0:0:0:0:0:0:1]"})
    void theLoopbackByAnyNameIsServed(String name) {
        String host = name + ":" + town.server.port();
        for (String path : List.of("/api/city", "/api/clock")) {
            String answer = town.rawGet(path, "Host: " + host + "\r\nOrigin: http://" + host + "\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
            protectedAnswer(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "null",
                "https://localhost",
                "http://localhost:1",
                "http://localhost",
                "file://",
                "http://127.0.0.1.evil.example",
                ""
            })
    void aForeignPageIsRefusedEverywhere(String origin) {
        String headers = "Host: " + own() + "\r\nOrigin: " + origin + "\r\n";
        refused(town.rawGet("/api/city", headers));
        refused(town.rawGet("/api/map/roads.bin", headers));
        refused(
                town.raw(
                        "POST /api/clock HTTP/1.1\r\n" + headers
                                + "Content-Type: application/json\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"paused\":true}"));
        assertFalse(town.city.clock().paused());
        refused(town.raw("GET /api/live HTTP/1.1\r\n" + headers + UPGRADE + "\r\n"));
    }

    @Test
    void aSecondForeignOriginIsRefused() {
        refused(town.rawGet(
                "/api/city", "Host: " + own() + "\r\nOrigin: http://" + own() + "\r\nOrigin: http://evil.example\r\n"));
    }

    @Test
    void theLiveChannelOfAReboundNameIsRefused() {
        refused(town.raw("GET /api/live HTTP/1.1\r\nHost: evil.example\r\n" + UPGRADE + "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/nothing.html",
                "/api/nothing",
                "/api/links/99999",
                "/api/search",
                "/api/map/roads.bin",
                "/api/map/16/1/1.mvt",
                "/api/openapi.yaml",
                "/api/live",
                "/%zz",
                "/icon.svg"
            })
    void everyAnswerIsProtected(String path) {
        protectedAnswer(town.rawGet(path, "Host: " + own() + "\r\n"));
    }

    @Test
    void whatIsNotHttpGetsAProblemToo() {
        String answer = town.raw("NONSENSE\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        protectedAnswer(answer);
    }

    @Test
    void aPreflightGetsNoPermission() {
        String answer = town.raw(
                "OPTIONS /api/clock HTTP/1.1\r\nHost: " + own()
                        + "\r\nOrigin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\nConnection: close\r\n\r\n");
        refused(answer);
    }

    @Test
    void nobodyOutsideThisMachineCanConnect() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                .toList();
        org.junit.jupiter.api.Assumptions.assumeFalse(others.isEmpty(), "this machine has the loopback only");
        for (InetAddress other : others) {
            try (Socket socket = new Socket()) {
                assertThrows(
                        ConnectException.class,
                        () -> socket.connect(new InetSocketAddress(other, town.server.port()), 5000),
                        other.toString());
            }
        }
    }
}
