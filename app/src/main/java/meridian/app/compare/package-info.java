/**
 * Two sets of runs beside each other: did something change, and are we sure?
 *
 * <p>Start with {@link meridian.app.compare.Comparison}; {@link meridian.app.compare.RunSet} reads what Meridian and SUMO write.
 */
@NullMarked
package meridian.app.compare;

import org.jspecify.annotations.NullMarked;
