/**
 * The rules of {@code meridian.sim.road} written down a second time, slowly and plainly: objects with lists, one loop after the
 * other over everything, no rows, sets of bits, lists of what is active, caches or threads.
 *
 * <p>Start with {@link meridian.sim.road.oracle.Oracle}. The engine's rules are not visible from here, so none of them can be
 * used by mistake; what both share are the model, the settings, the finder of routes and the table of where paths through a
 * node touch each other.
 *
 * <p>Sums are written in the engine's order, so that both agree to the last bit.
 */
@NullMarked
package meridian.sim.road.oracle;

import org.jspecify.annotations.NullMarked;
