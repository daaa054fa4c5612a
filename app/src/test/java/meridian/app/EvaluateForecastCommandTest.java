package meridian.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EvaluateForecastCommandTest {
    @TempDir
    private Path folder;

    private Path table(String... lines) throws IOException {
        return Files.write(folder.resolve("table.csv"), List.of(lines));
    }

    @Test
    void arrivalsOfSimulatedDaysAreForecastAndLabelledSimulated() {
        Cli ran =
                Cli.run("evaluate", "forecast", "town", "--days", "3", "--step-minutes", "15", "--horizon-steps", "1");
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("SIMULATED"), ran.out());
        assertTrue(ran.out().matches("(?s).*15 +regression +[0-9.]+ +[0-9.]+ +[0-9.]+ %.*"), ran.out());
        ran.out().lines().forEach(line -> assertTrue(line.length() <= 80, line));
    }

    /** Every second value is 10 more: who learns knows that, who says that all stays is wrong by 10 each time. */
    @Test
    void aTableIsForecastInItsOwnUnit() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder("a,b\n");
        for (int step = 0; step < 1_000; step++) {
            String b = step % 50 == 7 ? "" : String.format(Locale.ROOT, "%.3f", random.nextDouble());
            text.append(step % 7 % 2 * 10).append(',').append(b).append('\n');
        }
        Path file = Files.writeString(folder.resolve("alternating.csv"), text);
        Cli ran = Cli.run("evaluate", "forecast", "--series", file, "--horizon-steps", "1", "--json");
        assertEquals(0, ran.exitCode(), ran.err());
        assertTrue(ran.out().contains("\"simulated\" : false"), ran.out());
        assertTrue(ran.out().contains("\"learntFrom\" : 800"), ran.out());
    }

    @Test
    void whatCannotBeForecastIsRefusedWithItsPlace() throws IOException {
        assertEquals(2, Cli.run("evaluate", "forecast").exitCode());
        assertEquals(
                2,
                Cli.run("evaluate", "forecast", "town", "--step-minutes", "7").exitCode());
        assertEquals(2, Cli.run("evaluate", "forecast", "town", "--days", "1").exitCode());
        Cli word = Cli.run("evaluate", "forecast", "--series", table("a,b", "1,2", "3,x"));
        assertEquals(3, word.exitCode());
        assertTrue(word.err().contains("line 3") && word.err().contains("'x' is no number"), word.err());
        Cli ragged = Cli.run("evaluate", "forecast", "--series", table("a,b", "1,2,3"));
        assertEquals(3, ragged.exitCode());
        assertTrue(ragged.err().contains("line 2") && ragged.err().contains("3 values"), ragged.err());
        Cli huge = Cli.run("evaluate", "forecast", "--series", table("a", "1e99"));
        assertEquals(3, huge.exitCode(), huge.err());
        assertEquals(
                3,
                Cli.run("evaluate", "forecast", "--series", Files.writeString(folder.resolve("e"), ""))
                        .exitCode());
        Cli little = Cli.run("evaluate", "forecast", "--series", table("a", "1", "2"));
        assertEquals(2, little.exitCode());
        assertTrue(little.err().contains("learns from"), little.err());
    }
}
