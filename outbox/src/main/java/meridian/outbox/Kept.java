package meridian.outbox;

import java.time.Instant;
import java.util.Optional;
import meridian.twin.subscription.Subscription;

/**
 * A subscription as it is kept.
 *
 * @param version changes with each change; who changes it says which one he has seen
 * @param body the text that {@link Wording#read} reads
 * @param figures how it goes with the delivery
 */
public record Kept(Subscription subscription, long version, String body, Figures figures) {
    /**
     * How it goes with the delivery.
     *
     * @param cursor everything up to this position of the journal has been told, is a dead letter, or was nothing to tell
     * @param replaying whether a stretch of the past is being looked through
     * @param pending notifications that wait
     * @param deadLetters that can be listed
     * @param forgotten dead letters that were dropped because there were too many
     * @param coalesced notifications that a newer one of the same entity replaced, as throttling asks for
     * @param failing whether the last attempt failed
     * @param lastProblem of the last failure
     */
    public record Figures(
            long cursor,
            boolean replaying,
            long pending,
            long deadLetters,
            long forgotten,
            long coalesced,
            long timesSent,
            long timesFailed,
            boolean failing,
            Optional<Instant> lastNotification,
            Optional<Instant> lastSuccess,
            Optional<Instant> lastFailure,
            Optional<String> lastProblem) {}
}
