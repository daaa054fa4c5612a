package meridian.journal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which segments there are: an immutable list, replaced by the writer, read by everybody. */
final class Segments {
    static final Segments NONE = new Segments(List.of());

    /** By first position. */
    private final List<Segment> all;

    private Segments(List<Segment> all) {
        this.all = all;
    }

    static Segments of(Collection<Segment> some) {
        return new Segments(some.stream()
                .sorted(Comparator.comparingLong(Segment::firstPosition).thenComparingLong(Segment::id))
                .toList());
    }

    Segments with(Collection<Segment> added) {
        return added.isEmpty()
                ? this
                : of(Stream.concat(all.stream(), added.stream()).toList());
    }

    Segments without(Segment gone) {
        return new Segments(
                all.stream().filter(segment -> segment.id() != gone.id()).toList());
    }

    List<Segment> all() {
        return all;
    }

    List<Segment> of(int stream) {
        return all.stream().filter(segment -> segment.stream() == stream).toList();
    }

    Optional<Segment> newest(int stream) {
        return all.reversed().stream()
                .filter(segment -> segment.stream() == stream)
                .findFirst();
    }

    /** Those of some streams in which there may be something after a position, by first position. */
    List<Segment> after(long position, Set<Integer> streams) {
        Map<Integer, Long> nextFirst = new HashMap<>();
        List<Segment> found = new ArrayList<>();
        for (Segment segment : all.reversed()) {
            if (!streams.contains(segment.stream())) {
                continue;
            }
            Long end = nextFirst.put(segment.stream(), segment.firstPosition());
            if (end == null || end > position + 1) {
                found.addFirst(segment);
            }
        }
        return found;
    }
}
