package meridian.api;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import meridian.twin.entity.Rejected;
import tools.jackson.core.JacksonException;

/** Why one observation among several is not taken: a stable word and a sentence. Has no stack trace: it is data. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_BYTES = 500;
    private static final int LONGEST_CHARS = 400;

    private final String code;

    Refusal(String code, String message) {
        super(shortened(message), null, false, false);
        this.code = code;
    }

    static Refusal of(Rejected e) {
        return new Refusal(e.reason().name().toLowerCase(Locale.ROOT), String.valueOf(e.getMessage()));
    }

    static Refusal of(JacksonException e) {
        return new Refusal("not_json", "Line is no JSON that is taken: " + e.getOriginalMessage());
    }

    private static String shortened(String message) {
        boolean isLong = message.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES;
        return isLong ? message.substring(0, Math.min(message.length(), LONGEST_CHARS)) : message;
    }

    String code() {
        return code;
    }

    Views.LineRefused at(int line) {
        return new Views.LineRefused(line, code, String.valueOf(getMessage()));
    }
}
