package meridian.bench.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import meridian.formats.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PowerTortureTest {
    private static final Path CACHE = Path.of("target", "postgresql-programs");

    @TempDir
    private Path folder;

    private PowerTorture torture(Class<?> target, long seed) throws InterruptedException {
        PowerTorture torture = new PowerTorture(Victim.Build.of(target), folder, CACHE, seed, Progress.NONE);
        torture.missing().ifPresent(why -> assumeTrue(false, why));
        return torture;
    }

    @Test
    void whatWasAcknowledgedBeforeFivePowerCutsIsThereOnce() throws InterruptedException {
        long seed = new Random().nextLong();
        Verdict verdict = torture(KillTarget.class, seed).run(5);
        assertEquals(List.of(), verdict.examples(), "seed " + seed + ": " + verdict);
        assertTrue(verdict.isClean(), "seed " + seed + ": " + verdict);
        assertTrue(verdict.acknowledged() > 500, "so few show nothing: " + verdict);
    }

    @Test
    void aBuildThatDoesNotSyncIsCaught() throws InterruptedException {
        Verdict verdict = torture(UnsyncedTarget.class, 1).run(1);
        assertTrue(verdict.lost() > 0, verdict.toString());
    }
}
