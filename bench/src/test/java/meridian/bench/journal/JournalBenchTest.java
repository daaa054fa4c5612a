package meridian.bench.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import meridian.formats.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JournalBenchTest {
    @TempDir
    private Path folder;

    @Test
    void eachCaseIsMeasuredWithItsDuplicates() throws InterruptedException {
        List<JournalBench.Case> cases =
                List.of(new JournalBench.Case("paced", 2, 10, 400), new JournalBench.Case("single", 2, 1, 0));
        List<JournalBench.Result> results =
                new JournalBench(folder, Path.of("target", "postgresql-programs"), 4, Progress.NONE).run(cases);
        assertEquals(cases, results.stream().map(JournalBench.Result::of).toList());
        for (JournalBench.Result result : results) {
            assertTrue(result.eventsPerSecond() > 0, result.toString());
            assertTrue(0 < result.p50Millis() && result.p50Millis() <= result.p99Millis(), result.toString());
            assertTrue(result.p99Millis() <= result.worstMillis(), result.toString());
        }
        // 400 a second were due; fewer may have come on a busy machine, never more.
        assertTrue(results.getFirst().eventsPerSecond() <= 405, results.toString());
        // One in ten; the paced case has up to 1,200 events, whose share then lies within 0.04 (4 sigma).
        assertEquals(0.1, results.getFirst().duplicateShare(), 0.04, results.toString());
    }
}
