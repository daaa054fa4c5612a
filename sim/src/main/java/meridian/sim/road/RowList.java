package meridian.sim.road;

import java.util.Arrays;

/** A growing list of vehicle rows. One thread. */
final class RowList {
    int[] row = new int[64];
    int size;

    void add(int v) {
        if (size == row.length) {
            row = Arrays.copyOf(row, 2 * size);
        }
        row[size++] = v;
    }

    /** Takes all rows out of another list. */
    void takeAll(RowList other) {
        for (int i = 0; i < other.size; i++) {
            add(other.row[i]);
        }
        other.clear();
    }

    void each(Columns columns) {
        size = columns.of(size);
        row = columns.table(size, 1).of(row);
    }

    void clear() {
        size = 0;
    }
}
