package meridian.history;

import java.util.TreeMap;

/** Which catalogues are in use by a question: files of theirs stay until it is answered. Safe for all threads. */
final class Leases {
    private final TreeMap<Long, Integer> used = new TreeMap<>();

    synchronized void take(long catalogue) {
        used.merge(catalogue, 1, Integer::sum);
    }

    synchronized void giveBack(long catalogue) {
        used.computeIfPresent(catalogue, (number, count) -> count == 1 ? null : count - 1);
    }

    /** The oldest in use. */
    synchronized long oldest() {
        return used.isEmpty() ? Long.MAX_VALUE : used.firstKey();
    }
}
