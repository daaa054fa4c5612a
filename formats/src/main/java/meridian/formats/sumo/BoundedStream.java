package meridian.formats.sumo;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipException;
import meridian.model.BadInput;

/**
 * Bytes of one file after decompression that stop a file meant to fill the memory: too many, too well compressed, or a
 * single tag that never ends.
 */
final class BoundedStream extends FilterInputStream {
    private static final long MOST_BYTES = 8L << 30;
    /** Below this a high compression is harmless. Real networks compress to a tenth. */
    private static final long SMALL = 256L << 20;

    private static final long HIGHEST_RATIO = 200;
    /** A route of a million edges fits. */
    private static final long LONGEST_TAG = 16L << 20;

    private final Path file;
    private final long rawSize;
    private final boolean compressed;
    private long count;
    private long sinceTag;

    BoundedStream(InputStream in, Path file, long rawSize, boolean compressed) {
        super(in);
        this.file = file;
        this.rawSize = rawSize;
        this.compressed = compressed;
    }

    /** About how much of the file on disk has been read. */
    long rawShare(long size) {
        return compressed ? Math.min(size, count / 10) : Math.min(size, count);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n;
        try {
            n = super.read(buffer, offset, length);
        } catch (EOFException e) {
            // The parser would take it for an ordinary end.
            throw new ZipException("it ends too early");
        }
        if (n > 0) {
            check(buffer, offset, n);
        }
        return n;
    }

    private void check(byte[] buffer, int offset, int n) {
        count += n;
        int last = offset + n - 1;
        while (last >= offset && buffer[last] != '>') {
            last--;
        }
        sinceTag = last < offset ? sinceTag + n : offset + n - 1 - last;
        if (sinceTag > LONGEST_TAG) {
            throw new BadInput(
                    file.toString(),
                    "a tag or text is longer than " + (LONGEST_TAG >> 20) + " MiB",
                    "a SUMO file, whose tags are short",
                    "Do not use this file");
        }
        if (count > MOST_BYTES || compressed && count > SMALL && count / rawSize > HIGHEST_RATIO) {
            throw new BadInput(
                    file.toString(),
                    "it unpacks to more than " + (count >> 20) + " MiB",
                    "at most " + (MOST_BYTES >> 30) + " GiB, and no more than " + HIGHEST_RATIO
                            + " times its size on disk",
                    "Do not use this file, or split it");
        }
    }
}
