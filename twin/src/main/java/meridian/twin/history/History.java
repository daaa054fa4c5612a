package meridian.twin.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All versions of one attribute instance, in the order in which they were true; of the same time, the later position last.
 * Immutable. Versions are only ever added: what was known once stays known.
 */
public final class History {
    public static final History EMPTY = new History(List.of());

    private static final Comparator<Version> ORDER = Comparator.comparingLong(Version::observedMicros)
            .thenComparingLong(Version::position)
            .thenComparingInt(Version::index);

    private final List<Version> versions;

    private History(List<Version> versions) {
        this.versions = versions;
    }

    /** With a version more, late or not; one that is there already (by position and index) changes nothing. */
    public History with(Version version) {
        int place = versions.size();
        while (place > 0 && ORDER.compare(versions.get(place - 1), version) > 0) {
            place--;
        }
        if (place > 0 && ORDER.compare(versions.get(place - 1), version) == 0) {
            return this;
        }
        List<Version> more = new ArrayList<>(versions.size() + 1);
        more.addAll(versions.subList(0, place));
        more.add(version);
        more.addAll(versions.subList(place, versions.size()));
        return new History(List.copyOf(more));
    }

    /** In the order in which they were true. */
    public List<Version> versions() {
        return versions;
    }

    /** What was true at a time, by all that is known now; empty before the first version, and where it was deleted. */
    public Optional<Version> trueAt(long micros) {
        return asOf(micros, Long.MAX_VALUE);
    }

    /** What the twin held for the present at a time: the last that it had been told by then. */
    public Optional<Version> knownAt(long micros) {
        return asOf(Long.MAX_VALUE, micros);
    }

    /**
     * What the twin, as it was at one time, would have said about another time.
     *
     * @param trueMicros the time that is asked about
     * @param knownMicros only what was recorded until then counts
     */
    public Optional<Version> asOf(long trueMicros, long knownMicros) {
        for (int i = versions.size() - 1; i >= 0; i--) {
            Version version = versions.get(i);
            if (version.observedMicros() <= trueMicros && version.recordedMicros() <= knownMicros) {
                return version.isDeletion() ? Optional.empty() : Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** Versions that were observed from one time on and before another. */
    public List<Version> between(long fromMicros, long toMicros) {
        return versions.stream()
                .filter(v -> v.observedMicros() >= fromMicros && v.observedMicros() < toMicros)
                .toList();
    }
}
