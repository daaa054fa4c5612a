/**
 * Roads: nodes, the links between them, their lanes, and the movements that lead through a node.
 *
 * <p>Start with {@link meridian.model.network.Network}. Lanes are counted from the kerb (0) to the middle of the road and
 * traffic keeps to the right; links are directed; a two-way street is two links.
 */
@NullMarked
package meridian.model.network;

import org.jspecify.annotations.NullMarked;
