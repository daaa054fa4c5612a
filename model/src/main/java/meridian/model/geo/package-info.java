/**
 * Where things are: metres in a city's own plane, and the projection between that plane and WGS 84.
 */
@NullMarked
package meridian.model.geo;

import org.jspecify.annotations.NullMarked;
