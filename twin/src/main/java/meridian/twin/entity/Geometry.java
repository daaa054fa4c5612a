package meridian.twin.entity;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * A geometry of GeoJSON (RFC 7946) in WGS 84, small in memory: its numbers stand in one array. NGSI-LD takes all kinds but the
 * collection (clause 4.7.1). Altitudes are kept, but geometry is computed in the plane of longitude and latitude.
 */
public final class Geometry {
    /** GeoJSON's types. The order is part of the binary forms: append only. */
    public enum Kind {
        POINT("Point"),
        MULTI_POINT("MultiPoint"),
        LINE_STRING("LineString"),
        MULTI_LINE_STRING("MultiLineString"),
        POLYGON("Polygon"),
        MULTI_POLYGON("MultiPolygon");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private static final int[] NO_PARTS = {};

    private final Kind kind;
    /** 2, or 3 with altitudes. */
    private final int stride;
    /** Longitude, latitude and perhaps altitude of each point, in degrees and metres. */
    private final double[] numbers;
    /** Where each line or ring ends, in points; empty for points. */
    private final int[] lineEnds;
    /** Where each polygon ends, in rings; only for several polygons. */
    private final int[] polygonEnds;

    private Geometry(Kind kind, int stride, double[] numbers, int[] lineEnds, int[] polygonEnds) {
        this.kind = kind;
        this.stride = stride;
        this.numbers = numbers;
        this.lineEnds = lineEnds;
        this.polygonEnds = polygonEnds;
    }

    public static Geometry point(double lonDegrees, double latDegrees) {
        place(lonDegrees, latDegrees);
        return new Geometry(Kind.POINT, 2, new double[] {lonDegrees, latDegrees}, NO_PARTS, NO_PARTS);
    }

    /** A line, its numbers one after the other: longitude, latitude, longitude … */
    public static Geometry line(double... lonLatDegrees) {
        return of(Kind.LINE_STRING, 2, lonLatDegrees, new int[] {lonLatDegrees.length / 2}, NO_PARTS);
    }

    /** A polygon without holes; the last point is the first. */
    public static Geometry polygon(double... lonLatDegrees) {
        return of(Kind.POLYGON, 2, lonLatDegrees, new int[] {lonLatDegrees.length / 2}, NO_PARTS);
    }

    /**
     * Any kind.
     *
     * @param stride 2, or 3 where every point has an altitude
     * @param numbers of all points
     * @param lineEnds where each line or ring ends, counted in points; empty for the kinds of points
     * @param polygonEnds where each polygon ends, counted in rings; empty but for {@link Kind#MULTI_POLYGON}
     */
    public static Geometry of(Kind kind, int stride, double[] numbers, int[] lineEnds, int[] polygonEnds) {
        if (stride < 2 || stride > 3 || numbers.length == 0 || numbers.length % stride != 0) {
            throw bad(kind, "has points of two or three numbers, got " + numbers.length + " by " + stride);
        }
        int points = numbers.length / stride;
        Limits.most(points, Limits.POINTS, kind.word(), "points");
        for (int i = 0; i < points; i++) {
            place(numbers[i * stride], numbers[i * stride + 1]);
            if (stride == 3 && !Double.isFinite(numbers[i * stride + 2])) {
                throw bad(kind, "has an altitude that is not finite at point " + (i + 1));
            }
        }
        Geometry made = new Geometry(kind, stride, numbers.clone(), lineEnds.clone(), polygonEnds.clone());
        made.checkParts(points);
        return made;
    }

    private void checkParts(int points) {
        boolean lines = kind.compareTo(Kind.LINE_STRING) >= 0;
        boolean several =
                kind == Kind.MULTI_POINT || kind == Kind.MULTI_LINE_STRING || kind.compareTo(Kind.POLYGON) >= 0;
        require(lines == lineEnds.length > 0, "has lines or rings where it should not, or none");
        require(several || lineEnds.length <= 1 && (lines || points == 1), "is one, but more came");
        require((kind == Kind.MULTI_POLYGON) == polygonEnds.length > 0, "has polygons where it should not, or none");
        if (lines) {
            ascending(lineEnds, points);
            eachLine(this::checkLine);
        }
        if (polygonEnds.length > 0) {
            ascending(polygonEnds, lineEnds.length);
        }
    }

    private void checkLine(int line) {
        int first = lineStart(line);
        int last = lineEnds[line] - 1;
        boolean ring = kind.compareTo(Kind.POLYGON) >= 0;
        require(last - first + 1 >= (ring ? 4 : 2), "needs two points in a line and four in a ring");
        require(
                !ring || lon(first) == lon(last) && lat(first) == lat(last),
                "has a ring whose last point is not its first");
    }

    private void ascending(int[] ends, int all) {
        int before = 0;
        for (int end : ends) {
            require(end > before && end <= all, "has parts that do not follow each other");
            before = end;
        }
        require(before == all, "has points behind its last part");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw bad(kind, otherwise);
        }
    }

    private static Rejected bad(Kind kind, String found) {
        return new Rejected(Rejected.Reason.BAD_VALUE, kind.word(), found);
    }

    private static void place(double lon, double lat) {
        if (!(Math.abs(lon) <= 180) || !(Math.abs(lat) <= 90)) {
            throw new Rejected(
                    Rejected.Reason.BAD_VALUE, "coordinates", lon + ", " + lat + " is not a place on earth (lon, lat)");
        }
    }

    public Kind kind() {
        return kind;
    }

    public int points() {
        return numbers.length / stride;
    }

    public boolean hasAltitudes() {
        return stride == 3;
    }

    public double lon(int point) {
        return numbers[point * stride];
    }

    public double lat(int point) {
        return numbers[point * stride + 1];
    }

    /** Metres; only where {@link #hasAltitudes}. */
    public double altitude(int point) {
        return numbers[point * stride + 2];
    }

    /** Number of lines or rings; 0 for points. */
    public int lines() {
        return lineEnds.length;
    }

    public int lineStart(int line) {
        return line == 0 ? 0 : lineEnds[line - 1];
    }

    public int lineEnd(int line) {
        return lineEnds[line];
    }

    /** Number of polygons; 0 for points and lines. */
    public int polygons() {
        return kind == Kind.POLYGON ? 1 : polygonEnds.length;
    }

    /** First ring of a polygon: its outline. */
    public int ringStart(int polygon) {
        return polygon == 0 ? 0 : polygonEnds[polygon - 1];
    }

    public int ringEnd(int polygon) {
        return kind == Kind.POLYGON ? lineEnds.length : polygonEnds[polygon];
    }

    private void eachLine(IntConsumer action) {
        for (int i = 0; i < lineEnds.length; i++) {
            action.accept(i);
        }
    }

    /** The upright box around it, degrees. */
    public GeoBox box() {
        double west = lon(0);
        double east = west;
        double south = lat(0);
        double north = south;
        for (int i = 1; i < points(); i++) {
            west = Math.min(west, lon(i));
            east = Math.max(east, lon(i));
            south = Math.min(south, lat(i));
            north = Math.max(north, lat(i));
        }
        return new GeoBox(west, south, east, north);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Geometry g
                && kind == g.kind
                && stride == g.stride
                && Arrays.equals(numbers, g.numbers)
                && Arrays.equals(lineEnds, g.lineEnds)
                && Arrays.equals(polygonEnds, g.polygonEnds);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return kind.word() + List.of(Arrays.toString(numbers), Arrays.toString(lineEnds), Arrays.toString(polygonEnds));
    }
}
