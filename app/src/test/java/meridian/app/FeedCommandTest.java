package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import meridian.app.access.RunningInstance;
import meridian.formats.cityfile.CityFile;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The real program with its twin, its database and its doors, and a feed that comes through them. */
final class FeedCommandTest {
    @TempDir
    private Path folder;

    private Process up(Path city) throws IOException {
        List<String> command = Cli.program(
                "up", "--city", city, "--no-open", "--port", "0", "--speed", "60", "--data", folder.resolve("data"));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(folder.resolve("err").toFile());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        assertNotNull(out.readLine());
        return process;
    }

    private JsonNode following() {
        try (RunningInstance instance = RunningInstance.of(folder.resolve("data"))) {
            return instance.ask("api/following", JsonNode.class);
        }
    }

    private Cli feed(Object... words) {
        long until = System.nanoTime() + 300_000_000_000L;
        Cli cli = Cli.run(words);
        // Until the city shows traffic and its twin answers.
        while (cli.exitCode() != 0 && System.nanoTime() < until) {
            cli = Cli.run(words);
        }
        return cli;
    }

    @Test
    void aFeedThroughTheDoorsCorrectsTheRunningCityAndItsErrorIsAFigure() throws Exception {
        Path city = folder.resolve("town.gpkg");
        CityFile.write(Town.city(), city);
        Process up = up(city);
        try {
            Cli cli = feed("feed", city, "--data", folder.resolve("data"), "--demand", "1.5", "--minutes", "24");
            assertEquals(0, cli.exitCode(), cli.err() + Files.readString(folder.resolve("err")));
            assertTrue(cli.err().contains("minute 24:"), cli.err());
            JsonNode following = following();
            assertTrue(following.path("follows").asBoolean(), following.toString());
            assertTrue(following.path("minutes").asInt() >= 15, following.toString());
            assertTrue(
                    following.path("heard").asInt() > following.path("hidden").asInt(), following.toString());
            assertTrue(following.path("errors").path("flowVehiclesPerHour").asDouble() > 0, following.toString());
            assertTrue(following.path("uncorrected").path("flowVehiclesPerHour").asDouble() > 0, following.toString());
            assertTrue(following.path("added").asInt() > 0, following.toString());
            assertTrue(following.path("simulated").asBoolean(), following.toString());
        } finally {
            up.destroy();
            assertTrue(up.waitFor(60, TimeUnit.SECONDS));
        }
    }

    @Test
    void aLaneThatIsNotThereIsNamed() {
        Path city = folder.resolve("town.gpkg");
        CityFile.write(Town.city(), city);
        Cli cli = Cli.run("feed", city, "--data", folder.resolve("data"));
        assertTrue(cli.err().contains("no Meridian answers here yet"), cli.err());
        assertEquals(2, Cli.run("feed", city, "--demand", "3").exitCode());
    }
}
