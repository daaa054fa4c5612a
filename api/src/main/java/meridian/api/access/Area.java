package meridian.api.access;

/**
 * A part of the map: a box in WGS 84 degrees, its edges included. It never crosses the 180th meridian; two of them do.
 *
 * @param west least longitude, −180 to 180
 * @param south least latitude, −90 to 90
 * @param east greatest longitude, not less than west
 * @param north greatest latitude, not less than south
 */
public record Area(double west, double south, double east, double north) {
    public Area {
        // Written so that NaN fails.
        boolean sound = west >= -180 && west <= east && east <= 180 && south >= -90 && south <= north && north <= 90;
        if (!sound) {
            throw new IllegalArgumentException(
                    "an area needs -180 <= west <= east <= 180 and -90 <= south <= north <= 90" + " degrees, unlike "
                            + west + "," + south + "," + east + "," + north);
        }
    }

    public boolean contains(double lonDegrees, double latDegrees) {
        return lonDegrees >= west && lonDegrees <= east && latDegrees >= south && latDegrees <= north;
    }

    /** Whether all of the other lies within. */
    public boolean contains(Area other) {
        return contains(other.west, other.south) && contains(other.east, other.north);
    }

    @Override
    public String toString() {
        return west + "," + south + "," + east + "," + north;
    }
}
