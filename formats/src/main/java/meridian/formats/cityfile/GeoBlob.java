package meridian.formats.cityfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.geo.Projection;

/**
 * Geometry as GeoPackage stores it: its header, then well-known binary, little-endian, longitude and latitude.
 *
 * <p>Source: OGC 12-128r19, GeoPackage 1.4, clause 2.1.3 "Geometry Encoding".
 */
final class GeoBlob {
    private static final int SRS = 4326;
    private static final int PLAIN_HEADER = 8;
    private static final int BOXED_HEADER = PLAIN_HEADER + 32;
    private static final byte LITTLE_ENDIAN_FLAG = 1;
    private static final byte BOX_FLAG = 2;
    private static final int POINT = 1;
    private static final int LINE = 2;
    private static final int POLYGON = 3;

    private final Projection projection;

    GeoBlob(Projection projection) {
        this.projection = projection;
    }

    byte[] point(Point at) {
        ByteBuffer out = buffer(PLAIN_HEADER + 5 + 16);
        header(out, LITTLE_ENDIAN_FLAG);
        type(out, POINT);
        LonLat place = projection.toEarth(at);
        out.putDouble(place.lonDegrees()).putDouble(place.latDegrees());
        return out.array();
    }

    byte[] line(Polyline line) {
        ByteBuffer out = buffer(BOXED_HEADER + 9 + 16 * line.size());
        header(out, (byte) (LITTLE_ENDIAN_FLAG | BOX_FLAG));
        out.position(BOXED_HEADER);
        type(out, LINE);
        points(out, line);
        return boxed(out, BOXED_HEADER + 9, line.size());
    }

    /** @param rings closed; the first is the outline */
    byte[] polygon(List<Polyline> rings) {
        int size = BOXED_HEADER + 9;
        for (Polyline ring : rings) {
            size += 4 + 16 * ring.size();
        }
        ByteBuffer out = buffer(size);
        header(out, (byte) (LITTLE_ENDIAN_FLAG | BOX_FLAG));
        out.position(BOXED_HEADER);
        type(out, POLYGON);
        out.putInt(rings.size());
        for (Polyline ring : rings) {
            points(out, ring);
        }
        return boxed(
                out, BOXED_HEADER + 13, rings.isEmpty() ? 0 : rings.getFirst().size());
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void header(ByteBuffer out, byte flags) {
        out.put((byte) 'G').put((byte) 'P').put((byte) 0).put(flags).putInt(SRS);
    }

    private static void type(ByteBuffer out, int type) {
        out.put((byte) 1).putInt(type);
    }

    private void points(ByteBuffer out, Polyline line) {
        out.putInt(line.size());
        for (int i = 0; i < line.size(); i++) {
            LonLat place = projection.toEarth(line.point(i));
            out.putDouble(place.lonDegrees()).putDouble(place.latDegrees());
        }
    }

    /** Fills the header's box from the points that begin at this byte. */
    private static byte[] boxed(ByteBuffer out, int first, int count) {
        double minX = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double x = out.getDouble(first + 16 * i);
            double y = out.getDouble(first + 16 * i + 8);
            minX = Math.min(minX, x);
            maxX = Math.max(maxX, x);
            minY = Math.min(minY, y);
            maxY = Math.max(maxY, y);
        }
        out.putDouble(PLAIN_HEADER, minX);
        out.putDouble(PLAIN_HEADER + 8, maxX);
        out.putDouble(PLAIN_HEADER + 16, minY);
        out.putDouble(PLAIN_HEADER + 24, maxY);
        return out.array();
    }
}
