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

    void clear() {
        size = 0;
    }
}
