package meridian.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was granted, begun or taken away. No secret stands in it, nor where somebody signed in from.
 *
 * @param number 1, 2, 3 … in one data folder: a gap tells that some could not be kept
 * @param id of the key, session or administrator
 * @param key as it is listed; absent where it is not about one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AccessEvent(
        long number,
        Instant at,
        Kind kind,
        String id,
        @Nullable AccessKey key) {
    /** What happened. */
    public enum Kind {
        /** The administrator was made, or got another secret; all sessions ended. */
        ADMINISTRATOR_MADE,
        KEY_MADE,
        KEY_REVOKED,
        /** A session began. */
        SIGNED_IN,
        /** Somebody ended a session; those that run out are not told. */
        SIGNED_OUT
    }
}
