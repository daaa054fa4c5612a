package meridian.model.place;

import meridian.model.geo.Point;

/**
 * A named part of the city, for labels.
 *
 * @param name local name
 * @param names names in other languages, by ISO 639-1 code
 * @param rank 0 for the city, larger for smaller parts
 */
public record Settlement(String name, java.util.Map<String, String> names, Point at, int rank) {
    public Settlement {
        names = java.util.Map.copyOf(names);
    }
}
