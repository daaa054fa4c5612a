package meridian.api.live;

/** Why somebody is told the whole state. */
public enum Why {
    /** He begins. */
    NEW,
    /** He asked for something else. */
    SUBSCRIBED,
    /** His cursor is from so long ago that what changed since then is not known any more. */
    CURSOR_TOO_OLD,
    /** His cursor lies ahead of the journal: it is of another one. */
    CURSOR_AHEAD,
    /** So much changed that he was not told yet that it is shorter to begin again. */
    BEHIND;

    String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
