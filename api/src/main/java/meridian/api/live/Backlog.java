package meridian.api.live;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one who watches was not told yet: names of entities and attributes, no values. In the order in which they changed first.
 * Guarded by its feed.
 */
final class Backlog {
    /** An entity that was not told as it is now. */
    static final class Entry {
        private final boolean known;
        private final Set<Instance> instances = new LinkedHashSet<>();
        private boolean whole;
        private int updates;

        private Entry(boolean known) {
            this.known = known;
        }

        /** Whether he was told of it and has not been told that it left. */
        boolean known() {
            return known;
        }

        /** Whether all of it has to be told. */
        boolean whole() {
            return whole || !known;
        }

        Set<Instance> instances() {
            return instances;
        }

        /** Values that came and went before anybody could be told. */
        int leftOut() {
            return Math.max(0, updates - instances.size());
        }
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    int size() {
        return entries.size();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void clear() {
        entries.clear();
    }

    void forget(String id) {
        entries.remove(id);
    }

    /** The one that waits longest; there is one. */
    Map.Entry<String, Entry> poll() {
        var first = entries.entrySet().iterator();
        Map.Entry<String, Entry> next = first.next();
        first.remove();
        return Map.entry(next.getKey(), next.getValue());
    }

    /** Notes a change. */
    void add(Touched touched, Sight sight) {
        boolean seen = touched.before() != null && sight.shows(touched.before());
        boolean sees = touched.after() != null && sight.shows(touched.after());
        Entry entry = entries.get(touched.id());
        if (entry == null) {
            boolean news = seen != sees || seen && (touched.whole() || tellsAny(touched, sight));
            if (!news) {
                return;
            }
            entry = new Entry(seen);
            entries.put(touched.id(), entry);
        } else if (!entry.known && !sees) {
            // It came and went before he was told of it.
            entries.remove(touched.id());
            return;
        }
        entry.whole |= touched.whole() || seen != sees;
        for (Touched.Update update : touched.updates()) {
            if (sight.tells(update.instance().name())) {
                entry.instances.add(update.instance());
                entry.updates += update.times();
            }
        }
    }

    private static boolean tellsAny(Touched touched, Sight sight) {
        return touched.updates().stream()
                .anyMatch(update -> sight.tells(update.instance().name()));
    }
}
