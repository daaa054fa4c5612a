/**
 * The hash tree of RFC 6962, and what can be proved with it: that an entry is in a tree, and that a tree was only added to.
 *
 * <p>Start with {@link meridian.audit.merkle.MerkleFrontier}, which grows a tree; {@link meridian.audit.merkle.MerkleTree}
 * makes proofs.
 */
@NullMarked
package meridian.audit.merkle;

import org.jspecify.annotations.NullMarked;
