package meridian.journal;

/** What happens to a stream's events when more come than can be written. */
public enum StreamClass {
    /** Measurements of which there will be newer ones: shed at once when the queue is full, and counted. */
    TELEMETRY,
    /** Commands, approvals, changes: never shed. Who appends waits, and is refused after a while. */
    EVENT
}
