package meridian.formats.osm;

import java.util.ArrayList;
import java.util.List;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;

/** Shapes of areas in the plane. */
final class Ground {
    private Ground() {}

    /** Centre of gravity of the largest outline. */
    static Point middle(OsmArea area, Plane plane) {
        int[] largest = area.polygons().getFirst().rings().getFirst();
        for (OsmArea.Polygon polygon : area.polygons()) {
            int[] ring = polygon.rings().getFirst();
            largest = Math.abs(squareMeters(ring, plane)) > Math.abs(squareMeters(largest, plane)) ? ring : largest;
        }
        double x0 = plane.x(largest[0]);
        double y0 = plane.y(largest[0]);
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i + 1 < largest.length; i++) {
            double ax = plane.x(largest[i]) - x0;
            double ay = plane.y(largest[i]) - y0;
            double bx = plane.x(largest[i + 1]) - x0;
            double by = plane.y(largest[i + 1]) - y0;
            double cross = ax * by - bx * ay;
            sum += cross;
            x += (ax + bx) * cross;
            y += (ay + by) * cross;
        }
        return Math.abs(sum) < 1e-6 ? plane.at(largest[0]) : new Point(x0 + x / (3 * sum), y0 + y / (3 * sum));
    }

    /** Signed size of a closed ring, positive where it turns to the left. */
    static double squareMeters(int[] ring, Plane plane) {
        double sum = 0;
        for (int i = 0; i + 1 < ring.length; i++) {
            sum += plane.x(ring[i]) * plane.y(ring[i + 1]) - plane.x(ring[i + 1]) * plane.y(ring[i]);
        }
        return sum / 2;
    }

    static List<Polyline> rings(OsmArea.Polygon polygon, Plane plane) {
        List<Polyline> rings = new ArrayList<>(polygon.rings().size());
        for (int[] ring : polygon.rings()) {
            rings.add(plane.line(ring));
        }
        return rings;
    }
}
