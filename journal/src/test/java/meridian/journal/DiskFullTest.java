package meridian.journal;

import static meridian.journal.JournalHouse.events;
import static meridian.journal.JournalHouse.readAll;
import static meridian.journal.JournalHouse.settled;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk of 220 MB, half of it taken by somebody else. */
final class DiskFullTest {
    private static final int BALLAST_MEBIBYTES = 60;

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=220m", "tmpfs", disk.toString()) == 0,
                "a small disk cannot be mounted here (root may)");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        run("umount", disk.toString());
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }

    @Test
    void whatDoesNotFitIsRefusedByNameAndAfterRoomWasMadeAllGoesOn() throws Exception {
        try (JournalHouse house = new JournalHouse(disk.resolve("data"));
                Journal journal = house.open()) {
            journal.declare(events("fat"));
            Path ballast = disk.resolve("ballast");
            Files.write(ballast, new byte[BALLAST_MEBIBYTES << 20]);
            Map<String, Long> acknowledged = new HashMap<>();
            Throwable refusal = fill(journal, acknowledged);
            assertInstanceOf(JournalException.DiskFull.class, refusal);
            Files.delete(ballast);
            acknowledged.put(
                    "after",
                    settled(journal.append("fat", JournalHouse.event("after"))).position());
            Map<String, Long> stored = readAll(journal, "fat").stream()
                    .collect(Collectors.toMap(e -> e.event().id(), RecordedEvent::position));
            assertEquals(acknowledged, stored);
        }
    }

    /** With what cannot be compressed, until there is no room. */
    private static Throwable fill(Journal journal, Map<String, Long> acknowledged) throws InterruptedException {
        Random random = new Random(1);
        for (int i = 0; ; i++) {
            byte[] payload = new byte[500_000];
            random.nextBytes(payload);
            try {
                acknowledged.put(
                        "e" + i,
                        settled(journal.append("fat", new Event("tester", "e" + i, payload)))
                                .position());
            } catch (ExecutionException e) {
                return e.getCause();
            }
        }
    }
}
