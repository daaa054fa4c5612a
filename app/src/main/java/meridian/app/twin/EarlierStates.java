package meridian.app.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import meridian.twin.SnapshotFolder;
import meridian.twin.TwinState;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what the twin knew at a position some time ago: a state before it, and what the journal has between the two.
 *
 * <p>Whoever lost his connection a moment ago is served from the states of the last minute, which share nearly all with the present
 * one. Older ones begin with a snapshot's file. Many ask at the same time, when a network comes back; so what was found is
 * remembered for a while. Safe for all threads; one asks, the others wait, and the folding thread waits for nobody.
 */
final class EarlierStates {
    /** Events that are folded again, at most: a little more than there are between two snapshots. */
    static final long MOST_EVENTS = 600_000;

    private static final int REMEMBERED = 3;
    private static final Duration MEMORY = Duration.ofMinutes(2);
    private static final int RECENT = 4;
    private static final long RECENT_EVERY_NANOS = Duration.ofSeconds(15).toNanos();

    /** Moves a state on. */
    interface Replay {
        TwinState replayed(TwinState from, long to);
    }

    private final SnapshotFolder snapshots;
    private final Replay replay;
    private final ConcurrentSkipListMap<Long, TwinState> recent = new ConcurrentSkipListMap<>();
    private long notedNanos;
    private final NavigableMap<Long, TwinState> found = new TreeMap<>();
    private long askedNanos;
    private boolean forgetting;

    EarlierStates(SnapshotFolder snapshots, Replay replay) {
        this.snapshots = snapshots;
        this.replay = replay;
    }

    /** Remembers a state now and then; only the folding thread calls it. */
    void passed(TwinState state) {
        long now = System.nanoTime();
        if (recent.isEmpty() || now - notedNanos >= RECENT_EVERY_NANOS) {
            notedNanos = now;
            recent.put(state.position(), state);
            if (recent.size() > RECENT) {
                recent.pollFirstEntry();
            }
        }
    }

    /**
     * @param position 0 or more
     * @param now of the present state
     */
    synchronized Optional<TwinState> at(long position, long now) {
        if (position > now || position < 0) {
            return Optional.empty();
        }
        forgetLater();
        TwinState base = base(position);
        if (position - base.position() > MOST_EVENTS) {
            return Optional.empty();
        }
        TwinState state = replay.replayed(base, position);
        remember(state);
        return Optional.of(state);
    }

    /** The newest state that is not after a position: remembered, or from a file. */
    private TwinState base(long position) {
        TwinState remembered = newer(recent.floorEntry(position), found.floorEntry(position));
        if (remembered != null && position - remembered.position() <= MOST_EVENTS) {
            return remembered;
        }
        try {
            TwinState restored = snapshots.restoreUpTo(position).state();
            remember(restored);
            return restored;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable TwinState newer(
            Map.@Nullable Entry<Long, TwinState> a, Map.@Nullable Entry<Long, TwinState> b) {
        if (a == null || b == null) {
            return a != null ? a.getValue() : b != null ? b.getValue() : null;
        }
        return a.getKey() >= b.getKey() ? a.getValue() : b.getValue();
    }

    private void remember(TwinState state) {
        found.put(state.position(), state);
        if (found.size() > REMEMBERED) {
            found.pollFirstEntry();
        }
    }

    /** A state from a file is as large as the twin itself, and stays no longer than somebody asks. */
    private void forgetLater() {
        askedNanos = System.nanoTime();
        if (!forgetting) {
            forgetting = true;
            Thread.ofVirtual().name("forgetting").start(this::forget);
        }
    }

    private void forget() {
        try {
            do {
                Thread.sleep(MEMORY);
            } while (!forgotten());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean forgotten() {
        if (System.nanoTime() - askedNanos < MEMORY.toNanos()) {
            return false;
        }
        found.clear();
        forgetting = false;
        return true;
    }
}
