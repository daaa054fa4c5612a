package meridian.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Times;

/** A twin whose journal is forgotten with it. The real one is tried in the module that has the database. */
final class MemoryTwin implements TwinDoor {
    private final TwinWriter writer = new TwinWriter(TwinState.EMPTY);
    private final Map<String, Long> known = new HashMap<>();
    private volatile TwinState state = TwinState.EMPTY;

    @Override
    public TwinState now() {
        return state;
    }

    @Override
    public synchronized List<Taken> take(String producer, Kind kind, List<Handed> events) {
        List<Taken> taken = new ArrayList<>();
        for (Handed handed : events) {
            String id = producer + "/" + handed.id();
            Long before = known.get(id);
            long position = before == null ? writer.position() + 1 : before;
            if (before == null) {
                known.put(id, position);
                writer.apply(position, Times.micros(Instant.now()), handed.event());
            }
            taken.add(new Taken(position, before != null));
        }
        state = writer.publish();
        return taken;
    }
}
