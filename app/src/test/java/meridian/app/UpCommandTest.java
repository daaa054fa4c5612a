package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import meridian.app.machine.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program in a process of its own, as the launcher starts it. */
final class UpCommandTest {
    @TempDir
    private Path folder = Path.of("");

    /** A running {@code meridian up} that has printed its address. */
    private record Running(Process process, String address, String cookie, Path err) implements AutoCloseable {
        HttpResponse<String> ask(String path) throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                        .header("Cookie", cookie)
                        .build();
                return client.send(request, HttpResponse.BodyHandlers.ofString());
            }
        }

        /** The answer, when the city is loaded. */
        String get(String path) throws IOException, InterruptedException {
            HttpResponse<String> answer = ask(path);
            while (answer.statusCode() == 503 && process.isAlive()) {
                assertTrue(answer.body().contains("\"code\":\"loading\""), answer.body());
                Thread.sleep(50);
                answer = ask(path);
            }
            assertEquals(200, answer.statusCode(), answer.body());
            return answer.body();
        }

        @Override
        public void close() {
            // In order, so that its database has gone too before the folder does.
            process.destroy();
            process.onExit()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .exceptionally(_ -> process)
                    .join();
            process.destroyForcibly().onExit().join();
        }

        void untilItIsUp() throws InterruptedException {
            while (process.isAlive() && !read(err).contains("is up;")) {
                Thread.sleep(20);
            }
        }
    }

    private Running up(String... more) throws IOException, InterruptedException {
        List<String> command = Cli.program("up", "--no-open", "--port", "0", "--data", folder.resolve("data"));
        command.addAll(List.of(more));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        // No network in tests: Montevideo is neither cached nor fetched.
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("MERIDIAN_CITY_TRIED", "1");
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String address = out.readLine();
        assertNotNull(address, () -> "no address: " + read(err));
        PrintedAddress printed = PrintedAddress.of(address);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> signedIn = printed.signIn(client);
            assertEquals(200, signedIn.statusCode(), signedIn.body());
            assertEquals(401, printed.signIn(client).statusCode(), "the address works once");
            return new Running(process, printed.page(), PrintedAddress.cookie(signedIn), err);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    void withoutMontevideoTheTownOpensAnswersAndStopsInOrder() throws Exception {
        try (Running town = up("--speed", "10")) {
            assertTrue(town.get("api/health").matches(".*\"status\":\"(filling|running)\".*"));
            assertTrue(town.get("api/city").contains("Meridian Town"));
            assertTrue(town.get("").contains("<html") || town.get("").contains("<!doctype"));
            town.process().destroy();
            assertTrue(town.process().waitFor(20, TimeUnit.SECONDS), "it does not stop");
            assertEquals(0, town.process().exitValue());
            String err = read(town.err());
            assertTrue(err.contains("showing Meridian Town instead"), err);
            assertTrue(err.endsWith("stopped\n"), err);
        }
    }

    /** RFC 6455 leaves opcodes 3 to 7 undefined. */
    @Test
    void clientsThatBreakTheProtocolCannotFillTheTerminal() throws Exception {
        try (Running town = up()) {
            // The channel opens when there is traffic to show.
            town.get("api/health");
            for (int i = 0; i < 30; i++) {
                breakTheProtocol(URI.create(town.address()).getPort(), town.cookie());
            }
            town.get("api/city");
            List<String> said = read(town.err())
                    .lines()
                    .filter(line -> line.startsWith("meridian: ") || line.contains("\tat "))
                    .toList();
            assertTrue(said.getFirst().contains("code 5"), said.getFirst());
            assertEquals(2, said.size(), () -> "the first and the tenth time: " + read(town.err()));
        }
    }

    private static void breakTheProtocol(int port, String cookie) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String upgrade = "GET /api/live HTTP/1.1\r\nHost: localhost:" + port
                    + "\r\nOrigin: http://localhost:" + port + "\r\nCookie: " + cookie
                    + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    + "Sec-WebSocket-Version: 13\r\n\r\n";
            socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(new byte[] {(byte) 0x85, (byte) 0x80, 0, 0, 0, 0});
            // The server ends it; whatever it had to say before is of no interest.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            // Another way to end it.
        }
    }

    /** The address is printed when the port opens; what needs a city waits, the page does not. */
    @Test
    void thePageIsThereAsSoonAsItsAddressIs() throws Exception {
        try (Running town = up()) {
            HttpResponse<String> page = town.ask("");
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("<!doctype") || page.body().contains("<html"), page.body());
        }
    }

    @Test
    void theStreetsAreNotEmptyWhenItOpens() throws Exception {
        try (Running town = up("--speed", "1")) {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            int vehicles = 0;
            while (vehicles < 30 && System.nanoTime() < deadline) {
                Thread.sleep(200);
                vehicles = Integer.parseInt(town.get("api/figures").replaceFirst("(?s).*?\"vehicles\":(\\d+).*", "$1"));
            }
            assertTrue(vehicles >= 30, vehicles + " vehicles after 30 s at speed 1");
        }
    }

    @Test
    void aSecondInstanceOnTheSameDataIsSentToTheFirst() throws Exception {
        try (Running first = up()) {
            Cli second = Cli.run("up", "--no-open", "--port", "0", "--data", folder.resolve("data"));
            assertEquals(3, second.exitCode(), second.err());
            assertTrue(second.err().contains(first.address()), second.err());
            assertFalse((second.err() + read(folder.resolve("data/address"))).contains("sign-in"), second.err());
        }
    }

    private Cli keys(Object... words) {
        List<Object> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", folder.resolve("data")));
        return Cli.run(all.toArray());
    }

    private static int status(Running town, String path, String key) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(town.address() + path))
                    .header("Authorization", "Bearer " + key)
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
        }
    }

    @Test
    void keysAreMadeListedAndRevokedWhileItRunsAndWhileItDoesNot() throws Exception {
        String before =
                keys("keys", "create", "made before", "--scope", "read").out().strip();
        try (Running town = up()) {
            town.get("api/city");
            assertEquals(200, status(town, "api/city", before));
            Cli made = keys("keys", "create", "made meanwhile", "--scope", "read,write", "--expires", "2100-01-01");
            assertEquals(0, made.exitCode(), made.err());
            String key = made.out().strip();
            assertEquals(200, status(town, "api/city", key));
            String list = keys("keys", "list").out();
            assertTrue(list.contains("made before") && list.contains("made meanwhile"), list);
            assertFalse(list.contains(key.substring(key.length() - 43)), list);
            Cli revoked = keys("keys", "revoke", key.split("_")[2]);
            assertEquals(0, revoked.exitCode(), revoked.err());
            assertEquals(401, status(town, "api/city", key));
            assertEquals(4, keys("keys", "revoke", "nothing").exitCode());
            assertEquals(
                    2,
                    keys("keys", "create", "x", "--scope", "administer", "--type", "T")
                            .exitCode());
        }
        assertTrue(keys("keys", "list").out().contains("revoked"), "after the end");
    }

    @Test
    void signInPrintsAnotherAddressOfTheRunningInstanceOnly() throws Exception {
        Cli none = keys("sign-in");
        assertEquals(4, none.exitCode(), none.err());
        try (Running town = up()) {
            Cli asked = keys("sign-in");
            assertEquals(0, asked.exitCode(), asked.err());
            PrintedAddress printed = PrintedAddress.of(asked.out().strip());
            assertEquals(town.address(), printed.page());
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertEquals(200, printed.signIn(client).statusCode());
                assertEquals(401, printed.signIn(client).statusCode());
            }
        }
    }

    @Test
    void whatItKeepsIsItsOwnersAlone() throws Exception {
        try (Running town = up()) {
            Path data = folder.resolve("data");
            assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(data));
            for (String file : List.of("access.json", "local-door.json")) {
                assertEquals(
                        PosixFilePermissions.fromString("rw-------"),
                        Files.getPosixFilePermissions(data.resolve(file)),
                        file);
            }
            town.untilItIsUp();
            town.process().destroy();
            assertTrue(town.process().waitFor(20, TimeUnit.SECONDS), "it does not stop");
            assertFalse(Files.exists(data.resolve("local-door.json")), "the door stays open");
        }
    }

    /** Standard error of a service goes to a log; the secret must not get there, nor any token. */
    @Test
    void withoutATerminalNoSecretIsPrinted() throws Exception {
        try (Running town = up("--log-requests")) {
            town.untilItIsUp();
            town.get("api/city");
            String err = read(town.err());
            // The line is written when the answer has been sent.
            for (int i = 0; i < 200 && !err.contains("\"route\":\"/api/city\""); i++) {
                Thread.sleep(50);
                err = read(town.err());
            }
            assertTrue(err.contains("no terminal to show the administrator's secret on"), err);
            assertTrue(err.contains("\"route\":\"/api/city\",\"status\":200"), err);
            assertFalse(err.contains("meridian_"), err);
        }
    }

    /** util-linux's script gives the program a terminal. */
    @Test
    void inATerminalTheAdministratorsSecretIsShownOnceAndSignsIn() throws Exception {
        assumeTrue(Browser.onPath("script").isPresent(), "there is no 'script' here to make a terminal");
        String first = startInATerminal();
        Matcher secret = Pattern.compile("shown this once: (meridian_administrator_\\S{56})")
                .matcher(first);
        assertTrue(secret.find(), first);
        try (Running town = up();
                HttpClient client = HttpClient.newHttpClient()) {
            assertEquals(
                    200,
                    new PrintedAddress(town.address(), secret.group(1))
                            .signIn(client)
                            .statusCode());
        }
        assertFalse(startInATerminal().contains("shown this once"), "at the second start");
    }

    /** What a terminal showed until the city was up. */
    private String startInATerminal() throws IOException, InterruptedException {
        List<String> words = Cli.program("up", "--no-open", "--port", "0", "--data", folder.resolve("data"));
        String line = words.stream().map(w -> "'" + w + "'").collect(Collectors.joining(" "));
        ProcessBuilder builder = new ProcessBuilder("script", "-qefc", line, "/dev/null").redirectErrorStream(true);
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        builder.environment().put("MERIDIAN_CITY_TRIED", "1");
        Process process = builder.start();
        StringBuilder shown = new StringBuilder();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String said = out.readLine(); said != null; said = out.readLine()) {
                shown.append(said).append('\n');
                if (said.contains("is up;")) {
                    process.getOutputStream().write(3);
                    process.getOutputStream().flush();
                    // Whoever was started in the background by a shell without job control cannot hear Ctrl-C.
                    Thread.startVirtualThread(() -> endSlowly(process));
                }
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return shown.toString();
    }

    private static void endSlowly(Process process) {
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroy);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anotherAddressIsRefusedWithoutTls() {
        Cli refused = Cli.run("up", "--no-open", "--port", "0", "--bind", "0.0.0.0", "--data", folder.resolve("data"));
        assertEquals(3, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains("--tls-certificate"), refused.err());
        Cli half = Cli.run("up", "--tls-key", folder.resolve("key.pem"), "--data", folder.resolve("data"));
        assertEquals(2, half.exitCode(), half.err());
    }

    @Test
    void aFolderThatEverybodyMayWriteIsRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Cli refused = Cli.run("up", "--no-open", "--port", "0", "--data", open);
        assertEquals(3, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains("everybody"), refused.err());
    }
}
