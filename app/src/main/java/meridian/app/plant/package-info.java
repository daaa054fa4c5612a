/**
 * Deciders held against each other at the signals of a plant that is not ours, and against the plans that its files bring.
 *
 * <p>Start with {@link meridian.app.plant.PlantTrial}, one run; {@link meridian.app.plant.PlantComparison} is what is printed of many.
 */
@NullMarked
package meridian.app.plant;

import org.jspecify.annotations.NullMarked;
