package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import meridian.testkit.FailingCalls;
import meridian.testkit.Mutant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls that write and sync the file of the twin's state fail with EIO. */
@Timeout(300)
class SnapshotIoErrorTest {
    private static final String SYNCS = "fsync,fdatasync";
    private static final String WRITES = "write,pwrite64";

    @TempDir
    private Path folder;

    @BeforeAll
    static void traced() throws InterruptedException {
        String why = FailingCalls.whyNot().orElse("");
        assumeTrue(why.isEmpty(), why);
    }

    private List<String> run(String calls, String which, List<String> classPath)
            throws IOException, InterruptedException {
        Path states = Files.createDirectories(folder.resolve("states"));
        return FailingCalls.run(calls, which, classPath, SnapshotTarget.class, states.toString());
    }

    private void assertKeptInTheEnd(List<String> lines) throws IOException {
        String all = String.join("\n", lines);
        assertTrue(lines.getFirst().contains("cannot be kept now"), all);
        assertTrue(lines.get(1).matches("DiskTrouble\\[failures=1, now=Optional\\[the twin's state cannot.*"), all);
        assertTrue(lines.contains("the twin's state can be kept again"), all);
        assertTrue(lines.get(lines.size() - 2).matches("DiskTrouble\\[failures=[12], now=Optional.empty]"), all);
        assertEquals("kept 100", lines.getLast(), all);
        try (Stream<Path> files = Files.list(folder.resolve("states"))) {
            assertEquals(1, files.count(), "drafts of what failed lie there");
        }
    }

    @Test
    void aStateThatCannotBeSyncedIsNotBelievedAndKeptLater() throws IOException, InterruptedException {
        assertKeptInTheEnd(run(SYNCS, "1..2", List.of()));
    }

    @Test
    void aStateThatCannotBeWrittenIsKeptLater() throws IOException, InterruptedException {
        assertKeptInTheEnd(run(WRITES, "1..2", List.of()));
    }

    @Test
    void aBuildThatDoesNotSyncIsCaught() throws IOException, InterruptedException {
        assertEquals("kept 0", run(SYNCS, "1+", List.of()).getLast());
        Path mutant =
                Mutant.write(folder.resolve("mutant"), "meridian.twin.SnapshotFile", "force", Mutant.doingNothing());
        assertEquals("kept 100", run(SYNCS, "1+", List.of(mutant.toString())).getLast());
    }
}
