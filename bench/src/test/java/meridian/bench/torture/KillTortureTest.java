package meridian.bench.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import meridian.formats.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KillTortureTest {
    private static final Path CACHE = Path.of("target", "postgresql-programs");

    @TempDir
    private Path folder;

    @Test
    void whatWasAcknowledgedBeforeTwentyFiveKillsIsThereOnce() throws InterruptedException {
        long seed = new Random().nextLong();
        Verdict result = new KillTorture(folder, CACHE, seed, Progress.NONE).run(25);
        assertEquals(25, result.count());
        assertEquals(List.of(), result.examples(), "seed " + seed + ": " + result);
        assertTrue(result.isClean(), "seed " + seed + ": " + result);
        assertTrue(result.acknowledged() > 1_000, "so few show nothing: " + result);
    }

    @Test
    void aBuildThatAcknowledgesTooEarlyIsCaught() throws InterruptedException {
        Verdict result = new KillTorture(Victim.Build.of(EarlyTarget.class), folder, CACHE, 1, Progress.NONE).run(2);
        assertTrue(result.lost() > 0, result.toString());
    }
}
