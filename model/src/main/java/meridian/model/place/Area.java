package meridian.model.place;

import java.util.List;
import meridian.model.geo.Polyline;

/**
 * Ground of one kind, for the map.
 *
 * @param rings closed rings; the first is the outline, the others are holes
 */
public record Area(Kind kind, String name, List<Polyline> rings) {
    /** The order is part of the city file: append only. */
    public enum Kind {
        WATER,
        PARK,
        BEACH,
        INDUSTRY,
        CAMPUS,
        AIRPORT,
        PORT,
        LAND
    }

    public Area {
        rings = List.copyOf(rings);
    }
}
