/**
 * Meridian's own file for a city: a GeoPackage that any GIS opens. Its tables are described in {@code docs/city-file.md}.
 *
 * <p>Start with {@link meridian.formats.cityfile.CityFile}. {@code NetworkTables}, {@code SignalTables}, {@code
 * PlaceTables} and {@code TripTables} each hold both directions of their part, so that a column is written and read in
 * one file; {@code Table} and {@code Rows} move values to and from SQLite and sum them up; {@code GeoBlob} is what a GIS
 * reads and {@code PlaneBlob} what Meridian reads.
 *
 * <p><b>Not here.</b> Editing. A GIS may look at everything, but Meridian takes its geometry from the {@code plane}
 * columns and refuses a file whose contents do not fit their checksums.
 */
@NullMarked
package meridian.formats.cityfile;

import org.jspecify.annotations.NullMarked;
