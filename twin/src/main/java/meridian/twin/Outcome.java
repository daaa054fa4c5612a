package meridian.twin;

/** What an event did to the twin. */
public enum Outcome {
    /** The state changed. */
    APPLIED,
    /** It was folded before: its position is not above the state's. */
    DUPLICATE,
    /** An observation older than the present value: history, but not the present. */
    OLDER,
    /** It is about an entity or attribute that does not exist. */
    UNKNOWN,
    /** To be made, but there already. */
    EXISTS,
    /** The entity would have become larger than may be. */
    REFUSED
}
