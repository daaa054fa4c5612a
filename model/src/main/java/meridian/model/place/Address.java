package meridian.model.place;

import meridian.model.geo.Point;

/**
 * A house number: where trips begin and end. It says nothing about who lives there.
 *
 * @param street name of the street, empty where unknown
 * @param number as on the door, empty where unknown
 */
public record Address(String street, String number, Point at) {}
