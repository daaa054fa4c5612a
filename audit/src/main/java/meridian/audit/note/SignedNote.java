package meridian.audit.note;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.model.BadInput;

/**
 * A text with signatures under it. Nothing in it counts before {@link VerifierKey#verifies} has said so.
 *
 * <p>Source: C2SP, {@code signed-note}, version 1.
 *
 * @param text what is signed, its last line end included
 * @param signatures at least one
 */
public record SignedNote(String text, List<Signature> signatures) {
    /** What the specification asks verifiers to accept at least, several times over. */
    private static final int MOST_SIGNATURES = 100;

    private static final Pattern SIGNATURE = Pattern.compile("— ([^\\s\\p{Z}+]+) ([A-Za-z0-9+/]+=*)");

    /**
     * A line under a text.
     *
     * @param name of the key
     * @param base64 of four bytes of key id and the signature
     */
    public record Signature(String name, String base64) {
        String line() {
            return "— " + name + " " + base64 + "\n";
        }
    }

    public SignedNote {
        signatures = List.copyOf(signatures);
        if (!isSignable(text) || signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new IllegalArgumentException("no note: its text must end with a line end and hold no other controls,"
                    + " and under it stand 1 to " + MOST_SIGNATURES + " signatures");
        }
    }

    static boolean isSignable(String text) {
        return text.endsWith("\n") && text.chars().allMatch(c -> c == '\n' || c >= ' ');
    }

    /** @param place where it comes from, for the message */
    public static SignedNote parse(String place, String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || !isSignable(note)) {
            throw bad(place, "it is no signed note");
        }
        List<Signature> signatures = new ArrayList<>();
        for (String line : note.substring(blank + 2).split("\n", -1)) {
            if (!line.isEmpty()) {
                signatures.add(signature(place, line));
            }
        }
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw bad(place, "there are " + signatures.size() + " signatures");
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    private static Signature signature(String place, String line) {
        Matcher match = SIGNATURE.matcher(line);
        if (!match.matches()) {
            throw bad(place, "the line " + line + " is no signature");
        }
        return new Signature(match.group(1), match.group(2));
    }

    private static BadInput bad(String place, String found) {
        return new BadInput(
                place,
                found,
                "a text, an empty line, and lines of the form '— NAME SIGNATURE'",
                "Get it again from where it came from; it may have been changed");
    }

    /** As it stands in a file. */
    @Override
    public String toString() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }
}
