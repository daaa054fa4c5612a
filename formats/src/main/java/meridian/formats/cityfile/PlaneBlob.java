package meridian.formats.cityfile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;

/**
 * Geometry in the city's plane, exactly: x and y of each point as little-endian doubles, metres. Rings of an area follow
 * each other, each after its number of points (int).
 *
 * <p>Going through degrees and back would move points by some nanometres, and then a city that was written and read would
 * not equal itself; and projecting a million points costs most of a second at every start.
 */
final class PlaneBlob {
    private static final int BYTES_PER_POINT = 16;

    private PlaneBlob() {}

    static byte[] of(Point at) {
        return buffer(BYTES_PER_POINT)
                .putDouble(at.xMeters())
                .putDouble(at.yMeters())
                .array();
    }

    static byte[] of(Polyline line) {
        ByteBuffer out = buffer(BYTES_PER_POINT * line.size());
        put(out, line);
        return out.array();
    }

    static byte[] of(List<Polyline> rings) {
        int size = 0;
        for (Polyline ring : rings) {
            size += 4 + BYTES_PER_POINT * ring.size();
        }
        ByteBuffer out = buffer(size);
        for (Polyline ring : rings) {
            out.putInt(ring.size());
            put(out, ring);
        }
        return out.array();
    }

    private static void put(ByteBuffer out, Polyline line) {
        for (int i = 0; i < line.size(); i++) {
            out.putDouble(line.x(i)).putDouble(line.y(i));
        }
    }

    static Point point(byte[] blob) {
        if (blob.length != BYTES_PER_POINT) {
            throw new DamagedException("a point has " + blob.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        return new Point(in.getDouble(), in.getDouble());
    }

    static Polyline line(byte[] blob) {
        if (blob.length % BYTES_PER_POINT != 0) {
            throw new DamagedException("a line has " + blob.length + " bytes");
        }
        return take(ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN), blob.length / BYTES_PER_POINT);
    }

    static List<Polyline> rings(byte[] blob) {
        ByteBuffer in = ByteBuffer.wrap(blob).order(ByteOrder.LITTLE_ENDIAN);
        List<Polyline> rings = new ArrayList<>();
        while (in.remaining() >= 4) {
            rings.add(take(in, in.getInt()));
        }
        return rings;
    }

    private static Polyline take(ByteBuffer in, int count) {
        if (count < 2 || count > in.remaining() / BYTES_PER_POINT) {
            throw new DamagedException("a line of " + count + " points in " + in.remaining() + " bytes");
        }
        double[] xs = new double[count];
        double[] ys = new double[count];
        for (int i = 0; i < count; i++) {
            xs[i] = in.getDouble();
            ys[i] = in.getDouble();
        }
        return Polyline.of(xs, ys);
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
