/**
 * What stands in the city: stops, schools, hospitals, buildings, areas, addresses.
 */
@NullMarked
package meridian.model.place;

import org.jspecify.annotations.NullMarked;
