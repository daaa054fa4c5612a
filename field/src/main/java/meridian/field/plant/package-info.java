/**
 * The seam between who controls signals and what is outside: a simulated city, another simulator, a laboratory, a street.
 *
 * <p>Start with {@link meridian.field.plant.Plant}: it tells once what there is ({@link
 * meridian.model.control.ControlNetwork}), and then, once a second, takes {@link meridian.field.plant.SignalCommand}s and
 * gives an {@link meridian.field.plant.Observation}. Everything in it is a number of a known meaning or a list of such, so
 * that it goes over a line as well as between objects.
 *
 * <p><b>Not here.</b> Whether a command is safe: that is the safety kernel's, before a plant hears of it. What should be done.
 */
@NullMarked
package meridian.field.plant;

import org.jspecify.annotations.NullMarked;
