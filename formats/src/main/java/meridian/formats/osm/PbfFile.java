package meridian.formats.osm;

import com.google.protobuf.CodedInputStream;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import meridian.formats.Progress;
import meridian.model.BadInput;

/**
 * The outer layer of a PBF file: a chain of blobs, each with a length, a header and compressed content.
 *
 * <p>Source: <a href="https://wiki.openstreetmap.org/wiki/PBF_Format">PBF Format</a>. Its limits are kept: a header has at
 * most 64 KiB, a blob at most 32 MiB, packed and unpacked. One blob is in memory at a time.
 */
final class PbfFile {
    private static final int LARGEST_HEADER = 64 * 1024;
    private static final int LARGEST_BLOB = 32 * 1024 * 1024;
    /** A blob's own fields around its content. */
    private static final int BLOB_FRAME = 1024;

    private static final String ADVICE = "Get the file again; `osmium fileinfo -e` checks it";

    /** Takes the unpacked content of one data blob. */
    @FunctionalInterface
    interface Consumer {
        void block(byte[] bytes) throws IOException;
    }

    private final Path file;
    private long offset;

    PbfFile(Path file) {
        this.file = file;
    }

    /** Whether a file starts like PBF: a short header that says OSMHeader. */
    static boolean recognises(Path file) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(64);
            return start.length > 15
                    && start[0] == 0
                    && start[1] == 0
                    && new String(start, java.nio.charset.StandardCharsets.ISO_8859_1).contains("OSMHeader");
        } catch (IOException e) {
            return false;
        }
    }

    /** Hands over every data block in order. */
    void each(Consumer consumer, String what, Progress progress) {
        offset = 0;
        boolean begun = false;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            long size = Files.size(file);
            if (size == 0) {
                throw bad("the file is empty");
            }
            while (offset < size) {
                long start = offset;
                Header header = header(in);
                byte[] blob = take(in, header.dataSize());
                if (!begun && !header.type().equals("OSMHeader")) {
                    throw at(start, "the first block is \"" + header.type() + "\"");
                }
                begun = true;
                content(header, start, blob, consumer);
                progress.at(what, offset, size);
            }
        } catch (EOFException e) {
            throw bad("the file ends in the middle of a block");
        } catch (IOException e) {
            throw BadInput.unreadable(file, "an .osm.pbf file", e);
        }
    }

    private void content(Header header, long start, byte[] blob, Consumer consumer) {
        try {
            switch (header.type()) {
                case "OSMHeader" -> checkFeatures(start, unpack(start, blob));
                case "OSMData" -> consumer.block(unpack(start, blob));
                default -> {
                    // The format asks readers to pass over kinds of blocks that they do not know.
                }
            }
        } catch (IOException | IndexOutOfBoundsException e) {
            throw at(start, "the block that begins here is broken: " + Wire.reason(e));
        }
    }

    private record Header(String type, int dataSize) {}

    private Header header(InputStream in) throws IOException {
        long start = offset;
        int length = ByteBuffer.wrap(take(in, 4)).getInt();
        if (length <= 0 || length > LARGEST_HEADER) {
            throw at(start, "a block header of " + Integer.toUnsignedString(length) + " bytes");
        }
        byte[] bytes = take(in, length);
        String type = "";
        int dataSize = -1;
        try {
            CodedInputStream fields = CodedInputStream.newInstance(bytes);
            for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
                switch (tag) {
                    case 1 << 3 | Wire.DELIMITED -> type = fields.readString();
                    case 3 << 3 | Wire.VARINT -> dataSize = fields.readInt32();
                    default -> fields.skipField(tag);
                }
            }
        } catch (IOException e) {
            throw at(start, "no block header: " + Wire.reason(e));
        }
        if (dataSize < 0 || dataSize > LARGEST_BLOB + BLOB_FRAME) {
            throw at(start, "a block of " + dataSize + " bytes");
        }
        return new Header(type, dataSize);
    }

    private byte[] take(InputStream in, int length) throws IOException {
        // Reads what is there before it believes in the length.
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            offset += bytes.length;
            throw new EOFException();
        }
        offset += length;
        return bytes;
    }

    private byte[] unpack(long start, byte[] blob) throws IOException {
        CodedInputStream fields = CodedInputStream.newInstance(blob);
        int rawSize = -1;
        byte[] raw = null;
        byte[] packed = null;
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            switch (tag) {
                case 1 << 3 | Wire.DELIMITED -> raw = fields.readByteArray();
                case 2 << 3 | Wire.VARINT -> rawSize = fields.readInt32();
                case 3 << 3 | Wire.DELIMITED -> packed = fields.readByteArray();
                default -> fields.skipField(tag);
            }
        }
        if (raw != null) {
            return raw;
        }
        if (packed == null) {
            throw at(start, "a block packed with neither nothing nor zlib");
        }
        if (rawSize < 0 || rawSize > LARGEST_BLOB) {
            throw at(start, "a block of " + rawSize + " bytes unpacked");
        }
        return inflate(start, packed, rawSize);
    }

    private byte[] inflate(long start, byte[] packed, int rawSize) {
        // zlib shrinks at most 1032 times: a larger promise is a lie and no memory is set aside for it.
        if (rawSize > packed.length * 1040L + 64) {
            throw at(start, rawSize + " bytes unpacked from " + packed.length);
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] bytes = new byte[rawSize];
            int done = 0;
            while (done < rawSize) {
                int n = inflater.inflate(bytes, done, rawSize - done);
                if (n == 0 && (inflater.finished() || inflater.needsInput() || inflater.needsDictionary())) {
                    throw at(start, "a block that unpacks to " + done + " bytes instead of " + rawSize);
                }
                done += n;
            }
            return bytes;
        } catch (DataFormatException e) {
            throw at(start, "a block whose zlib data is broken: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    private void checkFeatures(long start, byte[] bytes) throws IOException {
        CodedInputStream fields = CodedInputStream.newInstance(bytes);
        for (int tag = fields.readTag(); tag != 0; tag = fields.readTag()) {
            if (tag == (4 << 3 | Wire.DELIMITED)) {
                String feature = fields.readString();
                if (!feature.equals("OsmSchema-V0.6") && !feature.equals("DenseNodes")) {
                    throw new BadInput(
                            file + " byte " + start,
                            "the file needs \"" + feature + "\"",
                            "no feature but OsmSchema-V0.6 and DenseNodes",
                            "Convert it with osmium cat -o plain.osm.pbf");
                }
            } else {
                fields.skipField(tag);
            }
        }
    }

    private BadInput bad(String found) {
        return at(offset, found);
    }

    private BadInput at(long byteOffset, String found) {
        return new BadInput(file + " byte " + byteOffset, found, "a chain of OpenStreetMap PBF blocks", ADVICE);
    }
}
