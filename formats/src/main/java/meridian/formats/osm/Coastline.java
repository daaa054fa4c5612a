package meridian.formats.osm;

import java.util.List;
import meridian.formats.ReadReport;
import meridian.model.place.Area;

/** The sea. */
final class Coastline {
    private Coastline() {}

    static List<Area> sea(OsmData data, Plane plane, ReadReport report) {
        return List.of();
    }
}
