package meridian.sim.route;

import java.util.Arrays;

/**
 * A priority queue of link indices, each in it at most once, whose keys may fall: a heap with four children a node. Ties
 * leave by the heap's shape, which depends on nothing but the order of calls. One thread.
 */
final class LinkHeap {
    private static final int ABSENT = -1;

    private int[] items = new int[64];
    private int size;
    /** Key of link l; stale where it is not in the queue. */
    private final float[] key;
    /** Place of link l in {@link #items}, or ABSENT. */
    private final int[] place;

    LinkHeap(int links) {
        this.key = new float[links];
        this.place = new int[links];
        Arrays.fill(place, ABSENT);
    }

    boolean isEmpty() {
        return size == 0;
    }

    float leastKey() {
        return key[items[0]];
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            place[items[i]] = ABSENT;
        }
        size = 0;
    }

    /** Puts a link in, or lowers its key. */
    void put(int link, float newKey) {
        int i = place[link];
        if (i == ABSENT) {
            if (size == items.length) {
                items = Arrays.copyOf(items, 2 * size);
            }
            i = size++;
        } else if (newKey >= key[link]) {
            return;
        }
        key[link] = newKey;
        while (i > 0) {
            int parent = (i - 1) >> 2;
            if (key[items[parent]] <= newKey) {
                break;
            }
            items[i] = items[parent];
            place[items[i]] = i;
            i = parent;
        }
        items[i] = link;
        place[link] = i;
    }

    int takeLeast() {
        int least = items[0];
        place[least] = ABSENT;
        int last = items[--size];
        if (size > 0) {
            sink(last);
        }
        return least;
    }

    private void sink(int link) {
        float k = key[link];
        int i = 0;
        while (true) {
            int child = 4 * i + 1;
            if (child >= size) {
                break;
            }
            int best = child;
            int end = Math.min(child + 4, size);
            for (int c = child + 1; c < end; c++) {
                if (key[items[c]] < key[items[best]]) {
                    best = c;
                }
            }
            if (key[items[best]] >= k) {
                break;
            }
            items[i] = items[best];
            place[items[i]] = i;
            i = best;
        }
        items[i] = link;
        place[link] = i;
    }
}
