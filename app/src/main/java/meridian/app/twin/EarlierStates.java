package meridian.app.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import meridian.twin.SnapshotFolder;
import meridian.twin.TwinState;

/**
 * Finds out what the twin knew at a position some time ago: a snapshot before it, and what the journal has between the two.
 *
 * <p>Many ask at the same time, when a network comes back; so a few states are remembered for a while, and a later one that is
 * asked for goes on from there. Safe for all threads; one asks, the others wait.
 */
final class EarlierStates {
    /** Events that are folded again, at most: a little more than there are between two snapshots. */
    static final long MOST_EVENTS = 600_000;

    private static final int REMEMBERED = 3;
    private static final long MEMORY_NANOS = Duration.ofMinutes(2).toNanos();

    /** Moves a state on. */
    interface Replay {
        TwinState replayed(TwinState from, long to);
    }

    private final SnapshotFolder snapshots;
    private final Replay replay;
    private final NavigableMap<Long, TwinState> known = new TreeMap<>();
    private long lastAskedNanos = System.nanoTime();

    EarlierStates(SnapshotFolder snapshots, Replay replay) {
        this.snapshots = snapshots;
        this.replay = replay;
    }

    /**
     * @param position 0 or more
     * @param now of the present state
     */
    synchronized Optional<TwinState> at(long position, long now) {
        if (position > now || position < 0) {
            return Optional.empty();
        }
        forgetOldOnes();
        Optional<TwinState> base = base(position);
        if (base.isEmpty() || position - base.get().position() > MOST_EVENTS) {
            return Optional.empty();
        }
        TwinState found = replay.replayed(base.get(), position);
        known.put(found.position(), found);
        if (known.size() > REMEMBERED) {
            known.pollFirstEntry();
        }
        return Optional.of(found);
    }

    private void forgetOldOnes() {
        long asked = System.nanoTime();
        if (asked - lastAskedNanos > MEMORY_NANOS) {
            known.clear();
        }
        lastAskedNanos = asked;
    }

    /** The newest state that is not after a position: remembered, or from a file. */
    private Optional<TwinState> base(long position) {
        var remembered = known.floorEntry(position);
        if (remembered != null && position - remembered.getKey() <= MOST_EVENTS) {
            return Optional.of(remembered.getValue());
        }
        try {
            TwinState restored = snapshots.restoreUpTo(position).state();
            known.put(restored.position(), restored);
            return Optional.of(restored);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
