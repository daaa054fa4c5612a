package meridian.formats;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.model.BadInput;

/** What a reader took and what it left, with reasons and the first places. One thread at a time. */
public final class ReadReport {
    private static final int PLACES_KEPT = 3;
    private static final int REASONS_KEPT = 1_000;

    /**
     * Records left out for one reason.
     *
     * @param what kind of record, such as "way"
     * @param why the reason
     * @param count how many
     * @param places the first few of them
     */
    public record Skipped(String what, String why, long count, List<String> places) {
        public Skipped {
            places = List.copyOf(places);
        }
    }

    private record Key(String what, String why) {}

    private static final class Tally {
        long count;
        final List<String> places = new ArrayList<>();
    }

    private final Map<String, Long> taken = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<Key, Tally> left = new LinkedHashMap<>();

    public void took(String what) {
        took(what, 1);
    }

    public void took(String what, long count) {
        if (count == 0) {
            return;
        }
        taken.merge(what, count, Long::sum);
    }

    /** @param place where it stands, such as "way 123" or "line 7" */
    public void skipped(String what, String why, String place) {
        Key key = new Key(what, why);
        Tally tally = left.get(key);
        if (tally == null) {
            key = left.size() < REASONS_KEPT ? key : new Key(what, "other reasons");
            tally = left.computeIfAbsent(key, k -> new Tally());
        }
        tally.count++;
        if (tally.places.size() < PLACES_KEPT) {
            tally.places.add(BadInput.shortened(place));
        }
    }

    /** @param line what whoever named the source should know, such as a file that was read beside those named */
    public void note(String line) {
        notes.add(line);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** How many records of each kind were taken, by name. */
    public Map<String, Long> taken() {
        return Map.copyOf(taken);
    }

    /** What was left out, in the order of first appearance. */
    public List<Skipped> skipped() {
        return left.entrySet().stream()
                .map(e -> new Skipped(e.getKey().what(), e.getKey().why(), e.getValue().count, e.getValue().places))
                .toList();
    }

    public long skippedCount() {
        return left.values().stream().mapToLong(t -> t.count).sum();
    }
}
