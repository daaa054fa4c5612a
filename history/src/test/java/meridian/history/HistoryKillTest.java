package meridian.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import meridian.testkit.Scratch;
import meridian.twin.history.Bucket;
import meridian.twin.history.RollUp;
import meridian.twin.history.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that keeps a history is killed with SIGKILL at random moments; a mutant shows that the count can fail. */
final class HistoryKillTest {
    private static final int KILLS = 6;
    private static final long SEED = 11;
    private static final long FROM = HistoryHouse.at("2026-01-01T00:00:00Z");
    private static final long TO = HistoryHouse.at("2027-01-01T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void whatWasHandedInBeforeAndAfterEachKillIsThereOnce() throws IOException, InterruptedException {
        for (int kill = 0; kill < KILLS; kill++) {
            killOnce(kill, "sound");
            assertEquals(List.of(), countedMistakes(), "seed " + SEED + ", kill " + kill);
        }
        assertTrue(KillTarget.snapshot(folder) > 0, "no kill came after a settled state: nothing was tried");
    }

    @Test
    void aHistoryThatSettlesTooEarlyIsCaught() throws IOException, InterruptedException {
        boolean caught = false;
        for (int kill = 0; kill < KILLS && !caught; kill++) {
            killOnce(kill, "early");
            caught = !countedMistakes().isEmpty();
        }
        assertTrue(caught, "the mutant lost nothing that was missed");
    }

    private void killOnce(int kill, String kind) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "--enable-native-access=ALL-UNNAMED", "-Xmx256m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KillTarget.class.getName()));
        command.addAll(List.of(folder.toString(), String.valueOf(SEED + kill), kind));
        Scratch scratch = new Scratch("history-kill-");
        command.add(1, scratch.asTemporary());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.equals("ready")) {
                line = out.readLine();
            }
            assertEquals("ready", line);
            Thread.sleep(new Random(SEED * 100 + kill).nextLong(400, 2_000));
        } finally {
            process.destroyForcibly().waitFor();
            scratch.close();
        }
        assertFalse(process.isAlive());
        assertEquals(128 + 9, process.exitValue(), "it ended by itself before the kill");
    }

    /** Goes on from the snapshot, as a restart does, settles, and compares all that is kept with all that was handed in. */
    private List<String> countedMistakes() throws IOException {
        long snapshot = KillTarget.snapshot(folder);
        try (HistoryHouse house = new HistoryHouse(folder, HistorySettings.DEFAULT, KillTarget.stateAt(snapshot))) {
            // Past all that the process can have handed in after its last snapshot and written.
            long end = Math.max(snapshot, house.store.position()) + 50;
            house.fold(snapshot + 1, KillTarget.events(snapshot + 1, (int) (end - snapshot)));
            house.store.settle();
            List<String> mistakes = new ArrayList<>();
            for (int counter = 0; counter < KillTarget.COUNTERS; counter++) {
                compare(house.store, "urn:ngsi-ld:Counter:" + counter, counter, end, mistakes);
            }
            return mistakes;
        }
    }

    static void compare(HistoryStore store, String id, int counter, long end, List<String> mistakes) {
        Map<Long, Integer> times = new TreeMap<>();
        for (long p = 1; p <= end; p++) {
            if (p % KillTarget.COUNTERS == counter) {
                times.put(p, 1);
            }
        }
        store.versions(id, Set.of("flow"), FROM, TO, Integer.MAX_VALUE, false).found().values().stream()
                .flatMap(List::stream)
                .map(Version::position)
                .forEach(p -> times.merge(p, -1, Integer::sum));
        times.forEach((p, left) -> {
            if (left != 0) {
                mistakes.add("position " + p + (left > 0 ? " is missing" : " is there " + (1 - left) + " times"));
            }
        });
        long expected = end / KillTarget.COUNTERS + (counter > 0 && counter <= end % KillTarget.COUNTERS ? 1 : 0);
        for (Bucket bucket : Bucket.values()) {
            long rolled = store.rollUps(id, Set.of("flow"), bucket, FROM, TO).found().values().stream()
                    .flatMap(found -> found.values().stream())
                    .mapToLong(RollUp::count)
                    .sum();
            if (rolled != expected) {
                mistakes.add(bucket + " of " + id + " counts " + rolled + " instead of " + expected);
            }
        }
    }
}
