package meridian.twin.query;

import meridian.twin.entity.GeoBox;
import meridian.twin.entity.Geometry;

/** Metres around a place: longitude shrinks by the cosine of its latitude (equirectangular projection). */
final class GroundPlane {
    /** Mean radius of the earth, m (IUGG). */
    private static final double RADIUS = 6_371_008.8;

    private static final double METERS_PER_DEGREE = Math.toRadians(1) * RADIUS;

    private final double shrink;

    GroundPlane(GeoBox around) {
        // Beyond 89° a degree of longitude would be nothing.
        double lat = Math.clamp((around.south() + around.north()) / 2, -89, 89);
        this.shrink = Math.cos(Math.toRadians(lat));
    }

    org.locationtech.jts.geom.Geometry of(Geometry geometry) {
        return Jts.of(geometry, shrink * METERS_PER_DEGREE, METERS_PER_DEGREE);
    }

    /** A box that holds everything within a distance: a little larger, for the plane is not the sphere. */
    GeoBox grown(GeoBox box, double meters) {
        double lat = 1.01 * meters / METERS_PER_DEGREE;
        double farthest = Math.min(89, Math.max(Math.abs(box.south()), Math.abs(box.north())) + lat);
        return box.grown(Math.min(360, lat / Math.cos(Math.toRadians(farthest))), Math.min(180, lat));
    }

    /** Haversine. */
    static double greatCircleMeters(double lonA, double latA, double lonB, double latB) {
        double north = Math.sin(Math.toRadians(latB - latA) / 2);
        double east = Math.sin(Math.toRadians(lonB - lonA) / 2);
        double h = north * north + Math.cos(Math.toRadians(latA)) * Math.cos(Math.toRadians(latB)) * east * east;
        return 2 * RADIUS * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
