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
 * The inner layer of a PBF file: one block of nodes, ways and relations over a table of strings.
 *
 * <p>Source: <a href="https://github.com/openstreetmap/OSM-binary/blob/master/osmpbf/osmformat.proto">osmformat.proto</a>.
 * Strings are decoded when a wanted tag names them. Of {@code Info} and {@code DenseInfo}, which hold the
 * contributors, only the number of the user's string is looked at, so that no tag repeats it.
 */
final class PbfBlock {
    /** What is found; a kind that is not {@link #wants wanted} is passed over undecoded. */
    interface Sink {
        boolean wants(Kind kind);

        void node(long id, double lonDegrees, double latDegrees, OsmTags tags);

        void way(long id, OsmTags tags, long[] refs);

        /** @param roles one for each member */
        void relation(long id, OsmTags tags, long[] members, Kind[] kinds, String[] roles);

        /** An object that is larger than any real one. */
        void oversized(Kind kind, long id);
    }

    /** The order is that of the format's MemberType. */
    enum Kind {
        NODE,
        WAY,
        RELATION
    }

    private static final int DELIMITED = Wire.DELIMITED;
    private static final int VARINT = Wire.VARINT;
    /** OpenStreetMap's API allows 2,000 nodes in a way and 32,000 members in a relation; old data has more. */
    private static final int MOST_MEMBERS = 60_000;

    /** Writers put 8,000 objects into a block, most of them in one group. */
    private static final int MOST_STRINGS = 2_000_000;

    private static final int MOST_GROUPS = 20_000;

    private static final int NOBODY = -1;
    private static final double NANO = 1e-9;

    private final byte[] bytes;
    private final Sink sink;
    private final OsmTags.Builder tags;
    /** Where string i lies: start, length. */
    private int[] strings = new int[0];

    private int stringCount;
    /** String that names the contributor of the object at hand; only compared, never decoded. */
    private int contributor = NOBODY;

    private long granularity = 100;
    private long latOffset;
    private long lonOffset;

    PbfBlock(byte[] bytes, Sink sink, OsmTags.Builder tags) {
        this.bytes = bytes;
        this.sink = sink;
        this.tags = tags;
    }

    void read() throws IOException {
        // The offsets may stand behind the groups that need them, so the groups wait.
        List<CodedInputStream> groups = new ArrayList<>();
        CodedInputStream in = Wire.open(bytes);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | DELIMITED -> {
                    readStrings(Wire.window(in));
                }
                case 2 << 3 | DELIMITED -> {
                    groups.add(Wire.part(in));
                    if (groups.size() > MOST_GROUPS) {
                        throw new IOException("more than " + MOST_GROUPS + " groups in a block");
                    }
                }
                case 17 << 3 | VARINT -> granularity = in.readInt32();
                case 19 << 3 | VARINT -> latOffset = in.readInt64();
                case 20 << 3 | VARINT -> lonOffset = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        for (CodedInputStream group : groups) {
            readGroup(group);
        }
    }

    private void readStrings(ByteBuffer table) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(table);
        int start = table.arrayOffset() + table.position();
        strings = new int[256];
        stringCount = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag != (1 << 3 | DELIMITED)) {
                in.skipField(tag);
                continue;
            }
            if (stringCount == MOST_STRINGS) {
                throw new IOException("more than " + MOST_STRINGS + " strings in a block");
            }
            if (stringCount * 2 + 2 > strings.length) {
                strings = Arrays.copyOf(strings, strings.length * 2);
            }
            int size = in.readRawVarint32();
            int at = start + in.getTotalBytesRead();
            in.skipRawBytes(size);
            strings[stringCount * 2] = at;
            strings[stringCount * 2 + 1] = size;
            stringCount++;
        }
    }

    /** Bytes of a string. */
    private int size(int index) throws IOException {
        if (index < 0 || index >= stringCount) {
            throw new IOException("string " + index + " of a table of " + stringCount);
        }
        return strings[index * 2 + 1];
    }

    private String string(int index) throws IOException {
        if (size(index) > OsmTags.LONGEST_VALUE_BYTES) {
            throw new IOException("a key or role of " + size(index) + " bytes");
        }
        return new String(bytes, strings[index * 2], strings[index * 2 + 1], StandardCharsets.UTF_8);
    }

    private void readGroup(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            Kind kind =
                    switch (tag) {
                        case 1 << 3 | DELIMITED, 2 << 3 | DELIMITED -> Kind.NODE;
                        case 3 << 3 | DELIMITED -> Kind.WAY;
                        case 4 << 3 | DELIMITED -> Kind.RELATION;
                        default -> null;
                    };
            if (kind == null || !sink.wants(kind)) {
                in.skipField(tag);
                continue;
            }
            CodedInputStream part = Wire.part(in);
            contributor = NOBODY;
            switch (tag >>> 3) {
                case 1 -> readNode(part);
                case 2 -> readDense(part);
                case 3 -> readWay(part);
                default -> readRelation(part);
            }
        }
    }

    /** The user of an Info: 0 stands for nobody, as in files from which contributors have been removed. */
    private static int user(CodedInputStream info) throws IOException {
        int user = NOBODY;
        for (int tag = info.readTag(); tag != 0; tag = info.readTag()) {
            if (tag == (5 << 3 | VARINT)) {
                user = info.readUInt32();
            } else {
                info.skipField(tag);
            }
        }
        return user;
    }

    private static @Nullable CodedInputStream users(CodedInputStream denseInfo) throws IOException {
        CodedInputStream users = null;
        for (int tag = denseInfo.readTag(); tag != 0; tag = denseInfo.readTag()) {
            if (tag == (5 << 3 | DELIMITED)) {
                users = Wire.part(denseInfo);
            } else {
                denseInfo.skipField(tag);
            }
        }
        return users;
    }

    private void readNode(CodedInputStream in) throws IOException {
        long id = 0;
        long lat = 0;
        long lon = 0;
        CodedInputStream keys = null;
        CodedInputStream values = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | VARINT -> id = in.readSInt64();
                case 2 << 3 | DELIMITED -> keys = Wire.part(in);
                case 3 << 3 | DELIMITED -> values = Wire.part(in);
                case 4 << 3 | DELIMITED -> contributor = user(Wire.part(in));
                case 8 << 3 | VARINT -> lat = in.readSInt64();
                case 9 << 3 | VARINT -> lon = in.readSInt64();
                default -> in.skipField(tag);
            }
        }
        sink.node(id, degrees(lon, lonOffset), degrees(lat, latOffset), tags(keys, values));
    }

    private void readDense(CodedInputStream in) throws IOException {
        CodedInputStream ids = null;
        CodedInputStream lats = null;
        CodedInputStream lons = null;
        CodedInputStream keysValues = null;
        CodedInputStream users = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | DELIMITED -> ids = Wire.part(in);
                case 5 << 3 | DELIMITED -> users = users(Wire.part(in));
                case 8 << 3 | DELIMITED -> lats = Wire.part(in);
                case 9 << 3 | DELIMITED -> lons = Wire.part(in);
                case 10 << 3 | DELIMITED -> keysValues = Wire.part(in);
                default -> in.skipField(tag);
            }
        }
        if (ids == null || lats == null || lons == null) {
            return;
        }
        long id = 0;
        long lat = 0;
        long lon = 0;
        while (!ids.isAtEnd()) {
            id += ids.readSInt64();
            lat += lats.readSInt64();
            lon += lons.readSInt64();
            contributor = users == null || users.isAtEnd() ? NOBODY : Math.max(0, contributor) + users.readSInt32();
            OsmTags found = keysValues == null || keysValues.isAtEnd() ? OsmTags.NONE : denseTags(keysValues);
            sink.node(id, degrees(lon, lonOffset), degrees(lat, latOffset), found);
        }
    }

    private OsmTags denseTags(CodedInputStream in) throws IOException {
        for (int key = in.readInt32(); key != 0; key = in.isAtEnd() ? 0 : in.readInt32()) {
            tag(key, in.readInt32());
        }
        return tags.take();
    }

    private void readWay(CodedInputStream in) throws IOException {
        long id = 0;
        CodedInputStream keys = null;
        CodedInputStream values = null;
        long[] refs = {};
        boolean fits = true;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | VARINT -> id = in.readInt64();
                case 2 << 3 | DELIMITED -> keys = Wire.part(in);
                case 3 << 3 | DELIMITED -> values = Wire.part(in);
                case 4 << 3 | DELIMITED -> contributor = user(Wire.part(in));
                case 8 << 3 | DELIMITED -> {
                    long[] read = deltas(Wire.part(in));
                    fits = read != null;
                    refs = read == null ? refs : read;
                }
                default -> in.skipField(tag);
            }
        }
        if (fits) {
            sink.way(id, tags(keys, values), refs);
        } else {
            sink.oversized(Kind.WAY, id);
        }
    }

    private void readRelation(CodedInputStream in) throws IOException {
        long id = 0;
        CodedInputStream keys = null;
        CodedInputStream values = null;
        CodedInputStream roles = null;
        CodedInputStream types = null;
        long[] members = {};
        boolean fits = true;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | VARINT -> id = in.readInt64();
                case 2 << 3 | DELIMITED -> keys = Wire.part(in);
                case 3 << 3 | DELIMITED -> values = Wire.part(in);
                case 4 << 3 | DELIMITED -> contributor = user(Wire.part(in));
                case 8 << 3 | DELIMITED -> roles = Wire.part(in);
                case 9 << 3 | DELIMITED -> {
                    long[] read = deltas(Wire.part(in));
                    fits = read != null;
                    members = read == null ? members : read;
                }
                case 10 << 3 | DELIMITED -> types = Wire.part(in);
                default -> in.skipField(tag);
            }
        }
        OsmTags found = tags(keys, values);
        if (!fits) {
            sink.oversized(Kind.RELATION, id);
        } else if (roles != null && types != null) {
            String[] roleNames = new String[members.length];
            Kind[] kinds = new Kind[members.length];
            for (int i = 0; i < members.length; i++) {
                roleNames[i] = string(roles.readInt32());
                kinds[i] = kind(types.readEnum());
            }
            sink.relation(id, found, members, kinds, roleNames);
        }
    }

    private static Kind kind(int type) throws IOException {
        if (type < 0 || type > 2) {
            throw new IOException("a relation's member of kind " + type);
        }
        return Kind.values()[type];
    }

    /** Running sums of differences, or null where there are more than any real object has. */
    private static long @Nullable [] deltas(CodedInputStream in) throws IOException {
        long[] sums = new long[16];
        int n = 0;
        long sum = 0;
        while (!in.isAtEnd()) {
            if (n == MOST_MEMBERS) {
                return null;
            }
            sums = n == sums.length ? Arrays.copyOf(sums, n * 2) : sums;
            sum += in.readSInt64();
            sums[n++] = sum;
        }
        return Arrays.copyOf(sums, n);
    }

    private OsmTags tags(@Nullable CodedInputStream keys, @Nullable CodedInputStream values) throws IOException {
        if (keys == null || values == null) {
            return OsmTags.NONE;
        }
        while (!keys.isAtEnd()) {
            tag(keys.readUInt32(), values.readUInt32());
        }
        return tags.take();
    }

    private void tag(int keyIndex, int valueIndex) throws IOException {
        String key = TagKeys.known(string(keyIndex));
        // A shop that an account of the same name has mapped: its name would tell who the contributor is.
        if (key != null && valueIndex != contributor && size(valueIndex) <= OsmTags.LONGEST_VALUE_BYTES) {
            tags.add(key, string(valueIndex));
        }
    }

    private double degrees(long value, long offset) {
        return NANO * (offset + granularity * (double) value);
    }
}
