package meridian.history;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import meridian.twin.Folded;
import meridian.twin.Outcome;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;
import meridian.twin.event.TwinEvent.Observation;

/** A twin and its history: folds events and hands them in as the live twin does. */
final class HistoryHouse implements AutoCloseable {
    static final Clock APRIL = Clock.fixed(Instant.parse("2026-04-15T12:00:00Z"), ZoneOffset.UTC);
    static final HistorySettings SMALL =
            HistorySettings.DEFAULT.withOpenRows(100).withPatience(java.time.Duration.ofSeconds(2));

    final List<String> said = new ArrayList<>();
    HistoryStore store;
    private final Path folder;
    private final HistorySettings settings;
    private TwinState state;
    private TwinWriter writer;

    HistoryHouse(Path folder, HistorySettings settings) {
        this(folder, settings, TwinState.EMPTY);
    }

    /** @param from the snapshot of a restart */
    HistoryHouse(Path folder, HistorySettings settings, TwinState from) {
        this.folder = folder;
        this.settings = settings;
        state = from;
        writer = new TwinWriter(from);
        store = open(APRIL);
    }

    private HistoryStore open(Clock clock) {
        return HistoryStore.open(folder, settings, clock, text -> {
            synchronized (said) {
                said.add(text);
                System.out.println(text);
            }
        });
    }

    TwinState state() {
        return state;
    }

    /** Events under positions one after the other, recorded a second after each other. */
    void fold(long firstPosition, List<? extends TwinEvent> events) {
        List<Folded> folded = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            long position = firstPosition + i;
            Outcome outcome = writer.apply(position, recorded(position), events.get(i));
            folded.add(new Folded(position, recorded(position), events.get(i), outcome));
        }
        TwinState next = writer.publish();
        store.folded(folded, state, next);
        state = next;
    }

    static long recorded(long position) {
        return RandomPast.NOON + position * 1_000_000L;
    }

    /** Ends as a kill does, without settling, and begins again with a snapshot. */
    void restart(TwinState from) {
        restart(from, APRIL);
    }

    void restart(TwinState from, Clock clock) {
        store.close();
        state = from;
        writer = new TwinWriter(from);
        store = open(clock);
    }

    boolean hasSaid(String part) {
        synchronized (said) {
            return said.stream().anyMatch(text -> text.contains(part));
        }
    }

    /** A reading of a counter, at a time. */
    static Observation reading(String entityId, String time, double value) {
        return new Observation(
                entityId,
                "Counter",
                "flow",
                null,
                Content.of(Value.of(value)),
                at(time),
                Quality.MEASURED,
                "counter 7");
    }

    static long at(String time) {
        return Times.micros(Instant.parse(time));
    }

    @Override
    public void close() {
        store.close();
    }
}
