package meridian.audit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import meridian.audit.note.Checkpoint;
import meridian.audit.note.SignedNote;
import meridian.model.BadInput;

/**
 * A checkpoint as it stands in a file.
 *
 * @param place where it stands, for messages
 * @param note what stands there
 * @param checkpoint what the note says
 */
public record SignedCheckpoint(String place, SignedNote note, Checkpoint checkpoint) {
    /** Ours have one signature: origin, size, root, an empty line, the signature. */
    private static final int LINES = 5;

    /**
     * The checkpoints of a file, and what behind them is none.
     *
     * @param bytes how many they take in the file
     * @param rest what could not be read, from its first line on; empty where all could
     */
    record Listing(List<SignedCheckpoint> checkpoints, long bytes, String rest) {}

    /** @throws BadInput where it is none */
    public static SignedCheckpoint parse(String place, String text) {
        SignedNote note = SignedNote.parse(place, text);
        return new SignedCheckpoint(place, note, Checkpoint.of(place, note));
    }

    /** Of a file with one after the other; stops before the first that is none. */
    static Listing list(String file, byte[] bytes) {
        // Bytes that are not UTF-8 become a character that is in no checkpoint, and fail there.
        String text = new String(bytes, StandardCharsets.UTF_8);
        List<SignedCheckpoint> all = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int end = endOfLines(text, from);
            if (end < 0) {
                break;
            }
            try {
                all.add(parse(file + " line " + (1 + LINES * all.size()), text.substring(from, end)));
            } catch (BadInput e) {
                break;
            }
            from = end;
        }
        long read = text.substring(0, from).getBytes(StandardCharsets.UTF_8).length;
        return new Listing(List.copyOf(all), read, text.substring(from));
    }

    private static int endOfLines(String text, int from) {
        int at = from;
        for (int i = 0; i < LINES; i++) {
            int end = text.indexOf('\n', at);
            if (end < 0) {
                return -1;
            }
            at = end + 1;
        }
        return at;
    }
}
