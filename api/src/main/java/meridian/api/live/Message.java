package meridian.api.live;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** What goes over the wire to one who watches, as JSON. */
public final class Message {
    /** What it tells. */
    public enum Kind {
        /** A part of all that is seen; the first part voids what was told before. */
        STATE,
        CHANGES,
        /** Nothing happened that he sees, but time goes on. */
        HEARTBEAT;

        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private final Kind kind;
    private final OptionalLong cursor;
    private final byte[] json;

    Message(Kind kind, OptionalLong cursor, byte[] json) {
        this.kind = kind;
        this.cursor = cursor;
        this.json = json;
    }

    public Kind kind() {
        return kind;
    }

    /** From here one can go on after a break; empty while more waits: then one can not, nor from an earlier one. */
    public OptionalLong cursor() {
        return cursor;
    }

    /** UTF-8, in one line; not a copy. */
    public byte[] json() {
        return json;
    }

    public String text() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
