package meridian.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.model.geo.Point;
import meridian.model.network.Link;
import meridian.model.network.Network;
import org.locationtech.jts.algorithm.ConvexHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * The paved ground of each node: the smallest convex outline around the ends of its links. Links end at their stop lines, so
 * this is what lies between them. Wrong where a traffic island or a roundabout's middle is not paved.
 */
final class Crossroads {
    private static final GeometryFactory GEOMETRY = new GeometryFactory();

    /** The page draws carriageways so much wider than their lanes on each side. */
    private static final double SHOULDER_METERS = 0.6;

    private final Network network;
    /** Ends at node n: {@code ends[start[n]] … ends[start[n + 1] − 1]}. */
    private final int[] start;

    /** Twice the link's index where it begins at the node, one more where it ends there. */
    private final int[] ends;

    Crossroads(Network network) {
        this.network = network;
        start = new int[network.nodes().size() + 1];
        for (Link link : network.links()) {
            start[link.toNode() + 1]++;
            start[link.fromNode() + 1]++;
        }
        Arrays.parallelPrefix(start, Integer::sum);
        int[] next = Arrays.copyOf(start, start.length);
        ends = new int[2 * network.links().size()];
        for (int l = 0; l < network.links().size(); l++) {
            ends[next[network.link(l).fromNode()]++] = 2 * l;
            ends[next[network.link(l).toNode()]++] = 2 * l + 1;
        }
    }

    /** Whether more than one street meets there; where one only goes on, its parts touch each other. */
    boolean exists(int node) {
        return start[node + 1] - start[node] > 2;
    }

    /** Around the outline, which is made when it is drawn. */
    Envelope box(int node) {
        Envelope box = new Envelope();
        for (Coordinate corner : corners(node)) {
            box.expandToInclude(corner);
        }
        return box;
    }

    /** A closed ring; empty where all ends lie on one line. */
    List<Point> outline(int node) {
        if (!(new ConvexHull(corners(node), GEOMETRY).getConvexHull() instanceof Polygon hull)) {
            return List.of();
        }
        List<Point> ring = new ArrayList<>();
        for (Coordinate corner : hull.getExteriorRing().getCoordinates()) {
            ring.add(new Point(corner.x, corner.y));
        }
        return ring;
    }

    /** The kerbs at the ends of the node's links. */
    private Coordinate[] corners(int node) {
        Coordinate[] corners = new Coordinate[2 * (start[node + 1] - start[node])];
        int n = 0;
        for (int i = start[node]; i < start[node + 1]; i++) {
            Link link = network.link(ends[i] / 2);
            boolean atEnd = ends[i] % 2 == 1;
            Point middle = atEnd ? link.shape().last() : link.shape().first();
            double heading = atEnd ? link.shape().lastHeading() : link.shape().firstHeading();
            double half = link.widthMeters() / 2 + SHOULDER_METERS;
            double acrossX = half * Math.sin(heading);
            double acrossY = -half * Math.cos(heading);
            corners[n++] = new Coordinate(middle.xMeters() + acrossX, middle.yMeters() + acrossY);
            corners[n++] = new Coordinate(middle.xMeters() - acrossX, middle.yMeters() - acrossY);
        }
        return corners;
    }
}
