package meridian.formats.osm;

/** A map from long to int without boxes: open addressing, at most two thirds full. One thread. */
final class LongIntMap {
    static final int ABSENT = -1;
    private long[] keys;
    /** Value + 1; 0 marks a free slot, so that fresh memory is an empty map. */
    private int[] slots;

    private int size;

    LongIntMap(int expected) {
        int capacity = Integer.highestOneBit(Math.max(16, expected) * 2 - 1) * 2;
        keys = new long[capacity];
        slots = new int[capacity];
    }

    int size() {
        return size;
    }

    /** The value of this key, or {@link #ABSENT}. */
    int get(long key) {
        return slots[slot(key)] - 1;
    }

    boolean has(long key) {
        return get(key) != ABSENT;
    }

    /** Sets a value of 0 or more. */
    void put(long key, int value) {
        int slot = slot(key);
        if (slots[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        slots[slot] = value + 1;
        if (size * 3L > keys.length * 2L) {
            grow();
        }
    }

    private int slot(long key) {
        int mask = keys.length - 1;
        // Fibonacci hashing: neighbouring ids and coordinates would otherwise pile up.
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (slots[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldSlots = slots;
        keys = new long[oldKeys.length * 2];
        slots = new int[oldSlots.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldSlots[i] != 0) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                slots[slot] = oldSlots[i];
            }
        }
    }
}
