package meridian.model.network;

import java.util.BitSet;

/**
 * Which movements of one node cannot be driven at the same time, and who waits for whom.
 *
 * <p>Indices are places in {@link Network#movementsAt(int)}. Immutable.
 */
public final class Conflicts {
    /** A node whose movements never meet. */
    public static final Conflicts NONE = new Conflicts(0, new BitSet(), new BitSet());

    private final int size;
    private final BitSet crosses;
    private final BitSet yields;

    private Conflicts(int size, BitSet crosses, BitSet yields) {
        this.size = size;
        this.crosses = crosses;
        this.yields = yields;
    }

    /** Number of movements it speaks about. */
    public int size() {
        return size;
    }

    /** Whether two movements share a piece of road; symmetric. */
    public boolean crosses(int a, int b) {
        return a < size && b < size && crosses.get(a * size + b);
    }

    /** Whether a driver on the first movement lets one on the second go first. Implies {@link #crosses}. */
    public boolean yields(int waiting, int first) {
        return waiting < size && first < size && yields.get(waiting * size + first);
    }

    public boolean isEmpty() {
        return crosses.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Conflicts that
                && size == that.size
                && crosses.equals(that.crosses)
                && yields.equals(that.yields);
    }

    @Override
    public int hashCode() {
        return 31 * crosses.hashCode() + yields.hashCode();
    }

    @Override
    public String toString() {
        return "Conflicts[" + size + " movements, " + crosses.cardinality() / 2 + " pairs]";
    }

    /** Collects the pairs of one node. */
    public static final class Builder {
        private final int size;
        private final BitSet crosses = new BitSet();
        private final BitSet yields = new BitSet();

        public Builder(int size) {
            if (size < 0 || size > 10_000) {
                throw new IllegalArgumentException("a node with " + size + " movements");
            }
            this.size = size;
        }

        public Builder cross(int a, int b) {
            crosses.set(checked(a) * size + checked(b));
            crosses.set(b * size + a);
            return this;
        }

        /** The first waits for the second; also marks them as crossing. */
        public Builder yield(int waiting, int first) {
            cross(waiting, first);
            yields.set(waiting * size + first);
            return this;
        }

        private int checked(int i) {
            if (i < 0 || i >= size) {
                throw new IndexOutOfBoundsException("movement " + i + " of " + size);
            }
            return i;
        }

        public Conflicts build() {
            return crosses.isEmpty() ? NONE : new Conflicts(size, (BitSet) crosses.clone(), (BitSet) yields.clone());
        }
    }
}
