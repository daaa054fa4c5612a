package meridian.formats.osm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.formats.ReadReport;
import meridian.model.geo.Polyline;
import meridian.model.place.Area;

/** Ground for the map: water, parks, beaches, industry, campuses, airports, ports. */
final class AreaFinder {
    private static final double SMALLEST_SQUARE_METERS = 30;

    private final OsmData data;
    private final Plane plane;
    private final ReadReport report;

    AreaFinder(OsmData data, Plane plane, ReadReport report) {
        this.data = data;
        this.plane = plane;
        this.report = report;
    }

    List<Area> areas() {
        List<Area> areas = new ArrayList<>(Coastline.sea(data, plane, report));
        for (OsmArea area : data.areas) {
            Optional<Area.Kind> kind = kind(area.tags());
            if (kind.isEmpty()) {
                continue;
            }
            for (OsmArea.Polygon polygon : area.polygons()) {
                if (Math.abs(Ground.squareMeters(polygon.rings().getFirst(), plane)) >= SMALLEST_SQUARE_METERS) {
                    List<Polyline> rings = Ground.rings(polygon, plane);
                    areas.add(new Area(kind.get(), area.tags().value("name"), rings));
                    report.took("area");
                } else {
                    report.skipped("area", "too small to be seen on a map of the city", area.name());
                }
            }
        }
        return areas;
    }

    private static Optional<Area.Kind> kind(OsmTags tags) {
        if (tags.is("place", "islet", "island")) {
            return Optional.of(Area.Kind.LAND);
        }
        if (tags.is("natural", "water", "bay")
                || tags.is("waterway", "riverbank", "dock")
                || tags.is("landuse", "reservoir", "basin")) {
            return Optional.of(Area.Kind.WATER);
        }
        if (tags.is("natural", "beach", "sand")) {
            return Optional.of(Area.Kind.BEACH);
        }
        if (tags.is("aeroway", "aerodrome", "apron")) {
            return Optional.of(Area.Kind.AIRPORT);
        }
        if (tags.is("industrial", "port") || tags.is("landuse", "port") || tags.is("harbour", "yes")) {
            return Optional.of(Area.Kind.PORT);
        }
        if (tags.is("amenity", "university", "college", "school", "hospital")) {
            return Optional.of(Area.Kind.CAMPUS);
        }
        if (tags.is("landuse", "industrial", "railway", "garages") || tags.is("power", "plant", "substation")) {
            return Optional.of(Area.Kind.INDUSTRY);
        }
        boolean green =
                tags.is("leisure", "park", "garden", "golf_course", "nature_reserve", "recreation_ground", "pitch")
                        || tags.is(
                                "landuse",
                                "grass",
                                "forest",
                                "recreation_ground",
                                "cemetery",
                                "meadow",
                                "village_green",
                                "allotments")
                        || tags.is("natural", "wood", "scrub", "grassland", "heath", "wetland");
        return green ? Optional.of(Area.Kind.PARK) : Optional.empty();
    }
}
