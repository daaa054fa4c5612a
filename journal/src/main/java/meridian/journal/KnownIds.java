package meridian.journal;

import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * In which segments an id may be, in bounded memory. The index in the database decides; this only spares most questions.
 *
 * <p>A segment that was there when the journal was opened is asked about until {@link FilterLoader} has read its hashes. When
 * memory runs out the oldest segments lose their filter and are asked again: slower, never wrong.
 *
 * <p>The writer's thread, but for {@link #loaded}.
 */
final class KnownIds {
    private final long mostBytes;
    private final TreeMap<Long, Ids> bySegment = new TreeMap<>();
    private final Queue<Loaded> arrived = new ConcurrentLinkedQueue<>();

    KnownIds(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    private record Loaded(Segment segment, GrowingFilter filter) {}

    private static final class Ids {
        private final GrowingFilter added = new GrowingFilter();
        /** What was in it before the journal was opened; absent while that is not known. */
        private @Nullable GrowingFilter before;

        private boolean mayHold(long hash) {
            GrowingFilter earlier = before;
            return earlier == null || added.mayHold(hash) || earlier.mayHold(hash);
        }

        private long bytes() {
            GrowingFilter earlier = before;
            return added.bytes() + (earlier == null ? 0 : earlier.bytes());
        }
    }

    /** A segment that was there before: everything may be in it. */
    void found(Segment segment) {
        bySegment.put(segment.id(), new Ids());
    }

    /** A segment that the writer has just made: nothing is in it but what is added. */
    void made(Segment segment) {
        Ids ids = new Ids();
        ids.before = new GrowingFilter();
        bySegment.put(segment.id(), ids);
    }

    void forget(Segment segment) {
        bySegment.remove(segment.id());
    }

    boolean mayHold(Segment segment, long hash) {
        Ids ids = bySegment.get(segment.id());
        return ids == null || ids.mayHold(hash);
    }

    void add(Segment segment, long hash) {
        Ids ids = bySegment.get(segment.id());
        if (ids != null) {
            ids.added.add(hash);
        }
    }

    /** What a segment held that was there before; from another thread. */
    void loaded(Segment segment, GrowingFilter filter) {
        arrived.add(new Loaded(segment, filter));
    }

    /** Takes over what has been loaded meanwhile, and lets go of the oldest filters until the rest fits. */
    void fit() {
        for (Loaded next = arrived.poll(); next != null; next = arrived.poll()) {
            Ids ids = bySegment.get(next.segment().id());
            if (ids != null) {
                ids.before = next.filter();
            }
        }
        while (bytes() > mostBytes) {
            bySegment.remove(bySegment.firstKey());
        }
    }

    private long bytes() {
        return bySegment.values().stream().mapToLong(Ids::bytes).sum();
    }
}
