package meridian.model.geo;

/**
 * A place on the earth in WGS 84.
 *
 * @param lonDegrees east, -180 to 180
 * @param latDegrees north, -90 to 90
 */
public record LonLat(double lonDegrees, double latDegrees) {
    public LonLat {
        if (!(Math.abs(lonDegrees) <= 180) || !(Math.abs(latDegrees) <= 90)) {
            throw new IllegalArgumentException("not a place on earth: lon " + lonDegrees + ", lat " + latDegrees);
        }
    }
}
