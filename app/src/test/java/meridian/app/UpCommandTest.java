package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program in a process of its own, as the launcher starts it. */
final class UpCommandTest {
    @TempDir
    private Path folder = Path.of("");

    /** A running {@code meridian up} that has printed its address. */
    private record Running(Process process, String address, Path err) implements AutoCloseable {
        HttpResponse<String> ask(String path) throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                HttpRequest request =
                        HttpRequest.newBuilder(URI.create(address + path)).build();
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
            process.destroyForcibly();
        }
    }

    private Running up(String... more) throws IOException {
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
        return new Running(process, address, err);
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
            assertTrue(town.get("api/health").contains("running"));
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
        }
    }
}
