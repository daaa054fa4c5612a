package meridian.api;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes one Mapbox vector tile.
 *
 * <p>Source: Mapbox Vector Tile Specification 2.1. Coordinates are tile pixels of 0 to {@link #EXTENT}; what lies outside is
 * kept by the caller within a small buffer.
 */
final class VectorTile {
    static final int EXTENT = 4096;

    private static final int POINT = 1;
    private static final int LINE = 2;
    private static final int POLYGON = 3;
    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;

    private final Map<String, Layer> layers = new LinkedHashMap<>();

    private static final class Layer {
        final Map<String, Integer> keys = new LinkedHashMap<>();
        final Map<Object, Integer> values = new LinkedHashMap<>();
        final List<byte[]> features = new ArrayList<>();
    }

    boolean isEmpty() {
        return layers.isEmpty();
    }

    void point(String layer, int x, int y, Map<String, Object> attributes) {
        add(layer, POINT, List.of(new int[] {x, y}), attributes);
    }

    /** @param parts x and y in turn, each of two points or more */
    void line(String layer, List<int[]> parts, Map<String, Object> attributes) {
        if (!parts.isEmpty()) {
            add(layer, LINE, parts, attributes);
        }
    }

    /** @param rings outline and holes, closed or not; orientation is set here */
    void polygon(String layer, List<int[]> rings, Map<String, Object> attributes) {
        List<int[]> turned = new ArrayList<>();
        for (int i = 0; i < rings.size(); i++) {
            int[] ring = open(rings.get(i));
            long area = doubleArea(ring);
            if (ring.length >= 6 && area != 0) {
                turned.add(area > 0 == (i == 0) ? ring : reversed(ring));
            } else if (i == 0) {
                return;
            }
        }
        if (!turned.isEmpty()) {
            add(layer, POLYGON, turned, attributes);
        }
    }

    private static int[] open(int[] ring) {
        int n = ring.length;
        boolean closed = n >= 4 && ring[0] == ring[n - 2] && ring[1] == ring[n - 1];
        return closed ? java.util.Arrays.copyOf(ring, n - 2) : ring;
    }

    private static long doubleArea(int[] ring) {
        long sum = 0;
        for (int i = 0; i < ring.length; i += 2) {
            int j = (i + 2) % ring.length;
            sum += (long) ring[i] * ring[j + 1] - (long) ring[j] * ring[i + 1];
        }
        return sum;
    }

    private static int[] reversed(int[] ring) {
        int[] out = new int[ring.length];
        for (int i = 0; i < ring.length; i += 2) {
            out[i] = ring[ring.length - 2 - i];
            out[i + 1] = ring[ring.length - 1 - i];
        }
        return out;
    }

    private void add(String name, int type, List<int[]> parts, Map<String, Object> attributes) {
        Layer layer = layers.computeIfAbsent(name, n -> new Layer());
        layer.features.add(message(out -> {
            byte[] tags = message(t -> {
                for (Map.Entry<String, Object> a : attributes.entrySet()) {
                    t.writeUInt32NoTag(layer.keys.computeIfAbsent(a.getKey(), k -> layer.keys.size()));
                    t.writeUInt32NoTag(layer.values.computeIfAbsent(a.getValue(), v -> layer.values.size()));
                }
            });
            out.writeByteArray(2, tags);
            out.writeEnum(3, type);
            out.writeByteArray(4, message(g -> geometry(g, type, parts)));
        }));
    }

    private static void geometry(CodedOutputStream out, int type, List<int[]> parts) throws IOException {
        int x = 0;
        int y = 0;
        for (int[] part : parts) {
            out.writeUInt32NoTag(1 << 3 | MOVE_TO);
            for (int i = 0; i < part.length; i += 2) {
                if (i == 2) {
                    out.writeUInt32NoTag((part.length / 2 - 1) << 3 | LINE_TO);
                }
                out.writeSInt32NoTag(part[i] - x);
                out.writeSInt32NoTag(part[i + 1] - y);
                x = part[i];
                y = part[i + 1];
            }
            if (type == POLYGON) {
                out.writeUInt32NoTag(1 << 3 | CLOSE_PATH);
            }
        }
    }

    byte[] bytes() {
        return message(tile -> {
            for (Map.Entry<String, Layer> entry : layers.entrySet()) {
                Layer layer = entry.getValue();
                tile.writeByteArray(3, message(out -> {
                    out.writeString(1, entry.getKey());
                    for (byte[] feature : layer.features) {
                        out.writeByteArray(2, feature);
                    }
                    for (String key : layer.keys.keySet()) {
                        out.writeString(3, key);
                    }
                    for (Object value : layer.values.keySet()) {
                        out.writeByteArray(4, message(v -> value(v, value)));
                    }
                    out.writeUInt32(5, EXTENT);
                    out.writeUInt32(15, 2);
                }));
            }
        });
    }

    private static void value(CodedOutputStream out, Object value) throws IOException {
        switch (value) {
            case String s -> out.writeString(1, s);
            case Double d -> out.writeDouble(3, d);
            case Integer i -> out.writeSInt64(6, i);
            case Boolean b -> out.writeBool(7, b);
            default -> throw new IllegalArgumentException("a tile has no values of " + value.getClass());
        }
    }

    private interface Writing {
        void to(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            writing.to(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
