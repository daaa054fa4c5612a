package meridian.audit.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The Merkle tree over given leaf hashes: roots and proofs for any size up to theirs.
 *
 * <p>Source: RFC 6962, 2.1.1 (audit paths) and 2.1.2 (consistency proofs). A proof hashes the whole tree once, which is fine for
 * somebody who asks now and then. Immutable.
 */
public final class MerkleTree {
    private final List<Hash> leaves;

    public MerkleTree(List<Hash> leaves) {
        this.leaves = List.copyOf(leaves);
    }

    public int size() {
        return leaves.size();
    }

    /** Of the first so many leaves. */
    public Hash root(int size) {
        return root(0, Objects.checkIndex(size, leaves.size() + 1));
    }

    /** That the leaf is one of the first so many. */
    public InclusionProof inclusion(int index, int size) {
        Objects.checkIndex(size, leaves.size() + 1);
        Objects.checkIndex(index, size);
        List<Hash> path = new ArrayList<>();
        addPath(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /** That the tree of the first so many leaves was only added to. */
    public ConsistencyProof consistency(int from, int to) {
        Objects.checkIndex(to, leaves.size() + 1);
        Objects.checkIndex(from, to + 1);
        List<Hash> path = new ArrayList<>();
        if (from > 0 && from < to) {
            addSubproof(from, 0, to, true, path);
        }
        return new ConsistencyProof(from, to, path);
    }

    private Hash root(int from, int to) {
        MerkleFrontier range = new MerkleFrontier();
        leaves.subList(from, to).forEach(range::add);
        return range.root();
    }

    /** PATH(m, D[n]); from the leaf upwards. */
    private void addPath(int index, int from, int to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        int middle = from + split(to - from);
        if (index < middle) {
            addPath(index, from, middle, path);
            path.add(root(middle, to));
        } else {
            addPath(index, middle, to, path);
            path.add(root(from, middle));
        }
    }

    /** SUBPROOF(m, D[n], b); {@code known} is b: the verifier has this subtree's root as the old root itself. */
    private void addSubproof(int old, int from, int to, boolean known, List<Hash> path) {
        if (old == to) {
            if (!known) {
                path.add(root(from, to));
            }
            return;
        }
        int middle = from + split(to - from);
        if (old <= middle) {
            addSubproof(old, from, middle, known, path);
            path.add(root(middle, to));
        } else {
            addSubproof(old, middle, to, false, path);
            path.add(root(from, middle));
        }
    }

    /** The largest power of two below n (k). */
    private static int split(int n) {
        return Integer.highestOneBit(n - 1);
    }
}
