/**
 * A night of checked steps: several cities, every step compared with the one before, until a billion vehicles have moved.
 *
 * <p>Start with {@link meridian.bench.soak.Soak}; {@code SoakCase} says on which cities, {@code RandomStreets} draws some.
 */
@NullMarked
package meridian.bench.soak;

import org.jspecify.annotations.NullMarked;
