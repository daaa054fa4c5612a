package meridian.api;

import meridian.model.City;
import meridian.model.geo.Box;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;

/**
 * From the city's plane to the city square: Web Mercator stretched so that the city's box is 0 to 1, y to the south.
 *
 * <p>Exact at the nodes of a grid and bilinear between them: with cells of about a kilometre the error is below a
 * centimetre, and a vehicle costs nanoseconds instead of the projection's series.
 */
final class CitySquare {
    private static final int CELLS = 32;
    private static final double MARGIN_METERS = 200;

    private final Box plane;
    private final LonLat southWest;
    private final LonLat northEast;
    private final double west;
    private final double north;
    private final double width;
    private final double height;
    private final double[] gridX = new double[(CELLS + 1) * (CELLS + 1)];
    private final double[] gridY = new double[(CELLS + 1) * (CELLS + 1)];

    CitySquare(City city) {
        plane = city.network().box().grown(MARGIN_METERS);
        double minLon = 180;
        double maxLon = -180;
        double minLat = 90;
        double maxLat = -90;
        LonLat[] nodes = new LonLat[(CELLS + 1) * (CELLS + 1)];
        for (int j = 0; j <= CELLS; j++) {
            for (int i = 0; i <= CELLS; i++) {
                LonLat at = city.projection()
                        .toEarth(new Point(
                                plane.minX() + plane.widthMeters() * i / CELLS,
                                plane.minY() + plane.heightMeters() * j / CELLS));
                nodes[j * (CELLS + 1) + i] = at;
                minLon = Math.min(minLon, at.lonDegrees());
                maxLon = Math.max(maxLon, at.lonDegrees());
                minLat = Math.min(minLat, at.latDegrees());
                maxLat = Math.max(maxLat, at.latDegrees());
            }
        }
        southWest = new LonLat(minLon, minLat);
        northEast = new LonLat(maxLon, maxLat);
        west = mercatorX(minLon);
        north = mercatorY(maxLat);
        width = mercatorX(maxLon) - west;
        height = mercatorY(minLat) - north;
        for (int n = 0; n < nodes.length; n++) {
            gridX[n] = squareX(nodes[n].lonDegrees());
            gridY[n] = squareY(nodes[n].latDegrees());
        }
    }

    static double mercatorX(double lon) {
        return (lon + 180) / 360;
    }

    static double mercatorY(double lat) {
        double phi = Math.toRadians(Math.clamp(lat, -85.05, 85.05));
        return (1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2;
    }

    double squareX(double lon) {
        return (mercatorX(lon) - west) / width;
    }

    double squareY(double lat) {
        return (mercatorY(lat) - north) / height;
    }

    /** Web Mercator x (0 to 1 around the world) of a place in the square. */
    double mercatorOfX(double squareX) {
        return west + squareX * width;
    }

    double mercatorOfY(double squareY) {
        return north + squareY * height;
    }

    /** Place in the square of a point in the plane: x first. */
    double x(double planeX, double planeY) {
        return bilinear(gridX, planeX, planeY);
    }

    double y(double planeX, double planeY) {
        return bilinear(gridY, planeX, planeY);
    }

    private double bilinear(double[] grid, double planeX, double planeY) {
        double u = (planeX - plane.minX()) / plane.widthMeters() * CELLS;
        double v = (planeY - plane.minY()) / plane.heightMeters() * CELLS;
        int i = Math.clamp((int) Math.floor(u), 0, CELLS - 1);
        int j = Math.clamp((int) Math.floor(v), 0, CELLS - 1);
        double fu = u - i;
        double fv = v - j;
        int at = j * (CELLS + 1) + i;
        double low = grid[at] * (1 - fu) + grid[at + 1] * fu;
        double high = grid[at + CELLS + 1] * (1 - fu) + grid[at + CELLS + 2] * fu;
        return low * (1 - fv) + high * fv;
    }

    /** A coordinate of the square in 65535ths. */
    static short quantised(double square) {
        return (short) Math.round(Math.clamp(square, 0, 1) * 65535);
    }

    Views.Box box() {
        return new Views.Box(
                southWest.lonDegrees(), southWest.latDegrees(), northEast.lonDegrees(), northEast.latDegrees());
    }
}
