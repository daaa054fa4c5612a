package meridian.formats.osm;

import meridian.model.BadInput;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.geo.TransverseMercator;

/** Where the vertices lie in the city's plane, metres. */
final class Plane {
    private static final double FARTHEST_DEGREES = 8;

    private final TransverseMercator projection;
    private final double[] xs;
    private final double[] ys;

    Plane(OsmData data) {
        projection = TransverseMercator.centredAt(centre(data));
        xs = new double[data.vertexCount()];
        ys = new double[data.vertexCount()];
        LonLat middle = projection.toEarth(new Point(0, 0));
        for (int v = 0; v < xs.length; v++) {
            Point at = projection.toPlane(near(data.place(v), middle));
            xs[v] = at.xMeters();
            ys[v] = at.yMeters();
        }
    }

    /** The projection is exact near its middle only; a stray point on the other side of the earth is moved to its edge. */
    private static LonLat near(LonLat place, LonLat middle) {
        double lon = Math.clamp(
                place.lonDegrees(), middle.lonDegrees() - FARTHEST_DEGREES, middle.lonDegrees() + FARTHEST_DEGREES);
        double lat = Math.clamp(
                place.latDegrees(), middle.latDegrees() - FARTHEST_DEGREES, middle.latDegrees() + FARTHEST_DEGREES);
        return new LonLat(Math.clamp(lon, -180, 180), Math.clamp(lat, -90, 90));
    }

    /** The middle of the box around all ways; of everything where there are none. */
    private static LonLat centre(OsmData data) {
        double west = Double.POSITIVE_INFINITY;
        double east = Double.NEGATIVE_INFINITY;
        double south = Double.POSITIVE_INFINITY;
        double north = Double.NEGATIVE_INFINITY;
        for (OsmWay way : data.ways) {
            for (int i = 0; way.tags().has("highway") && i < way.size(); i++) {
                west = Math.min(west, data.lon(way.vertex(i)));
                east = Math.max(east, data.lon(way.vertex(i)));
                south = Math.min(south, data.lat(way.vertex(i)));
                north = Math.max(north, data.lat(way.vertex(i)));
            }
        }
        if (west <= east) {
            if (east - west > FARTHEST_DEGREES || north - south > FARTHEST_DEGREES) {
                throw new BadInput(
                        data.title(),
                        "roads over " + Math.round(Math.max(east - west, north - south)) + " degrees",
                        "a city or a region",
                        "Cut the area first, for example with osmium extract");
            }
            return new LonLat((west + east) / 2, (south + north) / 2);
        }
        return data.vertexCount() > 0 ? data.place(data.vertexCount() / 2) : new LonLat(0, 0);
    }

    TransverseMercator projection() {
        return projection;
    }

    double x(int vertex) {
        return xs[vertex];
    }

    double y(int vertex) {
        return ys[vertex];
    }

    Point at(int vertex) {
        return new Point(xs[vertex], ys[vertex]);
    }

    double distance(int a, int b) {
        return Math.hypot(xs[b] - xs[a], ys[b] - ys[a]);
    }

    Polyline line(int[] vertices) {
        double[] lineXs = new double[vertices.length];
        double[] lineYs = new double[vertices.length];
        for (int i = 0; i < vertices.length; i++) {
            lineXs[i] = xs[vertices[i]];
            lineYs[i] = ys[vertices[i]];
        }
        return Polyline.of(lineXs, lineYs);
    }
}
