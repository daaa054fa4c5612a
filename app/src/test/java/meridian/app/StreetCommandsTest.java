package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.testkit.Mosquitto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A street of controllers by the command line, at a real broker. */
final class StreetCommandsTest {
    @TempDir
    private Path folder;

    @Test
    void aStreetIsServedControlledAndWatched() throws Exception {
        assumeTrue(Mosquitto.program().isPresent(), "Mosquitto is not installed: MQTT was not tried");
        Path town = Cli.townFile(folder);
        try (Mosquitto broker = Mosquitto.open(Files.createDirectory(folder.resolve("broker")))) {
            String url = "mqtt://127.0.0.1:" + broker.port + "/town";
            CompletableFuture<Cli> street = CompletableFuture.supplyAsync(
                    () -> Cli.run("plant", "serve", town, "--mqtt", url, "--seconds", "120", "--speed", "4"));
            Cli control = Cli.run("plant", "control", town, "--mqtt", url, "--seconds", "40", "--json");
            assertEquals(0, control.exitCode(), control.err());
            Matcher taken = Pattern.compile("\"taken\" : ([0-9]+)").matcher(control.out());
            assertTrue(taken.find() && Integer.parseInt(taken.group(1)) > 40, control.out());

            Cli watched = Cli.run("monitor", "run", town, "--mqtt", url, "--seconds", "2");
            assertEquals(0, watched.exitCode(), watched.err());
            assertTrue(watched.err().contains("watching 5 junctions"), watched.err());

            Cli nobody = Cli.run("monitor", "reset", "--mqtt", url, "--junction", "nowhere", "--by", "A");
            assertEquals(3, nobody.exitCode(), nobody.err());
            assertTrue(nobody.err().contains("there is none in this street"), nobody.err());
            assertEquals(0, street.join().exitCode(), street.join().err());
            assertTrue(street.join().err().contains("SIMULATED"), street.join().err());
        }
    }

    @Test
    void whatCannotBeAStreetIsRefusedInOneLine() {
        Path town = Cli.townFile(folder);
        Cli nobody = Cli.run("plant", "check", town, "--mqtt", "mqtt://127.0.0.1:1/town");
        assertEquals(3, nobody.exitCode());
        assertTrue(nobody.err().contains("does not answer as a broker"), nobody.err());
        assertEquals(
                3, Cli.run("plant", "check", "--mqtt", "mqtt://127.0.0.1/+").exitCode());
        assertEquals(
                2,
                Cli.run("plant", "check", "--mqtt", "mqtt://127.0.0.1/a", "--observe", "vehicles")
                        .exitCode());
        assertEquals(
                2,
                Cli.run("plant", "check", "--mqtt", "mqtt://127.0.0.1/a", "--lead-millis", "0")
                        .exitCode());
        assertEquals(
                2,
                Cli.run("plant", "serve", town, "--mqtt", "mqtt://a/b", "--speed", "0")
                        .exitCode());
        assertEquals(
                2,
                Cli.run("monitor", "reset", "--mqtt", "mqtt://a/b", "--junction", "1", "--by", " ")
                        .exitCode());
        assertEquals(2, Cli.run("monitor").exitCode());
    }
}
