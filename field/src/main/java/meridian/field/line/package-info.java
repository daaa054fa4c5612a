/**
 * Anything that can write lines as the plant: another simulator, a controller in a laboratory.
 *
 * <p>Start with {@link meridian.field.line.LinePlant}. {@code docs/line-protocol.md} has the protocol, with an example client
 * in Python.
 */
@NullMarked
package meridian.field.line;

import org.jspecify.annotations.NullMarked;
