package meridian.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.twin.DiskTrouble;
import meridian.twin.Folded;
import meridian.twin.TwinState;
import meridian.twin.event.TwinEvent;

/** The twin as this module needs it: its present state, and a way in for events. Safe for all threads. */
public interface TwinDoor {
    /** Of the name that a producer gives to an event, in UTF-8. */
    int LONGEST_ID_BYTES = 256;

    /** The state now: whoever answers a request asks once and keeps it to the end. */
    TwinState now();

    /**
     * Hands in events, and returns when they are on the disk and {@link #now} shows them.
     *
     * @param producer who hands them in; ids of different producers have nothing to do with each other
     * @param kind may they be shed when more comes than can be kept
     * @return one for each, in their order
     * @throws Overloaded where there is no room for them now; none of them is kept
     * @throws meridian.twin.entity.Rejected where one is larger than is kept of one; none of them is
     */
    List<Taken> take(String producer, Kind kind, List<Handed> events);

    /**
     * The state as it was at a position of the journal; empty where that is so long ago that it would take too long to find
     * out, or lies ahead.
     */
    Optional<TwinState> at(long position);

    /** Tells of each batch that is folded from now on, when {@link #now} shows it. */
    void watch(Watcher watcher);

    /** Is told on the twin's own thread: it returns at once. */
    interface Watcher {
        /**
         * @param before the state before the first of them
         * @param after the state after the last
         */
        void folded(List<Folded> events, TwinState before, TwinState after);
    }

    /** How its journal is. */
    Figures figures();

    /** Whether it goes on; empty, or why not. */
    default Optional<String> failure() {
        return Optional.empty();
    }

    /** How its states fare with their disk. */
    default DiskTrouble trouble() {
        return DiskTrouble.NONE;
    }

    /**
     * Counts since the start.
     *
     * @param events by stream and by what became of them
     * @param queuedEvents that wait for the disk
     * @param behindPositions by which {@link #now} is behind the journal
     */
    record Figures(Map<String, Map<String, Long>> events, long queuedEvents, long behindPositions) {}

    /** How much an event matters. */
    enum Kind {
        /** One of many values; may be refused under overload, and that is counted. */
        OBSERVATION,
        /** Something that somebody decided: waits for room. */
        CHANGE
    }

    /** @param id the producer's own name for it: the same id is the same event */
    record Handed(String id, TwinEvent event) {}

    /**
     * On the disk.
     *
     * @param position in the journal; of a duplicate, that of the first
     */
    record Taken(long position, boolean duplicate) {}

    /** There is no room now; nothing of what was handed in is kept. */
    final class Overloaded extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Overloaded(String message) {
            super(message, null, false, false);
        }
    }
}
