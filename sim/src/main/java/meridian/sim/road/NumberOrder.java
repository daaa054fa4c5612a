package meridian.sim.road;

import java.util.Arrays;

/**
 * Rows that several threads have listed, in the order of the vehicles' numbers: so what follows does not depend on which
 * thread listed whom. Allocates only when it has to hold more than ever before.
 */
final class NumberOrder {
    /** A row takes the lowest bits, the vehicle's number those above. */
    private static final int ROW_BITS = 24;

    private final Vehicles vehicles;
    private long[] numbered = new long[64];
    private int size;
    private final RowList sorted = new RowList();

    NumberOrder(Vehicles vehicles) {
        this.vehicles = vehicles;
    }

    /** Takes all rows out of a list. */
    void take(RowList list) {
        if (numbered.length < size + list.size) {
            numbered = Arrays.copyOf(numbered, 2 * (size + list.size));
        }
        for (int i = 0; i < list.size; i++) {
            int v = list.row[i];
            numbered[size++] = vehicles.serial[v] << ROW_BITS | v;
        }
        list.clear();
    }

    /** What has been taken, sorted; valid until the next call. */
    RowList sorted() {
        Arrays.sort(numbered, 0, size);
        sorted.clear();
        for (int i = 0; i < size; i++) {
            sorted.add((int) (numbered[i] & (1L << ROW_BITS) - 1));
        }
        size = 0;
        return sorted;
    }
}
