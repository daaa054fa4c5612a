package meridian.safety.monitor;

/** What the monitor thinks of a junction. Times are milliseconds. */
public sealed interface Verdict {
    /** Whether the junction has to run its fallback. */
    default boolean fallback() {
        return !(this instanceof Fine);
    }

    /** Nothing is wrong. */
    record Fine() implements Verdict {}

    /** Who decides has not been heard since; ends by itself when it is heard again. */
    record BrainSilent(long sinceMillis) implements Verdict {}

    /** The field has not said what it shows since; ends by itself when it does again. */
    record FieldSilent(long sinceMillis) implements Verdict {}

    /** Green together, since when and for how long when it was told. Latched. */
    record Conflict(int group, int other, long sinceMillis, long lastedMillis) implements Verdict {}

    /** A green of a group began too soon after one of the other had ended. Latched. */
    record ShortClearance(int group, int other, long atMillis, long clearedMillis, long neededMillis)
            implements Verdict {}

    /** Amber after green was too short, or there was none (0). Latched. */
    record ShortAmber(int group, long atMillis, long shownMillis, long neededMillis) implements Verdict {}
}
