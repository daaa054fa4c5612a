package meridian.bench.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import meridian.bench.torture.Victim.Build;
import meridian.journal.Journal;
import meridian.journal.JournalSettings;
import meridian.journal.RecordedEvent;
import meridian.journal.database.Database;
import meridian.testkit.Mutant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten times as much comes as can be written, into a heap of 96 MiB. */
final class FloodTest {
    private static final Path CACHE = Path.of("target", "postgresql-programs").toAbsolutePath();
    private static final String SECONDS = "4";

    @TempDir
    private Path folder;

    /** What the process said at its end, and with which code it ended. */
    private record Flooded(int exit, String said) {}

    private Flooded flooded(Build build) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx96m",
                        "-cp",
                        build.classPath(),
                        build.main(),
                        folder.resolve("data").toString(),
                        CACHE.toString(),
                        SECONDS)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Flooded(process.waitFor(), said);
    }

    private static long stored(Journal journal, String stream) {
        long count = 0;
        long after = 0;
        for (List<RecordedEvent> page = journal.read(after, 5_000, List.of(stream));
                !page.isEmpty();
                page = journal.read(after, 5_000, List.of(stream))) {
            count += page.size();
            after = page.getLast().position();
        }
        return count;
    }

    @Test
    void telemetryIsShedAndCountedExactlyAndNoEventIsAndTheHeapHolds() throws IOException, InterruptedException {
        Flooded flooded = flooded(Build.of(FloodTarget.class));
        assertEquals(0, flooded.exit(), flooded.toString());
        long[] said = Arrays.stream(flooded.said().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        long offered = said[0];
        long acknowledged = said[1];
        long shed = said[2];
        String told = flooded.toString();
        assertEquals(offered, acknowledged + shed, told);
        assertEquals(acknowledged, said[3], told);
        assertEquals(shed, said[4], told);
        assertTrue(offered >= 10 * acknowledged, "it is not ten times as much: " + told);
        assertTrue(said[6] > 0, told);
        assertEquals(said[5], said[6], told);
        try (Database database = Database.embedded(folder.resolve("data"), CACHE);
                Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.DEFAULT)) {
            assertEquals(acknowledged, stored(journal, FloodTarget.TELEMETRY), told);
            assertEquals(said[6], stored(journal, FloodTarget.EVENTS), told);
        }
    }

    @Test
    void aBuildThatTakesWhateverComesIsCaught() throws IOException, InterruptedException {
        Path mutant = Mutant.write(folder.resolve("mutant"), "meridian.journal.Intake", "fits", Mutant.saying(true));
        assertNotEquals(0, flooded(Build.of(FloodTarget.class).changed(mutant)).exit());
    }
}
