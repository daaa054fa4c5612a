package meridian.formats.osm;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes small QA tiles for tests. Every feature carries a contributor, as the real ones do. */
final class TileWriter {
    static final String CONTRIBUTOR = "Nosy Mapper";
    static final int EXTENT = 1 << 20;
    private static final int MOVE = 1;
    private static final int LINE = 2;
    private static final int CLOSE = 7;

    private final List<String> keys = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    private final List<byte[]> features = new ArrayList<>();

    TileWriter point(long id, int x, int y, String... tags) {
        return feature("node", id, 1, new int[] {MOVE | 1 << 3, zigzag(x), zigzag(y)}, tags);
    }

    TileWriter line(long id, int[] xy, String... tags) {
        return feature("way", id, 2, commands(xy, false), tags);
    }

    /** @param xy corners, the first not repeated */
    TileWriter polygon(long id, int[] xy, String... tags) {
        return feature("way", id, 3, commands(xy, true), tags);
    }

    private static int[] commands(int[] xy, boolean closed) {
        int points = xy.length / 2;
        int[] commands = new int[2 + xy.length + (closed ? 1 : 0)];
        int n = 0;
        int x = 0;
        int y = 0;
        for (int i = 0; i < points; i++) {
            if (i == 0) {
                commands[n++] = MOVE | 1 << 3;
            } else if (i == 1) {
                commands[n++] = LINE | points - 1 << 3;
            }
            commands[n++] = zigzag(xy[2 * i] - x);
            commands[n++] = zigzag(xy[2 * i + 1] - y);
            x = xy[2 * i];
            y = xy[2 * i + 1];
        }
        if (closed) {
            commands[n] = CLOSE | 1 << 3;
        }
        return commands;
    }

    TileWriter feature(String type, long id, int shape, int[] geometry, String... tags) {
        List<Integer> pairs = new ArrayList<>();
        pair(pairs, "@id", id);
        pair(pairs, "@type", type);
        pair(pairs, "@user", CONTRIBUTOR);
        pair(pairs, "@uid", 123_456L);
        pair(pairs, "@changeset", 987_654_321L);
        for (int i = 0; i < tags.length; i += 2) {
            pair(pairs, tags[i], tags[i + 1]);
        }
        features.add(PbfWriter.message(out -> {
            out.writeByteArray(2, PbfWriter.message(packed -> {
                for (int index : pairs) {
                    packed.writeUInt32NoTag(index);
                }
            }));
            out.writeEnum(3, shape);
            out.writeByteArray(4, PbfWriter.message(packed -> {
                for (int command : geometry) {
                    packed.writeUInt32NoTag(command);
                }
            }));
        }));
        return this;
    }

    private void pair(List<Integer> pairs, String key, Object value) {
        if (!keys.contains(key)) {
            keys.add(key);
        }
        if (!values.contains(value)) {
            values.add(value);
        }
        pairs.add(keys.indexOf(key));
        pairs.add(values.indexOf(value));
    }

    private static int zigzag(int n) {
        return CodedOutputStream.encodeZigZag32(n);
    }

    byte[] bytes() {
        byte[] layer = PbfWriter.message(out -> {
            out.writeUInt32(15, 2);
            out.writeString(1, "osm");
            for (byte[] feature : features) {
                out.writeByteArray(2, feature);
            }
            for (String key : keys) {
                out.writeString(3, key);
            }
            for (Object value : values) {
                out.writeByteArray(4, PbfWriter.message(v -> {
                    if (value instanceof Long number) {
                        v.writeInt64(4, number);
                    } else {
                        v.writeString(1, value.toString());
                    }
                }));
            }
            out.writeUInt32(5, EXTENT);
        });
        return PbfWriter.message(out -> out.writeByteArray(3, layer));
    }

    Path in(Path folder, String name) {
        try {
            return Files.write(folder.resolve(name), name.endsWith(".gz") ? gzip(bytes()) : bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
