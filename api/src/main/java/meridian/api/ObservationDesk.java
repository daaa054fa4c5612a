package meridian.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import meridian.api.TwinDoor.Handed;
import meridian.api.TwinDoor.Taken;
import meridian.api.access.Confines;
import meridian.twin.TwinState;
import meridian.twin.entity.Entity;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;

/** Where observations that could be read are handed to the twin, as far as whoever brings them may. */
final class ObservationDesk {
    /** In one batch for the journal, at most. */
    private static final int AT_A_TIME = 5_000;
    /** The same in bytes as they came; as events they are at most two and a half times that, which the journal's queue holds. */
    private static final int BYTES_AT_A_TIME = 4 << 20;

    private final TwinDoor twin;
    private final String producer;
    private final Confines confines;

    ObservationDesk(TwinDoor twin, String producer, Confines confines) {
        this.twin = twin;
        this.producer = producer;
        this.confines = confines;
    }

    /**
     * A line of text or a message in binary.
     *
     * @param number from 1
     * @param bytes as it came
     */
    record Line(int number, int bytes, Handed handed) {}

    /** The first lines from an index on that are handed in together. */
    static List<Line> batch(List<Line> lines, int from) {
        int bytes = 0;
        int end = from;
        while (end < lines.size() && end - from < AT_A_TIME && (end == from || bytes < BYTES_AT_A_TIME)) {
            bytes += lines.get(end++).bytes();
        }
        return lines.subList(from, end);
    }

    /**
     * What became of a batch that is on the disk now.
     *
     * @param position of the last of them; 0 where none was taken
     */
    record Receipt(int taken, int duplicates, long position, List<Views.LineRefused> refused) {}

    /** @throws TwinDoor.Overloaded where there is no room for them now */
    Receipt take(List<Line> lines) {
        List<Views.LineRefused> refused = new ArrayList<>();
        List<Handed> within = within(lines, refused);
        int taken = 0;
        int duplicates = 0;
        long position = 0;
        int i = 0;
        for (Taken one : within.isEmpty() ? List.<Taken>of() : twin.take(producer, TwinDoor.Kind.OBSERVATION, within)) {
            int observations = count(within.get(i++).event());
            taken += observations;
            duplicates += one.duplicate() ? observations : 0;
            position = Math.max(position, one.position());
        }
        return new Receipt(taken, duplicates, position, refused);
    }

    private static int count(TwinEvent event) {
        return event instanceof TwinEvent.Observations many
                ? many.observations().size()
                : 1;
    }

    private List<Handed> within(List<Line> lines, List<Views.LineRefused> refused) {
        if (!confines.isLimited()) {
            return lines.stream().map(Line::handed).toList();
        }
        List<Handed> within = new ArrayList<>(lines.size());
        // One line may make the entity that the next one is about.
        TwinState state = twin.now();
        for (Line line : lines) {
            try {
                state = demandWithin(state, line.handed().event());
                within.add(line.handed());
            } catch (Refusal e) {
                refused.add(e.at(line.number()));
            }
        }
        return within;
    }

    /** What a limited key writes to must be within its limits before and after. */
    private TwinState demandWithin(TwinState before, TwinEvent event) {
        TwinState after = before.fold(before.position() + 1, Instant.now(), event);
        List<Observation> observations =
                event instanceof TwinEvent.Observations many ? many.observations() : List.of((Observation) event);
        for (Observation o : observations) {
            demandWithin(o, before.find(o.entityId()).orElse(null));
            demandWithin(o, after.find(o.entityId()).orElseThrow(() -> outside(o)));
        }
        return after;
    }

    private void demandWithin(Observation o, @org.jspecify.annotations.Nullable Entity entity) {
        if (entity != null && !confines.hold(entity)) {
            throw outside(o);
        }
    }

    /** The same whether it is there or not, which this key need not know. */
    private Refusal outside(Observation o) {
        return new Refusal(
                "outside_limits",
                o.entityId() + " is not within the limits of this key: types "
                        + (confines.grant().types().isEmpty()
                                ? "all"
                                : String.join(", ", confines.grant().types()))
                        + "; areas "
                        + (confines.grant().areas().isEmpty()
                                ? "all"
                                : confines.grant().areas()) + ".");
    }
}
