package meridian.model.place;

import meridian.model.geo.Polyline;

/**
 * A building's footprint.
 *
 * @param outline closed ring (first point equals last)
 * @param heightMeters above ground, more than 0
 * @param assumedHeight whether the source gave neither height nor levels
 */
public record Building(Polyline outline, double heightMeters, boolean assumedHeight) {}
