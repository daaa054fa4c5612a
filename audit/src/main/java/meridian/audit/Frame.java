package meridian.audit;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.audit.merkle.Hash;

/** A piece of the file of entries. */
sealed interface Frame {
    /** The file's form for an entry: a line, the entry's bytes, a line end. */
    static byte[] write(long index, byte[] text) {
        byte[] header = new Header(index, text.length, Hash.ofLeaf(text)).line().getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[header.length + text.length + 1];
        System.arraycopy(header, 0, frame, 0, header.length);
        System.arraycopy(text, 0, frame, header.length, text.length);
        frame[frame.length - 1] = '\n';
        return frame;
    }

    /**
     * An entry in its form, whether or not it is the one that was signed.
     *
     * @param index as its line says
     * @param stored hash as its line says
     * @param computed hash of what follows the line
     * @param endByte where the next one begins
     */
    record Whole(long index, String text, Hash stored, Hash computed, long endByte) implements Frame {
        Entry entry() {
            return new Entry(index, text);
        }
    }

    /** Something else, or the beginning of an entry at the file's end. */
    record Broken(long fromByte, String found) implements Frame {}

    /** The file's end, after whole entries. */
    record End() implements Frame {}

    /**
     * The line before an entry.
     *
     * @param bytes length of the entry in UTF-8
     */
    record Header(long index, int bytes, Hash hash) {
        /** Longest line that can be one. */
        static final int MOST_BYTES = 96;

        private static final Pattern LINE =
                Pattern.compile("entry (0|[1-9][0-9]{0,17}) (0|[1-9][0-9]{0,7}) ([A-Za-z0-9+/=]{44})\n");

        String line() {
            return "entry " + index + " " + bytes + " " + hash.base64() + "\n";
        }

        static Optional<Header> parse(String line) {
            Matcher parts = LINE.matcher(line);
            if (!parts.matches() || Integer.parseInt(parts.group(2)) > AuditLog.MOST_ENTRY_BYTES) {
                return Optional.empty();
            }
            return Hash.ofBase64(parts.group(3))
                    .map(hash -> new Header(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)), hash));
        }
    }
}
