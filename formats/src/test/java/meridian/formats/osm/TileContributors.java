package meridian.formats.osm;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reads the names that must never be shown: the {@code @user} values of real tiles, by a decoder of the test's own. */
final class TileContributors {
    private TileContributors() {}

    static Set<String> in(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        try (DirectoryStream<Path> tiles = Files.newDirectoryStream(folder, "*.mvt")) {
            for (Path tile : tiles) {
                CodedInputStream in = CodedInputStream.newInstance(Files.readAllBytes(tile));
                for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                    if (tag >>> 3 == 3) {
                        layer(CodedInputStream.newInstance(in.readByteArray()), names);
                    } else {
                        in.skipField(tag);
                    }
                }
            }
        }
        return names;
    }

    private static void layer(CodedInputStream in, Set<String> names) throws IOException {
        List<byte[]> features = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<byte[]> values = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 2 -> features.add(in.readByteArray());
                case 3 -> keys.add(in.readString());
                case 4 -> values.add(in.readByteArray());
                default -> in.skipField(tag);
            }
        }
        for (byte[] feature : features) {
            CodedInputStream fields = CodedInputStream.newInstance(feature);
            for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
                if (tag >>> 3 != 2) {
                    fields.skipField(tag);
                    continue;
                }
                CodedInputStream pairs = CodedInputStream.newInstance(fields.readByteArray());
                while (!pairs.isAtEnd()) {
                    String key = keys.get(pairs.readUInt32());
                    byte[] value = values.get(pairs.readUInt32());
                    if (key.equals("@user")) {
                        CodedInputStream text = CodedInputStream.newInstance(value);
                        text.readTag();
                        names.add(text.readString());
                    }
                }
            }
        }
    }
}
