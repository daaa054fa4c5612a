package meridian.twin;

import java.util.List;
import meridian.twin.entity.Entity;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;
import org.jspecify.annotations.Nullable;

/**
 * Reads from memory what coming events will need. Each pass goes one step further from an id to what is observed; its reads do not
 * wait for each other, so that many are under way at once.
 */
final class LookAhead {
    private final @Nullable Entity[] found = new Entity[TwinWriter.AHEAD];
    /** What was read must be used for something, or the compiler leaves the reading out. */
    private int seen;

    void look(List<? extends TwinEvent> events, SlotTable table, Entities entities) {
        int count = Math.min(events.size(), TwinWriter.AHEAD);
        for (int i = 0; i < count; i++) {
            int slot = events.get(i) instanceof Observation o ? table.guess(o.entityId()) : SlotTable.NONE;
            found[i] = slot == SlotTable.NONE ? null : entities.get(slot);
        }
        for (int i = 0; i < count; i++) {
            Entity entity = found[i];
            seen += entity == null ? 0 : entity.id().length() + entity.attributeCount();
        }
        for (int i = 0; i < count; i++) {
            Entity entity = found[i];
            if (entity != null && events.get(i) instanceof Observation o) {
                seen += entity.indexOf(o.name(), o.datasetId());
            }
            found[i] = null;
        }
    }
}
