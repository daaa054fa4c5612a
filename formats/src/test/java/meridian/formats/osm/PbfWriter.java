package meridian.formats.osm;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DeflaterOutputStream;

/** Writes small PBF files for tests: one block of dense nodes, ways and relations, each with a contributor. */
final class PbfWriter {
    static final String CONTRIBUTOR = "Nosy Mapper";
    private static final int CONTRIBUTOR_INDEX = 1;

    private final List<String> strings = new ArrayList<>(List.of("", CONTRIBUTOR));
    private final List<long[]> nodes = new ArrayList<>();
    private final List<String[]> nodeTags = new ArrayList<>();
    private final List<byte[]> ways = new ArrayList<>();
    private final List<byte[]> relations = new ArrayList<>();

    @FunctionalInterface
    interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    static byte[] message(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            body.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    PbfWriter node(long id, double lon, double lat, String... tags) {
        nodes.add(new long[] {id, Math.round(lon * 1e7), Math.round(lat * 1e7)});
        nodeTags.add(tags);
        return this;
    }

    PbfWriter way(long id, long[] refs, String... tags) {
        ways.add(message(out -> {
            out.writeInt64(1, id);
            writeTags(out, tags);
            out.writeByteArray(4, info());
            out.writeByteArray(8, message(packed -> {
                long last = 0;
                for (long ref : refs) {
                    packed.writeSInt64NoTag(ref - last);
                    last = ref;
                }
            }));
        }));
        return this;
    }

    /** @param kinds 0 node, 1 way, 2 relation */
    PbfWriter relation(long id, long[] members, int[] kinds, String[] roles, String... tags) {
        relations.add(message(out -> {
            out.writeInt64(1, id);
            writeTags(out, tags);
            out.writeByteArray(8, message(packed -> {
                for (String role : roles) {
                    packed.writeInt32NoTag(string(role));
                }
            }));
            out.writeByteArray(9, message(packed -> {
                long last = 0;
                for (long member : members) {
                    packed.writeSInt64NoTag(member - last);
                    last = member;
                }
            }));
            out.writeByteArray(10, message(packed -> {
                for (int kind : kinds) {
                    packed.writeEnumNoTag(kind);
                }
            }));
        }));
        return this;
    }

    private void writeTags(CodedOutputStream out, String... tags) throws IOException {
        out.writeByteArray(2, message(packed -> {
            for (int i = 0; i < tags.length; i += 2) {
                packed.writeUInt32NoTag(string(tags[i]));
            }
        }));
        out.writeByteArray(3, message(packed -> {
            for (int i = 1; i < tags.length; i += 2) {
                packed.writeUInt32NoTag(string(tags[i]));
            }
        }));
    }

    /** Version, time, changeset, uid and user, as the format's Info holds them. */
    private static byte[] info() {
        return message(out -> {
            out.writeInt32(1, 3);
            out.writeInt64(2, 1_400_000_000);
            out.writeInt64(3, 987_654_321);
            out.writeInt32(4, 123_456);
            out.writeUInt32(5, CONTRIBUTOR_INDEX);
        });
    }

    private int string(String text) {
        if (!strings.contains(text)) {
            strings.add(text);
        }
        return strings.indexOf(text);
    }

    private byte[] dense() {
        return message(out -> {
            for (int field : new int[] {1, 9, 8}) {
                int column = field == 1 ? 0 : field == 9 ? 1 : 2;
                out.writeByteArray(field, message(packed -> {
                    long last = 0;
                    for (long[] node : nodes) {
                        packed.writeSInt64NoTag(node[column] - last);
                        last = node[column];
                    }
                }));
            }
            // DenseInfo: one column with the user of each node.
            out.writeByteArray(
                    5,
                    message(info -> info.writeByteArray(5, message(packed -> {
                        for (int i = 0; i < nodes.size(); i++) {
                            packed.writeSInt32NoTag(i == 0 ? CONTRIBUTOR_INDEX : 0);
                        }
                    }))));
            out.writeByteArray(10, message(packed -> {
                for (String[] tags : nodeTags) {
                    for (String text : tags) {
                        packed.writeInt32NoTag(string(text));
                    }
                    packed.writeInt32NoTag(0);
                }
            }));
        });
    }

    private byte[] block() {
        byte[] dense = dense();
        return message(out -> {
            out.writeByteArray(1, message(table -> {
                for (String text : strings) {
                    table.writeBytes(1, ByteString.copyFromUtf8(text));
                }
            }));
            out.writeByteArray(2, message(group -> group.writeByteArray(2, dense)));
            out.writeByteArray(2, message(group -> {
                for (byte[] way : ways) {
                    group.writeByteArray(3, way);
                }
            }));
            out.writeByteArray(2, message(group -> {
                for (byte[] relation : relations) {
                    group.writeByteArray(4, relation);
                }
            }));
        });
    }

    byte[] bytes() {
        byte[] header = message(out -> out.writeString(4, "OsmSchema-V0.6"));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(blob("OSMHeader", header));
        file.writeBytes(blob("OSMData", block()));
        return file.toByteArray();
    }

    static byte[] blob(String type, byte[] content) {
        return blob(type, content, content.length);
    }

    /** @param claimedSize what the blob says it unpacks to */
    static byte[] blob(String type, byte[] content, int claimedSize) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] blob = message(out -> {
            out.writeInt32(2, claimedSize);
            out.writeByteArray(3, packed.toByteArray());
        });
        return framed(type, blob, blob.length);
    }

    static byte[] framed(String type, byte[] blob, int claimedLength) {
        byte[] header = message(out -> {
            out.writeString(1, type);
            out.writeInt32(3, claimedLength);
        });
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(file)) {
            out.writeInt(header.length);
            out.write(header);
            out.write(blob);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    Path in(Path folder) {
        try {
            return Files.write(folder.resolve("town.osm.pbf"), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
