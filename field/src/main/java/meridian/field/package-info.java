/**
 * The world outside: for now a simulated city that runs by its own clock and says so.
 *
 * <p>Start with {@link meridian.field.SimulatedCity}. It owns the only thread that touches the engine and publishes an
 * immutable {@link meridian.field.Scene} for everybody else.
 */
@NullMarked
package meridian.field;

import org.jspecify.annotations.NullMarked;
