package meridian.formats.osm;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Mapbox vector tile with OpenStreetMap's raw tags, as OSM QA Tiles hold them.
 *
 * <p>Source: <a href="https://github.com/mapbox/vector-tile-spec/tree/master/2.1">Mapbox Vector Tile Specification 2.1</a>. The
 * layer is called {@code osm}; each feature says in {@code @type} and {@code @id} which object it is. Values are decoded
 * where a wanted key names them: the contributors in {@code @user}, {@code @uid} and {@code @changeset} stay bytes.
 */
final class VectorTile {
    /** What a feature's geometry is; the order is that of the specification's GeomType. */
    enum Shape {
        UNKNOWN,
        POINTS,
        LINES,
        POLYGONS
    }

    /** Takes the features of a tile. */
    interface Sink {
        /** The tile's resolution, before its first feature. */
        void extent(int unitsPerTile);

        /**
         * @param node whether it is a node; otherwise a way
         * @param parts rings or lines, each x, y, x, y in units of the tile; rings are closed
         */
        void feature(boolean node, long id, OsmTags tags, Shape shape, List<int[]> parts);

        /** A feature that cannot be used. */
        void broken(String why, String place);
    }

    private static final String LAYER = "osm";
    private static final String TYPE = "@type";
    private static final String ID = "@id";
    private static final String USER = "@user";

    /**
     * Montevideo's shore is a member of relations, which tiles do not have, and is no coastline by decision of its mappers:
     * there the coast is a river's. They wrote that on every piece, and so the pieces can be told from other lines.
     */
    private static final String NOTE = "note";

    private static final String SHORE_NOTE = "Please don't tag as coastline";
    /** Where Montevideo's own register of stops says which line halts. */
    private static final String LINE_OF_PLATFORM = "mvdgis:desc_linea";

    private static final int USUAL_EXTENT = 4096;
    private static final int LARGEST_EXTENT = 1 << 24;
    /** The fullest tile of Montevideo has 80,605 features and 238,274 values. */
    private static final int MOST_PARTS = 2_000_000;

    private static final long NO_ID = Long.MIN_VALUE;

    private final byte[] bytes;
    private final Sink sink;
    private final OsmTags.Builder tags;

    /** Key i where it is read, else null. */
    private final List<@Nullable String> keys = new ArrayList<>();
    /** Where value i lies: start, length. */
    private int[] values = new int[1024];

    private int valueCount;
    /** Where feature i lies: start, length. */
    private int[] features = new int[1024];

    private int featureCount;
    private int extent = USUAL_EXTENT;

    VectorTile(byte[] bytes, Sink sink, OsmTags.Builder tags) {
        this.bytes = bytes;
        this.sink = sink;
        this.tags = tags;
    }

    /** Whether there was a layer of OpenStreetMap objects. */
    boolean read() throws IOException {
        boolean found = false;
        CodedInputStream in = Wire.open(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == (3 << 3 | Wire.DELIMITED)) {
                found |= readLayer(Wire.part(in));
            } else {
                in.skipField(tag);
            }
        }
        return found;
    }

    private boolean readLayer(CodedInputStream in) throws IOException {
        // Keys and values stand behind the features that need them, so the features wait.
        featureCount = 0;
        String name = "";
        keys.clear();
        valueCount = 0;
        extent = USUAL_EXTENT;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | Wire.DELIMITED -> name = in.readString();
                case 2 << 3 | Wire.DELIMITED -> features = windowed(features, featureCount++, Wire.window(in));
                case 3 << 3 | Wire.DELIMITED -> {
                    checkCount(keys.size());
                    keys.add(key(in.readString()));
                }
                case 4 << 3 | Wire.DELIMITED -> values = windowed(values, valueCount++, Wire.window(in));
                case 5 << 3 | Wire.VARINT -> extent = in.readUInt32();
                default -> in.skipField(tag);
            }
        }
        if (!name.equals(LAYER)) {
            return false;
        }
        if (extent <= 0 || extent > LARGEST_EXTENT) {
            throw new IOException("a layer of " + extent + " units");
        }
        sink.extent(extent);
        for (int i = 0; i < featureCount; i++) {
            readFeature(Wire.open(bytes, features[2 * i], features[2 * i + 1]), i);
        }
        return true;
    }

    private static @Nullable String key(String key) {
        return switch (key) {
            case TYPE, ID, USER, NOTE, LINE_OF_PLATFORM -> key.intern();
            default -> TagKeys.known(key);
        };
    }

    /** Notes where a part lies. */
    private static int[] windowed(int[] windows, int count, ByteBuffer part) throws IOException {
        checkCount(count);
        int[] grown = count * 2 + 2 > windows.length ? Arrays.copyOf(windows, windows.length * 2) : windows;
        grown[count * 2] = part.arrayOffset() + part.position();
        grown[count * 2 + 1] = part.remaining();
        return grown;
    }

    private static void checkCount(int count) throws IOException {
        if (count >= MOST_PARTS) {
            throw new IOException("more than " + MOST_PARTS + " features, keys or values");
        }
    }

    private void readFeature(CodedInputStream in, int number) throws IOException {
        CodedInputStream tagIndices = null;
        CodedInputStream geometry = null;
        int shape = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 2 << 3 | Wire.DELIMITED -> tagIndices = Wire.part(in);
                case 3 << 3 | Wire.VARINT -> shape = in.readEnum();
                case 4 << 3 | Wire.DELIMITED -> geometry = Wire.part(in);
                default -> in.skipField(tag);
            }
        }
        if (tagIndices == null || geometry == null || shape < 1 || shape > 3) {
            sink.broken("no tags or no geometry", "feature " + number);
            return;
        }
        int[] pairs = pairs(tagIndices, number);
        int contributor = contributor(pairs);
        String type = "";
        long id = NO_ID;
        for (int i = 0; i < pairs.length; i += 2) {
            String known = keys.get(pairs[i]);
            int value = pairs[i + 1];
            if (known == null || contributor >= 0 && same(value, contributor)) {
                continue;
            }
            switch (known) {
                case TYPE -> type = text(value);
                case ID -> id = number(value);
                case USER -> {
                    // Only compared, never decoded.
                }
                case NOTE -> {
                    if (text(value).startsWith(SHORE_NOTE)) {
                        tags.add("natural", "coastline");
                    }
                }
                case LINE_OF_PLATFORM -> tags.add("route_ref", text(value));
                default -> tags.add(known, text(value));
            }
        }
        OsmTags found = tags.take();
        if (id == NO_ID || !type.equals("node") && !type.equals("way")) {
            sink.broken("neither node nor way", "feature " + number);
            return;
        }
        List<int[]> parts = parts(geometry);
        if (parts == null) {
            sink.broken("broken geometry", type + " " + id);
        } else {
            sink.feature(type.equals("node"), id, found, Shape.values()[shape], parts);
        }
    }

    private int[] pairs(CodedInputStream in, int number) throws IOException {
        int[] pairs = new int[32];
        int n = 0;
        while (!in.isAtEnd()) {
            pairs = n + 2 > pairs.length ? Arrays.copyOf(pairs, pairs.length * 2) : pairs;
            int key = in.readUInt32();
            int value = in.readUInt32();
            if (key < 0 || key >= keys.size() || value < 0 || value >= valueCount) {
                throw new IOException("feature " + number + " has tag " + key + " = " + value + " of " + keys.size()
                        + " keys and " + valueCount + " values");
            }
            pairs[n++] = key;
            pairs[n++] = value;
        }
        return Arrays.copyOf(pairs, n);
    }

    /** The value that names the contributor, or -1. */
    private int contributor(int[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (USER.equals(keys.get(pairs[i]))) {
                return pairs[i + 1];
            }
        }
        return -1;
    }

    /**
     * Whether two values are the same bytes. Some shops are mapped by an account of the same name: there the name would tell
     * who the contributor is, and is not taken.
     */
    private boolean same(int value, int other) {
        return Arrays.equals(
                bytes,
                values[value * 2],
                values[value * 2] + values[value * 2 + 1],
                bytes,
                values[other * 2],
                values[other * 2] + values[other * 2 + 1]);
    }

    private String text(int value) throws IOException {
        if (values[value * 2 + 1] > OsmTags.LONGEST_VALUE_BYTES) {
            return "";
        }
        CodedInputStream in = Wire.open(bytes, values[value * 2], values[value * 2 + 1]);
        int tag = in.readTag();
        return switch (tag) {
            case 1 << 3 | Wire.DELIMITED -> new String(in.readByteArray(), StandardCharsets.UTF_8);
            case 2 << 3 | Wire.FIXED32 -> plain(in.readFloat());
            case 3 << 3 | Wire.FIXED64 -> plain(in.readDouble());
            case 4 << 3 | Wire.VARINT, 5 << 3 | Wire.VARINT -> Long.toString(in.readInt64());
            case 6 << 3 | Wire.VARINT -> Long.toString(in.readSInt64());
            case 7 << 3 | Wire.VARINT -> in.readBool() ? "yes" : "no";
            default -> "";
        };
    }

    private long number(int value) throws IOException {
        String text = text(value);
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return NO_ID;
        }
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? Long.toString((long) number)
                : Double.toString(number);
    }

    /** The commands of section 4.3, or null where they break its rules. */
    private static @Nullable List<int[]> parts(CodedInputStream in) throws IOException {
        List<int[]> parts = new ArrayList<>(1);
        int[] part = new int[16];
        int n = 0;
        int x = 0;
        int y = 0;
        while (!in.isAtEnd()) {
            int command = in.readUInt32();
            int count = command >>> 3;
            switch (command & 7) {
                case 1, 2 -> {
                    if ((command & 7) == 2 && n == 0) {
                        return null;
                    }
                    for (int i = 0; i < count; i++) {
                        if ((command & 7) == 1 && n > 0) {
                            parts.add(Arrays.copyOf(part, n));
                            n = 0;
                        }
                        x += in.readSInt32();
                        y += in.readSInt32();
                        part = n + 2 > part.length ? Arrays.copyOf(part, part.length * 2) : part;
                        part[n++] = x;
                        part[n++] = y;
                    }
                }
                case 7 -> {
                    if (count != 1 || n < 2) {
                        return null;
                    }
                    part = n + 2 > part.length ? Arrays.copyOf(part, part.length * 2) : part;
                    part[n++] = part[0];
                    part[n++] = part[1];
                }
                default -> {
                    return null;
                }
            }
        }
        if (n > 0) {
            parts.add(Arrays.copyOf(part, n));
        }
        return parts.isEmpty() ? null : parts;
    }
}
