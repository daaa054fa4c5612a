package meridian.model.place;

import meridian.model.geo.Point;

/**
 * A point of interest.
 *
 * @param id unique among places, as in the source
 * @param kind what it is
 * @param name as signposted, empty where unknown
 * @param at its middle
 */
public record Place(String id, PlaceKind kind, String name, Point at) {}
