/**
 * What the protocols to plants have in common: the network and what a loop tells, as JSON.
 *
 * <p>Start with {@link meridian.field.text.PlantText}.
 */
@NullMarked
package meridian.field.text;

import org.jspecify.annotations.NullMarked;
