package meridian.outbox.endpoint;

/** What became of a notification that was sent. */
public sealed interface Answer {
    /** The target says that it has it. */
    record Taken() implements Answer {}

    /** The target does not want this one (HTTP 4xx): to send it again helps a few times at most. */
    record Refused(String why) implements Answer {}

    /** Nobody knows whether the target has it, or it cannot take anything now: it is sent again. */
    record Failed(String why) implements Answer {}
}
