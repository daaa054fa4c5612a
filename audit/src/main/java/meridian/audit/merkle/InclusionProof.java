package meridian.audit.merkle;

import java.util.List;
import java.util.Optional;

/**
 * That an entry is in a tree.
 *
 * @param index of the entry, from 0
 * @param size of the tree, more than the index
 * @param path the neighbours' hashes from the leaf up, as in RFC 6962, 2.1.1
 */
public record InclusionProof(long index, long size, List<Hash> path) {
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("entry " + index + " cannot be in a tree of " + size);
        }
        path = List.copyOf(path);
    }

    /** The root of the tree if this leaf is in it; empty where the path has another length than such a tree asks for. */
    public Optional<Hash> root(Hash leaf) {
        // RFC 9162, 2.1.3.2; fn and sn there.
        long node = index;
        long last = size - 1;
        Hash root = leaf;
        for (Hash neighbour : path) {
            if (last == 0) {
                return Optional.empty();
            }
            if ((node & 1) != 0 || node == last) {
                root = Hash.ofNode(neighbour, root);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                root = Hash.ofNode(root, neighbour);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 ? Optional.of(root) : Optional.empty();
    }
}
