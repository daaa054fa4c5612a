package meridian.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import meridian.model.BadInput;
import meridian.twin.entity.Entity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state comes back from its file as it was; a file that is not sound is named, and the one before it is used. */
final class SnapshotFileTest {
    private static final long RECORDED = 1_772_370_000_000_000L;

    @TempDir
    private Path folder;

    private static TwinState state(TwinState from, RandomEvents events, int count) {
        TwinWriter writer = new TwinWriter(from);
        for (int i = 1; i <= count; i++) {
            writer.apply(from.position() + i, RECORDED + i, events.next());
        }
        return writer.publish();
    }

    private static List<Entity> all(TwinState state) {
        List<Entity> all = new ArrayList<>();
        state.forEach(all::add);
        return all;
    }

    @Test
    void aStateComesBackWithPositionCountsAndOrder() throws IOException {
        TwinState saved = state(TwinState.EMPTY, new RandomEvents(1, 2_000), 20_000);
        Path file = folder.resolve("a.state");
        SnapshotFile.write(saved, file);
        TwinState read = SnapshotFile.read(file);
        assertEquals(all(saved), all(read));
        assertEquals(saved.position(), read.position());
        assertEquals(saved.recordedAt(), read.recordedAt());
        assertEquals(saved.counts(), read.counts());
        assertEquals(saved.types(), read.types());
    }

    @Test
    void snapshotAndReplayGiveTheStateOfOneThatNeverStopped() throws IOException {
        RandomEvents events = new RandomEvents(2, 50);
        TwinState half = state(TwinState.EMPTY, events, 3_000);
        SnapshotFolder snapshots = new SnapshotFolder(folder);
        snapshots.save(half);
        TwinWriter restored = new TwinWriter(snapshots.restore().state());
        TwinWriter running = new TwinWriter(half);
        for (int i = 1; i <= 3_000; i++) {
            var event = events.next();
            running.apply(3_000 + i, RECORDED, event);
            // A replay may begin before the snapshot: what it holds already is not folded twice.
            restored.apply(2_500 + i, RECORDED, i <= 500 ? events.observation() : event);
            restored.apply(3_000 + i, RECORDED, event);
        }
        assertEquals(all(running.publish()), all(restored.publish()));
    }

    @Test
    void aDamagedFileIsNamedAndTheOneBeforeItIsUsed() throws IOException {
        RandomEvents events = new RandomEvents(3, 50);
        TwinState older = state(TwinState.EMPTY, events, 500);
        TwinState newer = state(older, events, 500);
        SnapshotFolder snapshots = new SnapshotFolder(folder);
        Path sound = snapshots.save(older);
        Path damaged = snapshots.save(newer);
        assertEquals(1_000, snapshots.restore().state().position());
        byte[] bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);
        SnapshotFolder.Restored restored = snapshots.restore();
        assertEquals(Optional.of(sound), restored.file());
        assertEquals(all(older), all(restored.state()));
        assertEquals(1, restored.leftOut().size());
        String message = restored.leftOut().getFirst().getMessage();
        assertTrue(message.startsWith(damaged + ": it is damaged"), message);
    }

    @Test
    void whateverByteIsChangedAndWhereverItIsCutTheFileIsRefused() throws IOException {
        Path file = folder.resolve("a.state");
        SnapshotFile.write(state(TwinState.EMPTY, new RandomEvents(4, 20), 200), file);
        byte[] bytes = Files.readAllBytes(file);
        Random random = new Random(4);
        for (int i = 0; i < 2_000; i++) {
            byte[] other = bytes.clone();
            other[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, other);
            assertThrows(BadInput.class, () -> SnapshotFile.read(file));
            Files.write(file, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length)));
            assertThrows(BadInput.class, () -> SnapshotFile.read(file));
        }
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 1));
        assertThrows(BadInput.class, () -> SnapshotFile.read(file));
    }

    @Test
    void onlyTheNewestAreKept() throws IOException {
        SnapshotFolder snapshots = new SnapshotFolder(folder);
        RandomEvents events = new RandomEvents(5, 20);
        TwinState state = TwinState.EMPTY;
        for (int i = 0; i < 5; i++) {
            state = state(state, events, 10);
            snapshots.save(state);
        }
        snapshots.keepNewest(2);
        try (var files = Files.list(folder)) {
            assertEquals(
                    List.of("twin-0000000000000000040.state", "twin-0000000000000000050.state"),
                    files.map(f -> f.getFileName().toString()).sorted().toList());
        }
    }
}
