/**
 * Open formats, one package each: bytes become the format's own records, and those become a {@link meridian.model.City}.
 *
 * <p>Start with {@link meridian.formats.CityReader}. Every reader streams, bounds what it believes about sizes and
 * nesting, and reports in a {@link meridian.formats.ReadReport} what it skipped and why. A file that cannot be used at all
 * is refused with {@link meridian.model.BadInput}.
 */
@NullMarked
package meridian.formats;

import org.jspecify.annotations.NullMarked;
