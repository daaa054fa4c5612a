package meridian.audit.note;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.audit.merkle.Hash;
import meridian.model.BadInput;

/**
 * What a log holds at a size.
 *
 * <p>Source: C2SP, {@code tlog-checkpoint}. We write no extension lines, and pass over those of others.
 *
 * @param origin the log's name
 * @param size entries in it
 * @param root of their Merkle tree
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final Pattern TEXT =
            Pattern.compile("([^\\n]+)\\n(0|[1-9][0-9]{0,17})\\n([A-Za-z0-9+/=]{44})\\n(?:[^\\n]+\\n)*");

    public Checkpoint {
        if (origin.isEmpty() || origin.contains("\n") || size < 0) {
            throw new IllegalArgumentException("no checkpoint: origin '" + origin + "', size " + size);
        }
    }

    /** The text to sign. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /**
     * What a note says, whoever signed it.
     *
     * @param place where it comes from, for the message
     */
    public static Checkpoint of(String place, SignedNote note) {
        Matcher lines = TEXT.matcher(note.text());
        Optional<Hash> root = lines.matches() ? Hash.ofBase64(lines.group(3)) : Optional.empty();
        if (root.isEmpty()) {
            throw new BadInput(
                    place,
                    "its text is no checkpoint",
                    "three lines: the log's name, its size, its root",
                    "Get it again from where it came from; it may have been changed");
        }
        return new Checkpoint(lines.group(1), Long.parseLong(lines.group(2)), root.orElseThrow());
    }
}
