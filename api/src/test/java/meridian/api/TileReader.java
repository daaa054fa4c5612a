package meridian.api;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a vector tile by the Mapbox Vector Tile Specification 2.1; shares no code with what writes them. */
final class TileReader {
    /** @param parts points as x and y in turn; rings are open */
    record Feature(int type, Map<String, Object> attributes, List<int[]> parts) {}

    record Layer(String name, int version, int extent, List<Feature> features) {}

    private TileReader() {}

    static Map<String, Layer> read(byte[] tile) {
        Map<String, Layer> layers = new LinkedHashMap<>();
        try {
            CodedInputStream in = CodedInputStream.newInstance(tile);
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                if (WireFormat.getTagFieldNumber(tag) != 3) {
                    throw new IllegalStateException("unknown field " + tag);
                }
                Layer layer = layer(in.readByteArray());
                if (layers.put(layer.name(), layer) != null) {
                    throw new IllegalStateException("two layers of the name " + layer.name());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return layers;
    }

    private static Layer layer(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        String name = "";
        int version = 0;
        int extent = 0;
        List<byte[]> features = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> name = in.readString();
                case 2 -> features.add(in.readByteArray());
                case 3 -> keys.add(in.readString());
                case 4 -> values.add(value(in.readByteArray()));
                case 5 -> extent = in.readUInt32();
                case 15 -> version = in.readUInt32();
                default -> throw new IllegalStateException("unknown field " + tag);
            }
        }
        List<Feature> read = new ArrayList<>();
        for (byte[] feature : features) {
            read.add(feature(feature, keys, values));
        }
        return new Layer(name, version, extent, read);
    }

    private static Object value(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        int tag = in.readTag();
        return switch (WireFormat.getTagFieldNumber(tag)) {
            case 1 -> in.readString();
            case 2 -> (double) in.readFloat();
            case 3 -> in.readDouble();
            case 4 -> in.readInt64();
            case 5 -> in.readUInt64();
            case 6 -> in.readSInt64();
            case 7 -> in.readBool();
            default -> throw new IllegalStateException("unknown value " + tag);
        };
    }

    private static Feature feature(byte[] bytes, List<String> keys, List<Object> values) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        int type = 0;
        Map<String, Object> attributes = new LinkedHashMap<>();
        byte[] geometry = {};
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 2 -> {
                    CodedInputStream tags = CodedInputStream.newInstance(in.readByteArray());
                    while (!tags.isAtEnd()) {
                        attributes.put(keys.get(tags.readUInt32()), values.get(tags.readUInt32()));
                    }
                }
                case 3 -> type = in.readEnum();
                case 4 -> geometry = in.readByteArray();
                default -> throw new IllegalStateException("unknown field " + tag);
            }
        }
        return new Feature(type, attributes, parts(geometry));
    }

    private static List<int[]> parts(byte[] geometry) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(geometry);
        List<int[]> parts = new ArrayList<>();
        List<Integer> part = new ArrayList<>();
        int x = 0;
        int y = 0;
        while (!in.isAtEnd()) {
            int command = in.readUInt32();
            int count = command >> 3;
            switch (command & 7) {
                case 1, 2 -> {
                    for (int i = 0; i < count; i++) {
                        if ((command & 7) == 1 && !part.isEmpty()) {
                            parts.add(ints(part));
                            part.clear();
                        }
                        x += in.readSInt32();
                        y += in.readSInt32();
                        part.add(x);
                        part.add(y);
                    }
                }
                case 7 -> {
                    if (count != 1) {
                        throw new IllegalStateException("ClosePath must have a count of 1");
                    }
                }
                default -> throw new IllegalStateException("unknown command " + command);
            }
        }
        parts.add(ints(part));
        return parts;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
