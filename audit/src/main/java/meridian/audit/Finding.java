package meridian.audit;

/**
 * Something that is not as it was signed.
 *
 * @param kind what sort of thing
 * @param number of the entry, or of the checkpoint counted from 1, at which it begins
 * @param words for people
 */
public record Finding(Kind kind, long number, String words) {
    public enum Kind {
        /** An entry that was changed. */
        ENTRY,
        /** An entry at another place than its number says: one is missing, was inserted or has moved. */
        ORDER,
        /** Between two checkpoints something was changed, and hashes and numbers after it. */
        RANGE,
        /** Entries that were signed for and are gone. */
        MISSING,
        /** Entries, or a part of one, that nobody signed for. */
        UNSIGNED,
        /** A checkpoint that is not what the log's key signed, or says something impossible. */
        CHECKPOINT,
        /** The log does not hold what a checkpoint says that was kept elsewhere. */
        KEPT
    }
}
