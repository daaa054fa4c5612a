/**
 * Breaks Meridian on purpose and looks whether what it had promised still holds.
 *
 * <p>Start with {@link meridian.bench.torture.KillTorture}; {@link meridian.bench.torture.PowerTorture} cuts the power. A torture that finds nothing may be blind: each has a mutant in the
 * tests, a build that is wrong on purpose, which it must find.
 */
@NullMarked
package meridian.bench.torture;

import org.jspecify.annotations.NullMarked;
