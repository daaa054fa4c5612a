package meridian.audit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import meridian.audit.merkle.Hash;

/** Reads the file of entries from its beginning. After anything but a whole entry there is nothing more to read. */
final class FrameReader implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private long atByte;

    FrameReader(Path file) throws IOException {
        in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    }

    Frame next() throws IOException {
        long from = atByte;
        byte[] line = readLine();
        if (line.length == 0) {
            return new Frame.End();
        }
        Optional<Frame.Header> header = Frame.Header.parse(new String(line, StandardCharsets.ISO_8859_1));
        if (header.isEmpty()) {
            return new Frame.Broken(from, "no line 'entry NUMBER LENGTH HASH' stands there");
        }
        return content(header.orElseThrow(), from, from + line.length);
    }

    private Frame content(Frame.Header header, long from, long contentFrom) throws IOException {
        byte[] text = in.readNBytes(header.bytes());
        int end = text.length < header.bytes() ? -1 : in.read();
        if (end != '\n') {
            return new Frame.Broken(
                    from, "entry " + header.index() + " does not end after " + header.bytes() + " bytes");
        }
        atByte = contentFrom + text.length + 1;
        return new Frame.Whole(
                header.index(), new String(text, StandardCharsets.UTF_8), header.hash(), Hash.ofLeaf(text), atByte);
    }

    /** With its end; without one where the file ends, or where it is too long to be right. */
    private byte[] readLine() throws IOException {
        byte[] line = new byte[Frame.Header.MOST_BYTES];
        int length = 0;
        while (length < line.length) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            line[length++] = (byte) next;
            if (next == '\n') {
                break;
            }
        }
        return Arrays.copyOf(line, length);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
