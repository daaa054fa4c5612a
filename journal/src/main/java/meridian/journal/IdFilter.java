package meridian.journal;

/**
 * A set of hashes that sometimes believes to hold one that it does not, and never the other way round.
 *
 * <p>Source: Bloom, "Space/time trade-offs in hash coding with allowable errors", CACM 13, 422 (1970), in blocks of one cache
 * line as in Putze, Sanders, Singler, "Cache-, hash- and space-efficient Bloom filters", JEA 14 (2009): a hash sets one bit in each
 * of the eight words of one block. At 16 bits a hash about one in a thousand is taken for known that is not.
 *
 * <p>One thread at a time.
 */
final class IdFilter {
    static final int BITS_PER_ID = 16;
    private static final int WORDS = 8;
    private static final int IDS_PER_BLOCK = WORDS * Long.SIZE / BITS_PER_ID;
    private static final int WORD_BITS = 6;
    /** 2⁶⁴ over the golden ratio, odd: spreads what is left of the hash after the block was chosen. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final long[] words;
    private final int blockMask;
    private final int capacity;
    private int count;

    /** @param capacity how many it is for, a power of two, at least 32 */
    IdFilter(int capacity) {
        this.capacity = capacity;
        this.words = new long[capacity / IDS_PER_BLOCK * WORDS];
        this.blockMask = capacity / IDS_PER_BLOCK - 1;
    }

    boolean isFull() {
        return count >= capacity;
    }

    int capacity() {
        return capacity;
    }

    long bytes() {
        return (long) words.length * Long.BYTES;
    }

    void add(long hash) {
        int block = ((int) hash & blockMask) * WORDS;
        long bits = hash * SPREAD;
        for (int i = 0; i < WORDS; i++) {
            words[block + i] |= bit(bits, i);
        }
        count++;
    }

    boolean mayHold(long hash) {
        int block = ((int) hash & blockMask) * WORDS;
        long bits = hash * SPREAD;
        for (int i = 0; i < WORDS; i++) {
            if ((words[block + i] & bit(bits, i)) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Six bits of their own for each word, from the top, where a product is mixed best. */
    private static long bit(long bits, int word) {
        return 1L << (bits >>> (Long.SIZE - WORD_BITS * (word + 1)));
    }
}
