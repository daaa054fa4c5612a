package meridian.model.geo;

import java.util.Arrays;
import java.util.List;

/** An open chain of two or more points in the plane, metres. Immutable. */
public final class Polyline {
    private final double[] xs;
    private final double[] ys;
    /** Distance from the first point to point i along the chain, m. */
    private final double[] along;

    private Polyline(double[] xs, double[] ys) {
        if (xs.length < 2 || xs.length != ys.length) {
            throw new IllegalArgumentException("a polyline needs two or more points, got " + xs.length);
        }
        this.xs = xs;
        this.ys = ys;
        this.along = new double[xs.length];
        for (int i = 1; i < xs.length; i++) {
            along[i] = along[i - 1] + Math.hypot(xs[i] - xs[i - 1], ys[i] - ys[i - 1]);
        }
        if (!Double.isFinite(along[xs.length - 1])) {
            throw new IllegalArgumentException("a polyline needs finite metres");
        }
    }

    /** A chain through these coordinates (copied), metres. */
    public static Polyline of(double[] xs, double[] ys) {
        return new Polyline(xs.clone(), ys.clone());
    }

    public static Polyline of(List<Point> points) {
        return new Polyline(
                points.stream().mapToDouble(Point::xMeters).toArray(),
                points.stream().mapToDouble(Point::yMeters).toArray());
    }

    public static Polyline between(Point a, Point b) {
        return new Polyline(new double[] {a.xMeters(), b.xMeters()}, new double[] {a.yMeters(), b.yMeters()});
    }

    /** A smooth turn from the end of one chain to the start of the next: a cubic Bézier curve in eight pieces. */
    public static Polyline turn(Point from, double fromHeading, Point to, double toHeading) {
        double distance = from.distanceMeters(to);
        double turnAngle = Math.abs(Math.IEEEremainder(toHeading - fromHeading, 2 * Math.PI));
        if (distance < 0.5 || turnAngle < 0.05) {
            return between(from, to);
        }
        double pull = distance * 0.4;
        double ax = from.xMeters() + pull * Math.cos(fromHeading);
        double ay = from.yMeters() + pull * Math.sin(fromHeading);
        double bx = to.xMeters() - pull * Math.cos(toHeading);
        double by = to.yMeters() - pull * Math.sin(toHeading);
        int pieces = 8;
        double[] xs = new double[pieces + 1];
        double[] ys = new double[pieces + 1];
        for (int i = 0; i <= pieces; i++) {
            double t = (double) i / pieces;
            double u = 1 - t;
            double b0 = u * u * u;
            double b1 = 3 * u * u * t;
            double b2 = 3 * u * t * t;
            double b3 = t * t * t;
            xs[i] = b0 * from.xMeters() + b1 * ax + b2 * bx + b3 * to.xMeters();
            ys[i] = b0 * from.yMeters() + b1 * ay + b2 * by + b3 * to.yMeters();
        }
        return new Polyline(xs, ys);
    }

    public int size() {
        return xs.length;
    }

    public double x(int i) {
        return xs[i];
    }

    public double y(int i) {
        return ys[i];
    }

    public Point point(int i) {
        return new Point(xs[i], ys[i]);
    }

    public Point first() {
        return point(0);
    }

    public Point last() {
        return point(xs.length - 1);
    }

    public double lengthMeters() {
        return along[along.length - 1];
    }

    /** Distance from the start to vertex i along the chain, m. */
    public double alongMeters(int i) {
        return along[i];
    }

    /** The point this far along the chain; the ends where that is before or behind it. */
    public Point pointAt(double meters) {
        int i = pieceAt(meters);
        double piece = along[i + 1] - along[i];
        double share = piece <= 0 ? 0 : Math.clamp((meters - along[i]) / piece, 0, 1);
        return new Point(xs[i] + share * (xs[i + 1] - xs[i]), ys[i] + share * (ys[i + 1] - ys[i]));
    }

    /** Direction of travel this far along the chain: radians, counter-clockwise from east. */
    public double headingAt(double meters) {
        int i = pieceAt(meters);
        return Math.atan2(ys[i + 1] - ys[i], xs[i + 1] - xs[i]);
    }

    /** Heading of the first piece that has a length, radians counter-clockwise from east. */
    public double firstHeading() {
        return headingAt(0);
    }

    /** Heading of the last piece that has a length, radians counter-clockwise from east. */
    public double lastHeading() {
        return headingAt(lengthMeters());
    }

    /** Index of the piece that holds this distance; a piece with a length wherever there is one. */
    private int pieceAt(double meters) {
        int i = Arrays.binarySearch(along, meters);
        if (i < 0) {
            i = -i - 2;
        }
        i = Math.clamp(i, 0, xs.length - 2);
        while (i > 0 && along[i + 1] == along[i]) {
            i--;
        }
        while (i < xs.length - 2 && along[i + 1] == along[i]) {
            i++;
        }
        return i;
    }

    /** The part between two distances along the chain; at least a centimetre long is kept of it. */
    public Polyline slice(double fromMeters, double toMeters) {
        double from = Math.clamp(fromMeters, 0, lengthMeters());
        double to = Math.clamp(toMeters, from, lengthMeters());
        double[] sx = new double[xs.length + 2];
        double[] sy = new double[xs.length + 2];
        int n = 0;
        Point start = pointAt(from);
        sx[n] = start.xMeters();
        sy[n++] = start.yMeters();
        for (int i = 0; i < xs.length; i++) {
            if (along[i] > from + 0.01 && along[i] < to - 0.01) {
                sx[n] = xs[i];
                sy[n++] = ys[i];
            }
        }
        Point end = pointAt(to);
        sx[n] = end.xMeters();
        sy[n++] = end.yMeters();
        return new Polyline(Arrays.copyOf(sx, n), Arrays.copyOf(sy, n));
    }

    /** The chain shifted to the right of its direction by this many metres (negative: to the left), mitred at bends. */
    public Polyline offsetRight(double meters) {
        if (meters == 0) {
            return this;
        }
        int n = xs.length;
        double[] ox = new double[n];
        double[] oy = new double[n];
        for (int i = 0; i < n; i++) {
            double in = headingAt(along[Math.max(0, i - 1)]);
            double out = headingAt(along[Math.min(i, n - 2)]);
            double half = Math.IEEEremainder(out - in, 2 * Math.PI) / 2;
            // A hairpin would send the mitre to infinity; two widths is as far as a kerb goes.
            double stretch = 1 / Math.max(0.5, Math.cos(half));
            double normal = in + half - Math.PI / 2;
            ox[i] = xs[i] + meters * stretch * Math.cos(normal);
            oy[i] = ys[i] + meters * stretch * Math.sin(normal);
        }
        return new Polyline(ox, oy);
    }

    public Polyline reversed() {
        int n = xs.length;
        double[] rx = new double[n];
        double[] ry = new double[n];
        for (int i = 0; i < n; i++) {
            rx[i] = xs[n - 1 - i];
            ry[i] = ys[n - 1 - i];
        }
        return new Polyline(rx, ry);
    }

    /** Distance along the chain of its point nearest to this place, m. */
    public double nearestAlongMeters(Point place) {
        double best = Double.POSITIVE_INFINITY;
        double where = 0;
        for (int i = 0; i + 1 < xs.length; i++) {
            double dx = xs[i + 1] - xs[i];
            double dy = ys[i + 1] - ys[i];
            double square = dx * dx + dy * dy;
            double t = square == 0
                    ? 0
                    : Math.clamp(((place.xMeters() - xs[i]) * dx + (place.yMeters() - ys[i]) * dy) / square, 0, 1);
            double px = xs[i] + t * dx - place.xMeters();
            double py = ys[i] + t * dy - place.yMeters();
            double distance = px * px + py * py;
            if (distance < best) {
                best = distance;
                where = along[i] + t * Math.sqrt(square);
            }
        }
        return where;
    }

    public Box box() {
        return new Box(
                Arrays.stream(xs).min().orElseThrow(),
                Arrays.stream(ys).min().orElseThrow(),
                Arrays.stream(xs).max().orElseThrow(),
                Arrays.stream(ys).max().orElseThrow());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Polyline line && Arrays.equals(xs, line.xs) && Arrays.equals(ys, line.ys);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(xs) + Arrays.hashCode(ys);
    }

    @Override
    public String toString() {
        return "Polyline[" + size() + " points, " + lengthMeters() + " m]";
    }
}
