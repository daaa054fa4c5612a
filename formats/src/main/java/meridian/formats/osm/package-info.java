/**
 * OpenStreetMap: from raw tags to a city that can be driven.
 *
 * <p>Two doors, {@link meridian.formats.osm.OsmPbfReader} and {@link meridian.formats.osm.QaTilesReader}. Both end in the same
 * intermediate records (points, lines and areas with tags), which become a {@link meridian.model.City} in three visible
 * steps: roads (way graph, junctions, lanes, movements), signals, places.
 *
 * <p><b>Contributors.</b> Who edited what ({@code user}, {@code uid}, {@code changeset}) is passed over on the level of
 * bytes: no object ever holds it. Of all other keys only those that the conversion reads are decoded.
 *
 * <p><b>Bounds.</b> What a file says about sizes is believed only within the limits of its format; see
 * {@code PbfFile} and {@code VectorTile}.
 *
 * <p><b>Not here.</b> Left-hand traffic, elevation, timetables.
 */
@NullMarked
package meridian.formats.osm;

import org.jspecify.annotations.NullMarked;
