package meridian.model.network;

import java.util.List;
import meridian.model.geo.Polyline;

/**
 * The ways through one node as chains of points, made anew for each node in the same arrays. One thread.
 *
 * <p>Sources disagree on where a link ends: at the stop line, or (from OpenStreetMap) at the very middle of the node, where
 * all ways would be a point. So every way starts and ends at least as far from the middle as the widest road here, on the
 * straight continuation of its lanes. Its curve is that of {@link Polyline#turn}.
 */
final class TurnPaths {
    private static final int POINTS = 9;
    /** Half a node's diameter where all roads are narrow, m. */
    private static final double LEAST_REACH_METERS = 8;
    /** Headings closer than this to opposite belong to the two directions of one road. */
    private static final double OPPOSITE_RADIANS = Math.toRadians(135);

    private final List<Link> links;
    /** Headings of the first and last piece of each link, radians; NaN until asked for. */
    private final double[] startHeading;

    private final double[] endHeading;

    /** Point i of way k is at {@code k * POINTS + i}, metres. */
    private double[] xs = new double[16 * POINTS];

    private double[] ys = new double[16 * POINTS];
    /** Number of points of way k: two where it is straight. */
    private int[] points = new int[16];
    /** Bounds of way k at {@code 4 * k}: least x, least y, greatest x, greatest y. */
    private double[] bounds = new double[4 * 16];

    private double[] heading = new double[2 * 16];
    /** How far before its lane's end way k was made to start, m. */
    private double[] before = new double[16];

    TurnPaths(List<Link> links) {
        this.links = links;
        this.startHeading = new double[links.size()];
        this.endHeading = new double[links.size()];
        java.util.Arrays.fill(startHeading, Double.NaN);
        java.util.Arrays.fill(endHeading, Double.NaN);
    }

    double startHeading(int link) {
        if (Double.isNaN(startHeading[link])) {
            startHeading[link] = links.get(link).shape().firstHeading();
        }
        return startHeading[link];
    }

    double endHeading(int link) {
        if (Double.isNaN(endHeading[link])) {
            endHeading[link] = links.get(link).shape().lastHeading();
        }
        return endHeading[link];
    }

    /** Lays out the ways of one node; from then on they are called 0, 1, … in this order. */
    void layOut(Node node, List<Movement> ways) {
        grow(ways.size());
        double reach = LEAST_REACH_METERS;
        for (Movement way : ways) {
            reach = Math.max(reach, 2 + links.get(way.fromLink()).widthMeters());
            reach = Math.max(reach, 2 + links.get(way.toLink()).widthMeters());
        }
        for (int k = 0; k < ways.size(); k++) {
            layOut(k, ways.get(k), node, reach);
        }
    }

    private void grow(int ways) {
        if (points.length < ways) {
            int size = Math.max(ways, 2 * points.length);
            xs = new double[size * POINTS];
            ys = new double[size * POINTS];
            points = new int[size];
            bounds = new double[4 * size];
            heading = new double[2 * size];
            before = new double[size];
        }
    }

    private void layOut(int k, Movement way, Node node, double reach) {
        Link from = links.get(way.fromLink());
        Link to = links.get(way.toLink());
        double in = endHeading(way.fromLink());
        double out = startHeading(way.toLink());
        double offsetIn = from.laneOffsetRightMeters(way.fromLane());
        double offsetOut = to.laneOffsetRightMeters(way.toLane());
        int last = from.shape().size() - 1;
        // What Polyline.offsetRight gives at the two ends, without the points between them.
        double ax = from.shape().x(last) + offsetIn * Math.sin(in);
        double ay = from.shape().y(last) - offsetIn * Math.cos(in);
        double bx = to.shape().x(0) + offsetOut * Math.sin(out);
        double by = to.shape().y(0) - offsetOut * Math.cos(out);
        double back = missing(node.at().xMeters() - ax, node.at().yMeters() - ay, in, reach);
        double on = missing(bx - node.at().xMeters(), by - node.at().yMeters(), out, reach);
        before[k] = back;
        heading[2 * k] = in;
        heading[2 * k + 1] = out;
        curve(k, ax - back * Math.cos(in), ay - back * Math.sin(in), bx + on * Math.cos(out), by + on * Math.sin(out));
        bound(k);
    }

    /** How much farther from the middle a lane must end, where (dx, dy) lies between its end and the middle, m. */
    private static double missing(double dx, double dy, double heading, double reach) {
        if (dx * dx + dy * dy >= reach * reach) {
            return 0;
        }
        return Math.max(0, reach - Math.max(0, dx * Math.cos(heading) + dy * Math.sin(heading)));
    }

    private void curve(int k, double ax, double ay, double bx, double by) {
        double in = heading[2 * k];
        double out = heading[2 * k + 1];
        int base = k * POINTS;
        if (Math.abs(Math.IEEEremainder(out - in, 2 * Math.PI)) < 0.05) {
            points[k] = 2;
            xs[base] = ax;
            ys[base] = ay;
            xs[base + 1] = bx;
            ys[base + 1] = by;
            return;
        }
        points[k] = POINTS;
        double pull = 0.4 * Math.hypot(bx - ax, by - ay);
        double cx = ax + pull * Math.cos(in);
        double cy = ay + pull * Math.sin(in);
        double dx = bx - pull * Math.cos(out);
        double dy = by - pull * Math.sin(out);
        for (int i = 0; i < POINTS; i++) {
            double t = i / (POINTS - 1.0);
            double u = 1 - t;
            double b0 = u * u * u;
            double b1 = 3 * u * u * t;
            double b2 = 3 * u * t * t;
            double b3 = t * t * t;
            xs[base + i] = b0 * ax + b1 * cx + b2 * dx + b3 * bx;
            ys[base + i] = b0 * ay + b1 * cy + b2 * dy + b3 * by;
        }
    }

    private void bound(int k) {
        double minX = Double.POSITIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int i = k * POINTS; i < k * POINTS + points[k]; i++) {
            minX = Math.min(minX, xs[i]);
            maxX = Math.max(maxX, xs[i]);
            minY = Math.min(minY, ys[i]);
            maxY = Math.max(maxY, ys[i]);
        }
        bounds[4 * k] = minX;
        bounds[4 * k + 1] = minY;
        bounds[4 * k + 2] = maxX;
        bounds[4 * k + 3] = maxY;
    }

    /** Whether two ways are the two directions of one road: each enters where the other leaves. */
    boolean passEachOther(int k, int l) {
        return angle(heading[2 * k], heading[2 * l + 1]) > OPPOSITE_RADIANS
                && angle(heading[2 * k + 1], heading[2 * l]) > OPPOSITE_RADIANS;
    }

    private static double angle(double a, double b) {
        return Math.abs(Math.IEEEremainder(a - b, 2 * Math.PI));
    }

    /** Whether the lines of two ways cut each other. */
    boolean cut(int k, int l) {
        return closer(k, l, 0);
    }

    /** Whether two ways come closer to each other than this somewhere, m; 0 asks whether they cut each other. */
    boolean closer(int k, int l, double meters) {
        if (bounds[4 * k] > bounds[4 * l + 2] + meters
                || bounds[4 * l] > bounds[4 * k + 2] + meters
                || bounds[4 * k + 1] > bounds[4 * l + 3] + meters
                || bounds[4 * l + 1] > bounds[4 * k + 3] + meters) {
            return false;
        }
        for (int i = k * POINTS; i < k * POINTS + points[k] - 1; i++) {
            for (int j = l * POINTS; j < l * POINTS + points[l] - 1; j++) {
                if (piecesCut(i, j) || meters > 0 && piecesNear(i, j, meters * meters)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean piecesCut(int i, int j) {
        double a = side(i, j);
        double b = side(i, j + 1);
        if (a * b > 0 || a == 0 && b == 0) {
            return false;
        }
        return side(j, i) * side(j, i + 1) <= 0;
    }

    /** On which side of the piece that starts at i the point j lies: positive is left. */
    private double side(int i, int j) {
        return (xs[i + 1] - xs[i]) * (ys[j] - ys[i]) - (ys[i + 1] - ys[i]) * (xs[j] - xs[i]);
    }

    /** For pieces that do not cut each other the shortest distance is at an end of one of them. */
    private boolean piecesNear(int i, int j, double squareMeters) {
        return square(i, j) < squareMeters
                || square(i + 1, j) < squareMeters
                || square(j, i) < squareMeters
                || square(j + 1, i) < squareMeters;
    }

    private double square(int p, int s) {
        return square(xs[p], ys[p], s);
    }

    /** Squared distance from a point to the piece that starts at s, m². */
    private double square(double x, double y, int s) {
        double dx = xs[s + 1] - xs[s];
        double dy = ys[s + 1] - ys[s];
        double length = dx * dx + dy * dy;
        double t = length == 0 ? 0 : Math.clamp(((x - xs[s]) * dx + (y - ys[s]) * dy) / length, 0, 1);
        double px = xs[s] + t * dx - x;
        double py = ys[s] + t * dy - y;
        return px * px + py * py;
    }

    /** How far behind its lane's end way k first comes this close to way l, m; infinite where it never does. */
    double firstCloser(int k, int l, double meters) {
        return reaches(k, l, meters, true);
    }

    /** How far behind its lane's end way k last is this close to way l, m; negative infinite where it never is. */
    double lastCloser(int k, int l, double meters) {
        return reaches(k, l, meters, false);
    }

    private double reaches(int k, int l, double meters, boolean first) {
        double along = -before[k];
        double last = Double.NEGATIVE_INFINITY;
        for (int i = k * POINTS; i < k * POINTS + points[k] - 1; i++) {
            double piece = Math.hypot(xs[i + 1] - xs[i], ys[i + 1] - ys[i]);
            int steps = Math.max(1, (int) Math.ceil(piece));
            for (int step = 0; step <= steps; step++) {
                double share = (double) step / steps;
                double x = xs[i] + share * (xs[i + 1] - xs[i]);
                double y = ys[i] + share * (ys[i + 1] - ys[i]);
                if (squareTo(l, x, y) < meters * meters) {
                    last = along + share * piece;
                    if (first) {
                        return last;
                    }
                }
            }
            along += piece;
        }
        return first ? Double.POSITIVE_INFINITY : last;
    }

    private double squareTo(int l, double x, double y) {
        double best = Double.POSITIVE_INFINITY;
        for (int j = l * POINTS; j < l * POINTS + points[l] - 1; j++) {
            best = Math.min(best, square(x, y, j));
        }
        return best;
    }
}
