package meridian.history;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import meridian.testkit.FailingCalls;
import meridian.testkit.Mutant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that write and sync the history's files fail with EIO. */
@Timeout(300)
final class HistoryIoErrorTest {
    private static final String SYNCS = "fsync,fdatasync";
    private static final String WRITES = "pwrite64";

    @TempDir
    Path folder;

    @BeforeAll
    static void traced() throws InterruptedException {
        String why = FailingCalls.whyNot().orElse("");
        assumeTrue(why.isEmpty(), why);
    }

    private List<String> run(String calls, String which, List<String> classPath)
            throws IOException, InterruptedException {
        return FailingCalls.run(
                calls,
                which,
                classPath,
                IoErrorTarget.class,
                folder.resolve("history").toString());
    }

    private static boolean has(List<String> lines, String pattern) {
        return lines.stream().anyMatch(line -> line.matches(".*" + pattern + ".*"));
    }

    private static void assertNeverSettled(List<String> lines) {
        String all = String.join("\n", lines);
        assertTrue(has(lines, "history: cannot be written, the twin waits and tries again"), all);
        assertTrue(
                has(lines, "refused, DiskTrouble\\[failures=[1-9], now=Optional\\[The history cannot be written"), all);
        assertTrue(has(lines, "^never settled$"), all);
        assertTrue(has(lines, "^mistakes \\[\\]$"), all);
    }

    private static void assertSettled(List<String> lines) {
        String all = String.join("\n", lines);
        assertTrue(has(lines, "^settled at 80$"), all);
        assertTrue(has(lines, "^mistakes \\[\\]$"), all);
    }

    @Test
    void aSyncThatFailsIsSaidCountedAndMadeAgainWithFilesThatAreWrittenAnew() throws IOException, InterruptedException {
        List<String> lines = run(SYNCS, "1..4", List.of());
        String all = String.join("\n", lines);
        assertTrue(
                has(lines, "refused, DiskTrouble\\[failures=[1-9], now=Optional\\[The history cannot be written"), all);
        assertTrue(has(lines, "^trouble DiskTrouble\\[failures=4, now=Optional.empty\\]"), all);
        assertSettled(lines);
    }

    /** The threads that write are new ones each time, and fail each time. */
    @Test
    void whatIsNeverWrittenIsNeverTakenForSettledAndIsWrittenByTheNextProcess()
            throws IOException, InterruptedException {
        assertNeverSettled(run(WRITES, "1+", List.of()));
        assertSettled(run(WRITES, "60000", List.of()));
    }

    @Test
    void whatIsNeverSyncedIsNeverTakenForSettledAndAnswersAllTheSame() throws IOException, InterruptedException {
        assertNeverSettled(run(SYNCS, "1+", List.of()));
    }

    @Test
    void aBuildThatDoesNotSyncIsCaught() throws IOException, InterruptedException {
        Path mutant =
                Mutant.write(folder.resolve("mutant"), "meridian.history.DurableFiles", "force", Mutant.doingNothing());
        List<String> lines = run(SYNCS, "1+", List.of(mutant.toString()));
        assertTrue(has(lines, "^settled at 80$"), String.join("\n", lines));
    }
}
