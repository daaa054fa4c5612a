/**
 * Tries to break the safety kernel by chance: a billion steps at the junctions of the town.
 *
 * <p>Start with {@link meridian.bench.safety.SafetyBench}.
 */
@NullMarked
package meridian.bench.safety;

import org.jspecify.annotations.NullMarked;
