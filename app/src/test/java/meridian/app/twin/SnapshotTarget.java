package meridian.app.twin;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import meridian.twin.SnapshotFolder;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent.Observation;

/** A program whose disk fails: tries to keep a state a few times, and says at its end what came of it. */
final class SnapshotTarget {
    private static final int ENTITIES = 100;
    private static final int TRIES = 5;

    private SnapshotTarget() {}

    public static void main(String[] args) throws IOException {
        SnapshotFolder folder = new SnapshotFolder(Path.of(args[0]));
        // Nothing is printed before: writes to the console are writes.
        List<String> said = new ArrayList<>();
        SnapshotKeeper keeper = new SnapshotKeeper(folder, List.of(), 0, System::nanoTime, said::add);
        TwinState state = state();
        for (int i = 0; i < TRIES; i++) {
            keeper.keep(state);
            said.add(keeper.trouble().toString());
        }
        said.add("kept " + folder.restore().state().position());
        said.forEach(System.out::println);
    }

    private static TwinState state() {
        long noon = Times.micros(Instant.parse("2026-03-01T12:00:00Z"));
        TwinWriter writer = new TwinWriter(TwinState.EMPTY);
        for (int position = 1; position <= ENTITIES; position++) {
            writer.apply(
                    position,
                    noon,
                    new Observation(
                            "urn:d:" + position,
                            "Device",
                            "level",
                            null,
                            Content.of(Value.of(position)),
                            noon,
                            Quality.MEASURED,
                            null));
        }
        return writer.publish();
    }
}
