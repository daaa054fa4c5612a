package meridian.api;

import java.nio.charset.StandardCharsets;

/** Puts a text message together from the frames that it came in. One thread. */
final class TextMessage {
    private static final char REPLACEMENT = '\uFFFD';

    private final int mostBytes;
    private final StringBuilder text = new StringBuilder();
    private long bytes;

    TextMessage(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** What there is after a frame. */
    sealed interface After {}

    record Unfinished() implements After {}

    record Whole(String text) implements After {}

    /** It is forgotten. */
    record TooLong(int most) implements After {}

    /**
     * It is forgotten. The library puts the character U+FFFD for bytes that are none, also where a frame ends within a
     * character; so that character itself cannot be sent.
     */
    record NotUtf8() implements After {}

    After add(String frame, boolean last) {
        bytes += frame.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > mostBytes || frame.indexOf(REPLACEMENT) >= 0) {
            boolean tooLong = bytes > mostBytes;
            clear();
            return tooLong ? new TooLong(mostBytes) : new NotUtf8();
        }
        text.append(frame);
        if (!last) {
            return new Unfinished();
        }
        String whole = text.toString();
        clear();
        return new Whole(whole);
    }

    private void clear() {
        text.setLength(0);
        bytes = 0;
    }
}
