package meridian.app;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.zip.InflaterInputStream;

/**
 * Who drew a map, read from its source by a decoder of the tests' own: the names that must never be shown.
 *
 * @param names as in the source, at least {@value #SHORTEST} letters long, and not part of any name or tag of the map
 *     itself: those may be shown because a street has them
 * @param all how many names the source has
 */
record Contributors(Set<String> names, int all) {
    /** Shorter ones stand in any long row of bytes by chance. */
    private static final int SHORTEST = 5;

    private static Contributors of(Set<String> names, Set<String> texts) {
        String all = String.join("\n", texts);
        Set<String> telling = new TreeSet<>();
        names.stream()
                .filter(name -> name.codePointCount(0, name.length()) >= SHORTEST && !all.contains(name))
                .forEach(telling::add);
        return new Contributors(telling, names.size());
    }

    /** Of an extract: the strings that the user fields of nodes, ways and relations point at. */
    static Contributors ofPbf(Path file) throws IOException {
        Set<String> names = new TreeSet<>();
        Set<String> texts = new TreeSet<>();
        for (Blob blob : blobs(file)) {
            if (blob.type().equals("OSMData")) {
                block(blob.content(), names, texts);
            }
        }
        return of(names, texts);
    }

    /**
     * Writes an extract once more with this name for everybody who drew it.
     */
    static Path signed(Path file, Path target, String name) throws IOException {
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(target))) {
            for (Blob blob : blobs(file)) {
                byte[] content = blob.type().equals("OSMData") ? withUsers(blob.content(), name) : blob.content();
                byte[] data = message(fields -> {
                    fields.writeByteArray(1, content);
                    fields.writeInt32(2, content.length);
                });
                byte[] header = message(fields -> {
                    fields.writeString(1, blob.type());
                    fields.writeInt32(3, data.length);
                });
                out.writeInt(header.length);
                out.write(header);
                out.write(data);
            }
        }
        return target;
    }

    private static byte[] withUsers(byte[] block, String name) throws IOException {
        return message(out -> each(block, (field, fields) -> {
            if (field == 1) {
                fields.skipField(fields.getLastTag());
                List<byte[]> strings = strings(block);
                for (int user : users(block)) {
                    strings.set(user, name.getBytes(StandardCharsets.UTF_8));
                }
                out.writeByteArray(1, message(table -> {
                    for (byte[] string : strings) {
                        table.writeByteArray(1, string);
                    }
                }));
            } else if ((fields.getLastTag() & 7) == 2) {
                out.writeByteArray(field, fields.readByteArray());
            } else {
                out.writeInt64(field, fields.readInt64());
            }
        }));
    }

    private interface Filling {
        void into(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Filling filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        filling.into(out);
        out.flush();
        return bytes.toByteArray();
    }

    private record Blob(String type, byte[] content) {}

    private static List<Blob> blobs(Path file) throws IOException {
        List<Blob> blobs = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            while (in.available() > 0) {
                List<String> type = new ArrayList<>();
                int[] size = new int[1];
                each(in.readNBytes(in.readInt()), (field, fields) -> {
                    switch (field) {
                        case 1 -> type.add(fields.readString());
                        case 3 -> size[0] = fields.readInt32();
                        default -> fields.skipField(fields.getLastTag());
                    }
                });
                blobs.add(new Blob(type.getFirst(), unpacked(in.readNBytes(size[0]))));
            }
        }
        return blobs;
    }

    private static byte[] unpacked(byte[] blob) throws IOException {
        List<byte[]> content = new ArrayList<>();
        each(blob, (field, fields) -> {
            switch (field) {
                case 1 -> content.add(fields.readByteArray());
                case 3 -> {
                    InputStream packed = new ByteArrayInputStream(fields.readByteArray());
                    content.add(new InflaterInputStream(packed).readAllBytes());
                }
                default -> fields.skipField(fields.getLastTag());
            }
        });
        return content.getFirst();
    }

    private static void block(byte[] block, Set<String> names, Set<String> texts) throws IOException {
        Set<Integer> users = users(block);
        List<byte[]> strings = strings(block);
        for (int i = 0; i < strings.size(); i++) {
            (users.contains(i) ? names : texts).add(new String(strings.get(i), StandardCharsets.UTF_8));
        }
    }

    private static List<byte[]> strings(byte[] block) throws IOException {
        List<byte[]> strings = new ArrayList<>();
        inside(block, 1, table -> inside(table, 1, strings::add));
        return strings;
    }

    /** Which strings of a block are names of users. */
    private static Set<Integer> users(byte[] block) throws IOException {
        Set<Integer> users = new TreeSet<>();
        inside(block, 2, group -> {
            // Dense nodes have one list of users, all other things have one user each.
            inside(group, 2, nodes -> inside(nodes, 5, info -> inside(info, 5, list -> denseUsers(list, users))));
            for (int kind : new int[] {1, 3, 4}) {
                inside(
                        group,
                        kind,
                        thing -> inside(
                                thing,
                                4,
                                info -> each(info, (field, fields) -> {
                                    if (field == 5) {
                                        users.add(fields.readUInt32());
                                    } else {
                                        fields.skipField(fields.getLastTag());
                                    }
                                })));
            }
        });
        return users;
    }

    private static void denseUsers(byte[] list, Set<Integer> users) throws IOException {
        CodedInputStream deltas = CodedInputStream.newInstance(list);
        int user = 0;
        while (!deltas.isAtEnd()) {
            user += deltas.readSInt32();
            users.add(user);
        }
    }

    /** Of QA tiles: the values under the key {@code @user}. */
    static Contributors ofTiles(Path folder) throws IOException {
        Set<String> names = new TreeSet<>();
        Set<String> texts = new TreeSet<>();
        try (DirectoryStream<Path> tiles = Files.newDirectoryStream(folder, "*.mvt")) {
            for (Path tile : tiles) {
                inside(Files.readAllBytes(tile), 3, layer -> layer(layer, names, texts));
            }
        }
        return of(names, texts);
    }

    private static void layer(byte[] layer, Set<String> names, Set<String> texts) throws IOException {
        List<String> keys = new ArrayList<>();
        List<String> values = new ArrayList<>();
        List<byte[]> features = new ArrayList<>();
        each(layer, (field, fields) -> {
            switch (field) {
                case 2 -> features.add(fields.readByteArray());
                case 3 -> keys.add(fields.readString());
                case 4 -> values.add(text(fields.readByteArray()));
                default -> fields.skipField(fields.getLastTag());
            }
        });
        for (byte[] feature : features) {
            inside(feature, 2, tags -> {
                CodedInputStream pairs = CodedInputStream.newInstance(tags);
                while (!pairs.isAtEnd()) {
                    boolean user = keys.get(pairs.readUInt32()).equals("@user");
                    (user ? names : texts).add(values.get(pairs.readUInt32()));
                }
            });
        }
    }

    private static String text(byte[] value) throws IOException {
        List<String> text = new ArrayList<>(List.of(""));
        inside(value, 1, bytes -> text.add(new String(bytes, StandardCharsets.UTF_8)));
        return text.getLast();
    }

    private interface Field {
        void read(int number, CodedInputStream fields) throws IOException;
    }

    private interface Part {
        void read(byte[] bytes) throws IOException;
    }

    private static void each(byte[] message, Field field) throws IOException {
        CodedInputStream fields = CodedInputStream.newInstance(message);
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            field.read(tag >>> 3, fields);
        }
    }

    /** The fields of this number that hold bytes. */
    private static void inside(byte[] message, int number, Part part) throws IOException {
        IntPredicate wanted = tag -> tag >>> 3 == number && (tag & 7) == 2;
        CodedInputStream fields = CodedInputStream.newInstance(message);
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (wanted.test(tag)) {
                part.read(fields.readByteArray());
            } else {
                fields.skipField(tag);
            }
        }
    }
}
