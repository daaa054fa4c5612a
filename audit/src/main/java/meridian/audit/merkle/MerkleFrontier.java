package meridian.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A growing Merkle tree of which only the largest complete subtrees are kept: enough to add entries and to know the root, in
 * memory that grows with the logarithm of the size. One thread at a time.
 */
public final class MerkleFrontier {
    /** Roots of complete subtrees from left to right; their sizes are the bits of {@link #size}, the largest first. */
    private final List<Hash> subtrees = new ArrayList<>();

    private long size;

    public void add(Hash leaf) {
        Hash subtree = leaf;
        // Each set bit at the end is a complete subtree of the size that the new one has grown to.
        for (long rest = size; (rest & 1) != 0; rest >>>= 1) {
            subtree = Hash.ofNode(subtrees.removeLast(), subtree);
        }
        subtrees.add(subtree);
        size++;
    }

    public MerkleFrontier copy() {
        MerkleFrontier copy = new MerkleFrontier();
        copy.subtrees.addAll(subtrees);
        copy.size = size;
        return copy;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        if (subtrees.isEmpty()) {
            return Hash.OF_NOTHING;
        }
        Hash root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = Hash.ofNode(subtrees.get(i), root);
        }
        return root;
    }
}
