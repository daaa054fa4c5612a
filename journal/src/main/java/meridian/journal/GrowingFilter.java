package meridian.journal;

import java.util.ArrayList;
import java.util.List;

/** A chain of {@link IdFilter}s, each twice as large as the one before, for a number of ids that nobody knows beforehand. */
final class GrowingFilter {
    private static final int FIRST = 1 << 13;
    private static final int LARGEST = 1 << 23;

    private final List<IdFilter> filters = new ArrayList<>();

    void add(long hash) {
        if (filters.isEmpty() || filters.getLast().isFull()) {
            filters.add(new IdFilter(
                    filters.isEmpty()
                            ? FIRST
                            : Math.min(LARGEST, 2 * filters.getLast().capacity())));
        }
        filters.getLast().add(hash);
    }

    boolean mayHold(long hash) {
        for (int i = filters.size() - 1; i >= 0; i--) {
            if (filters.get(i).mayHold(hash)) {
                return true;
            }
        }
        return false;
    }

    long bytes() {
        long sum = 0;
        for (IdFilter filter : filters) {
            sum += filter.bytes();
        }
        return sum;
    }
}
