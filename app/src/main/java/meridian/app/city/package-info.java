/**
 * Where a city comes from that somebody names on the command line, and the default city that is prepared once and kept.
 *
 * <p>Start with {@link meridian.app.city.CitySource}.
 */
@NullMarked
package meridian.app.city;

import org.jspecify.annotations.NullMarked;
