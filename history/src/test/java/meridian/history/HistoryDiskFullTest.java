package meridian.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import meridian.testkit.SmallDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full when versions are to be written. Who takes a failed settling for a good one loses what comes before a kill. */
final class HistoryDiskFullTest {
    private static final int MEBIBYTES = 16;
    private static final int BEFORE = 500;
    /** Fewer than are written by themselves: the folding thread does not wait for the disk. */
    private static final int WHILE_FULL = 80;

    private static final int AFTER = 120;

    @TempDir
    Path folder;

    private static SmallDisk mounted(Path at) throws InterruptedException, IOException {
        try {
            return SmallDisk.mount(at, MEBIBYTES);
        } catch (SmallDisk.NotPermitted e) {
            return abort(e.getMessage());
        }
    }

    private static List<String> mistakes(HistoryStore store) {
        List<String> mistakes = new ArrayList<>();
        for (int counter = 0; counter < KillTarget.COUNTERS; counter++) {
            HistoryKillTest.compare(
                    store, "urn:ngsi-ld:Counter:" + counter, counter, BEFORE + WHILE_FULL + AFTER, mistakes);
        }
        return mistakes;
    }

    @Test
    void whatDidNotFitIsSaidAndWrittenByItselfWhenThereIsRoom() throws IOException, InterruptedException {
        try (SmallDisk disk = mounted(folder.resolve("disk"));
                HistoryHouse house = new HistoryHouse(disk.folder().resolve("history"), HistoryHouse.SMALL)) {
            house.fold(1, KillTarget.events(1, BEFORE));
            house.store.settle();
            disk.fill();
            house.fold(BEFORE + 1, KillTarget.events(BEFORE + 1, WHILE_FULL));
            assertThrows(UncheckedIOException.class, house.store::settle);
            assertTrue(house.hasSaid("cannot be written"));
            assertEquals(BEFORE, house.store.position());
            disk.makeRoom();
            house.fold(BEFORE + WHILE_FULL + 1, KillTarget.events(BEFORE + WHILE_FULL + 1, AFTER));
            house.store.settle();
            assertEquals(List.of(), mistakes(house.store));
        }
    }

    /** @param believing a mutant: it keeps a state of which the history is not on the disk */
    private List<String> mistakesAfterAKill(boolean believing) throws IOException, InterruptedException {
        try (SmallDisk disk = mounted(folder.resolve("disk"));
                HistoryHouse house = new HistoryHouse(disk.folder().resolve("history"), HistoryHouse.SMALL)) {
            house.fold(1, KillTarget.events(1, BEFORE));
            house.store.settle();
            long snapshot = BEFORE;
            disk.fill();
            house.fold(BEFORE + 1, KillTarget.events(BEFORE + 1, WHILE_FULL));
            try {
                house.store.settle();
                snapshot = BEFORE + WHILE_FULL;
            } catch (UncheckedIOException e) {
                snapshot = believing ? BEFORE + WHILE_FULL : snapshot;
            }
            // Ends while it is still full: what was to be written is gone with the process.
            house.restart(KillTarget.stateAt(snapshot));
            disk.makeRoom();
            long first = snapshot + 1;
            house.fold(first, KillTarget.events(first, (int) (BEFORE + WHILE_FULL + AFTER - snapshot)));
            house.store.settle();
            return mistakes(house.store);
        }
    }

    @Test
    void aKillWhileTheDiskIsFullLosesNothing() throws IOException, InterruptedException {
        assertEquals(List.of(), mistakesAfterAKill(false));
    }

    @Test
    void whoKeepsAStateWhoseHistoryIsNotOnTheDiskIsCaught() throws IOException, InterruptedException {
        assertFalse(mistakesAfterAKill(true).isEmpty());
    }
}
