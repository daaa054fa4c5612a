package meridian.audit;

import java.nio.charset.StandardCharsets;
import meridian.audit.merkle.Hash;

/**
 * What was logged.
 *
 * @param index its number, from 0
 * @param text any
 */
public record Entry(long index, String text) {
    /** The leaf of the Merkle tree. */
    public Hash hash() {
        return Hash.ofLeaf(text.getBytes(StandardCharsets.UTF_8));
    }
}
