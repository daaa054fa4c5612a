package meridian.twin.entity;

/** An upright rectangle in degrees; it does not cross the date line. May be a single point. */
public record GeoBox(double west, double south, double east, double north) {
    public GeoBox {
        if (!(west <= east && south <= north && west >= -180 && east <= 180 && south >= -90 && north <= 90)) {
            throw new Rejected(
                    Rejected.Reason.BAD_VALUE,
                    "box",
                    "needs west <= east and south <= north on earth, got " + west + ", " + south + ", " + east + ", "
                            + north);
        }
    }

    public boolean intersects(GeoBox other) {
        return west <= other.east && other.west <= east && south <= other.north && other.south <= north;
    }

    public boolean contains(GeoBox other) {
        return west <= other.west && other.east <= east && south <= other.south && other.north <= north;
    }

    /** The box that is this much wider on each side, cut at the ends of the earth. */
    public GeoBox grown(double lonDegrees, double latDegrees) {
        return new GeoBox(
                Math.max(-180, west - lonDegrees),
                Math.max(-90, south - latDegrees),
                Math.min(180, east + lonDegrees),
                Math.min(90, north + latDegrees));
    }
}
