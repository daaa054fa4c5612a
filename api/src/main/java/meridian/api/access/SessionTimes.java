package meridian.api.access;

import java.time.Duration;
import java.time.Instant;
import meridian.api.access.AccessFile.StoredSession;

/**
 * How long signing in lasts.
 *
 * <p>The last use is noted once an hour, in memory as on disk: nobody waits for a disk to look at a map, and it ends an hour
 * early at most.
 */
final class SessionTimes {
    /** From the printing of an address to its use: the first city takes minutes to be made, and its address waits for it. */
    static final Duration TOKEN = Duration.ofMinutes(10);

    /** From the last use, or the last second of an open live channel: more than a shift. */
    static final Duration IDLE = Duration.ofHours(12);

    /** From the signing in, however much it is used. */
    static final Duration ABSOLUTE = Duration.ofDays(7);

    private static final Duration NOTED = Duration.ofHours(1);

    private SessionTimes() {}

    static boolean lasts(StoredSession session, Instant now) {
        return now.isBefore(session.created().plus(ABSOLUTE))
                && now.isBefore(session.used().plus(IDLE));
    }

    static boolean isWorthNoting(StoredSession session, Instant now) {
        return now.isAfter(session.used().plus(NOTED));
    }
}
