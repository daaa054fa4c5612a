package meridian.audit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import meridian.audit.merkle.Hash;
import meridian.model.BadInput;

/** Reads a proof's file line by line; every line has one way to be written. */
final class ProofLines {
    /** A tree of 2⁶³ entries needs 63; a consistency proof at most one more. */
    private static final int MOST_HASHES = 64;

    private final String place;
    private final String text;
    private int at;
    private int line;

    ProofLines(String place, String text) {
        this.place = place;
        this.text = text;
    }

    private String next() {
        int end = text.indexOf('\n', at);
        line++;
        if (end < 0) {
            throw bad("the file ends");
        }
        String next = text.substring(at, end);
        at = end + 1;
        return next;
    }

    void expect(String wanted) {
        String found = next();
        if (!found.equals(wanted)) {
            throw bad("'" + found + "' stands there");
        }
    }

    /** What follows a word at the beginning of the next line. */
    String after(String word) {
        String found = next();
        if (!found.startsWith(word)) {
            throw bad("'" + found + "' does not begin with '" + word + "'");
        }
        return found.substring(word.length());
    }

    long number(String digits) {
        if (!digits.matches("0|[1-9][0-9]{0,17}")) {
            throw bad("'" + digits + "' is no number");
        }
        return Long.parseLong(digits);
    }

    String decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (!Base64.getEncoder().encodeToString(bytes).equals(base64)) {
                throw bad("the entry is not written as base64 is");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw bad("the entry is no text in base64");
        }
    }

    /** All up to the next empty line. */
    List<Hash> hashes() {
        List<Hash> hashes = new ArrayList<>();
        for (String found = next(); !found.isEmpty(); found = next()) {
            String wrong = "'" + found + "' is no hash";
            hashes.add(Hash.ofBase64(found).orElseThrow(() -> bad(wrong)));
            if (hashes.size() > MOST_HASHES) {
                throw bad("there are more than " + MOST_HASHES + " hashes");
            }
        }
        return hashes;
    }

    String rest() {
        return text.substring(at);
    }

    BadInput bad(String found) {
        return new BadInput(
                place + " line " + line,
                found,
                "a proof as 'meridian audit prove' writes it",
                "Get it again from where it came from; it may have been changed");
    }
}
