package meridian.sim.route;

import java.util.Arrays;

/**
 * A priority queue of places with keys of 0 or more: a heap with four children a node. A place may be in it several times;
 * who takes it out skips those that are done. Key and place share one long, so that a comparison touches one array, and equal
 * keys leave in the order of places. One thread.
 */
final class LinkHeap {
    private long[] items = new long[1_024];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void clear() {
        size = 0;
    }

    void put(int place, float key) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
        }
        // Floats of 0 or more are ordered like their bits.
        long item = (long) Float.floatToRawIntBits(key) << 32 | place;
        int i = size++;
        while (i > 0) {
            int parent = (i - 1) >> 2;
            if (items[parent] <= item) {
                break;
            }
            items[i] = items[parent];
            i = parent;
        }
        items[i] = item;
    }

    float leastKey() {
        return Float.intBitsToFloat((int) (items[0] >>> 32));
    }

    int takeLeast() {
        int least = (int) items[0];
        long last = items[--size];
        int i = 0;
        while (true) {
            int child = 4 * i + 1;
            if (child >= size) {
                break;
            }
            int best = child;
            int end = Math.min(child + 4, size);
            for (int c = child + 1; c < end; c++) {
                if (items[c] < items[best]) {
                    best = c;
                }
            }
            if (items[best] >= last) {
                break;
            }
            items[i] = items[best];
            i = best;
        }
        items[i] = last;
        return least;
    }
}
