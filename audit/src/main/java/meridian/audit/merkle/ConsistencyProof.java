package meridian.audit.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * That a tree was only added to.
 *
 * @param from its size before
 * @param to its size after, not less
 * @param path as in RFC 6962, 2.1.2
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {
    public ConsistencyProof {
        if (from < 0 || from > to) {
            throw new IllegalArgumentException("a tree of " + from + " does not grow to " + to);
        }
        path = List.copyOf(path);
    }

    /** Whether the tree with the first root grew to the one with the second. */
    public boolean holds(Hash before, Hash after) {
        if (from == to) {
            return path.isEmpty() && before.equals(after);
        }
        if (from == 0) {
            return path.isEmpty() && before.equals(Hash.OF_NOTHING);
        }
        return !path.isEmpty() && connects(before, after);
    }

    /** RFC 9162, 2.1.4.2; fn, sn, fr and sr there. */
    private boolean connects(Hash before, Hash after) {
        List<Hash> hashes = new ArrayList<>(path);
        if (Long.bitCount(from) == 1) {
            // A complete tree is a node of the later one; its hash is not sent.
            hashes.addFirst(before);
        }
        int complete = Long.numberOfTrailingZeros(from);
        long node = (from - 1) >>> complete;
        long last = (to - 1) >>> complete;
        Hash old = hashes.getFirst();
        Hash grown = old;
        for (Hash neighbour : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) != 0 || node == last) {
                old = Hash.ofNode(neighbour, old);
                grown = Hash.ofNode(neighbour, grown);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                grown = Hash.ofNode(grown, neighbour);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && old.equals(before) && grown.equals(after);
    }
}
