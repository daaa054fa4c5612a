package meridian.model.geo;

/**
 * A place in a city's own plane.
 *
 * @param xMeters metres east of the plane's origin
 * @param yMeters metres north of the plane's origin
 */
public record Point(double xMeters, double yMeters) {
    public Point {
        if (!Double.isFinite(xMeters) || !Double.isFinite(yMeters)) {
            throw new IllegalArgumentException("a point needs finite metres, got " + xMeters + ", " + yMeters);
        }
    }

    /** Straight distance, m. */
    public double distanceMeters(Point other) {
        return Math.hypot(other.xMeters - xMeters, other.yMeters - yMeters);
    }
}
