package meridian.twin.query;

import java.util.stream.IntStream;
import meridian.twin.entity.Geometry;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Our geometries as those of the library that computes with them; x is longitude, y latitude, each times a scale. */
final class Jts {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    private final Geometry geometry;
    private final double scaleX;
    private final double scaleY;

    private Jts(Geometry geometry, double scaleX, double scaleY) {
        this.geometry = geometry;
        this.scaleX = scaleX;
        this.scaleY = scaleY;
    }

    static org.locationtech.jts.geom.Geometry of(Geometry geometry) {
        return of(geometry, 1, 1);
    }

    static org.locationtech.jts.geom.Geometry of(Geometry geometry, double scaleX, double scaleY) {
        return new Jts(geometry, scaleX, scaleY).shape();
    }

    private org.locationtech.jts.geom.Geometry shape() {
        return switch (geometry.kind()) {
            case POINT -> FACTORY.createPoint(at(0));
            case MULTI_POINT ->
                FACTORY.createMultiPoint(IntStream.range(0, geometry.points())
                        .mapToObj(i -> FACTORY.createPoint(at(i)))
                        .toArray(Point[]::new));
            case LINE_STRING -> line(0);
            case MULTI_LINE_STRING ->
                FACTORY.createMultiLineString(IntStream.range(0, geometry.lines())
                        .mapToObj(this::line)
                        .toArray(LineString[]::new));
            case POLYGON -> polygon(0);
            case MULTI_POLYGON ->
                FACTORY.createMultiPolygon(IntStream.range(0, geometry.polygons())
                        .mapToObj(this::polygon)
                        .toArray(Polygon[]::new));
        };
    }

    private Coordinate at(int point) {
        return new Coordinate(geometry.lon(point) * scaleX, geometry.lat(point) * scaleY);
    }

    private Coordinate[] points(int line) {
        return IntStream.range(geometry.lineStart(line), geometry.lineEnd(line))
                .mapToObj(this::at)
                .toArray(Coordinate[]::new);
    }

    private LineString line(int line) {
        return FACTORY.createLineString(points(line));
    }

    private Polygon polygon(int polygon) {
        int outline = geometry.ringStart(polygon);
        LinearRing[] holes = IntStream.range(outline + 1, geometry.ringEnd(polygon))
                .mapToObj(ring -> FACTORY.createLinearRing(points(ring)))
                .toArray(LinearRing[]::new);
        return FACTORY.createPolygon(FACTORY.createLinearRing(points(outline)), holes);
    }
}
