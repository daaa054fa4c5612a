package meridian.outbox;

import java.time.Instant;

/**
 * A notification that was given up.
 *
 * @param id of the notification
 * @param position of its event
 * @param ordinal the entity's place among those that the event changed
 * @param reason what the last answer was, or why nobody was asked
 * @param data the entity as it would have been told
 */
public record DeadLetter(
        String id, long position, int ordinal, String entity, Instant diedAt, String reason, String data) {}
