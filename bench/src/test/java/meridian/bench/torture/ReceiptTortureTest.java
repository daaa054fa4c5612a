package meridian.bench.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import meridian.formats.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReceiptTortureTest {
    @TempDir
    private Path folder;

    @Test
    void everyActionBeforeTenKillsHasItsReceiptOnce() throws InterruptedException {
        long seed = new Random().nextLong();
        Verdict result = new ReceiptTorture(folder, seed, Progress.NONE).run(10);
        assertEquals(10, result.count());
        assertEquals(List.of(), result.examples(), "seed " + seed + ": " + result);
        assertTrue(result.isClean(), "seed " + seed + ": " + result);
        assertTrue(result.acknowledged() > 50, "so few show nothing: " + result);
    }

    @Test
    void aBuildThatActsBeforeItsReceiptIsWrittenIsCaught() throws InterruptedException {
        Verdict result = new ReceiptTorture(Victim.Build.of(LateReceiptTarget.class), folder, 1, Progress.NONE).run(2);
        assertTrue(result.lost() > 0, result.toString());
    }
}
