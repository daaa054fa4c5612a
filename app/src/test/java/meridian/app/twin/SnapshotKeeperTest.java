package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import meridian.testkit.SmallDisk;
import meridian.twin.SnapshotFolder;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent.Observation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk is full when the twin's state is to be kept: the twin goes on, and keeps it when there is room. */
class SnapshotKeeperTest {
    private static final int MEBIBYTES = 8;
    private static final long TWENTY_SECONDS = 20_000_000_000L;

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final TwinWriter writer = new TwinWriter(TwinState.EMPTY);

    private SmallDisk mounted() throws IOException, InterruptedException {
        try {
            return SmallDisk.mount(folder.resolve("disk"), MEBIBYTES);
        } catch (SmallDisk.NotPermitted e) {
            return abort(e.getMessage());
        }
    }

    /** The state after so many events more. */
    private TwinState after(int events) {
        long noon = Times.micros(Instant.parse("2026-03-01T12:00:00Z"));
        for (int i = 0; i < events; i++) {
            long position = writer.position() + 1;
            writer.apply(
                    position,
                    noon + position,
                    new Observation(
                            "urn:d:" + position % 10,
                            "Device",
                            "level",
                            null,
                            Content.of(Value.of(position)),
                            noon + position,
                            Quality.MEASURED,
                            null));
        }
        return writer.publish();
    }

    @Test
    void aFullDiskIsSaidOnceAndTheStateIsKeptWhenThereIsRoom() throws IOException, InterruptedException {
        try (SmallDisk disk = mounted()) {
            SnapshotFolder snapshots = new SnapshotFolder(disk.folder());
            SnapshotKeeper keeper = new SnapshotKeeper(snapshots, List.of(), 0, nanos::get, said::add);
            disk.fill();
            keeper.passed(after((int) SnapshotKeeper.EVERY_EVENTS));
            assertEquals(0, snapshots.restore().state().position());
            assertEquals(1, said.size(), said.toString());
            assertTrue(said.getFirst().contains("cannot be kept now"), said.toString());
            disk.makeRoom();
            keeper.passed(after(1));
            assertEquals(0, snapshots.restore().state().position(), "it is not tried at each batch");
            nanos.addAndGet(TWENTY_SECONDS);
            TwinState last = after(1);
            keeper.passed(last);
            TwinState restored = snapshots.restore().state();
            assertEquals(last.position(), restored.position());
            last.forEach(
                    entity -> assertEquals(entity, restored.find(entity.id()).orElseThrow()));
            assertEquals("the twin's state can be kept again", said.getLast());
        }
    }
}
