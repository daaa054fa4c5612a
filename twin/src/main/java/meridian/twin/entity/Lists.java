package meridian.twin.entity;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** One copy in memory of lists of names: a hundred thousand roads share the list that says so. Safe for all threads. */
final class Lists {
    private static final int MOST = 16_384;
    private static final ConcurrentHashMap<List<String>, List<String>> KNOWN = new ConcurrentHashMap<>();

    private Lists() {}

    static List<String> one(List<String> names) {
        List<String> known = KNOWN.get(names);
        if (known != null) {
            return known;
        }
        List<String> copy = List.copyOf(names);
        if (KNOWN.size() >= MOST) {
            return copy;
        }
        List<String> first = KNOWN.putIfAbsent(copy, copy);
        return first == null ? copy : first;
    }
}
