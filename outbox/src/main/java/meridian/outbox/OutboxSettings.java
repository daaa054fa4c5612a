package meridian.outbox;

import java.time.Duration;

/**
 * How long the outbox tries, and how much it keeps.
 *
 * @param inFlight notifications of one subscription that are sent at a time
 * @param firstPause after a first failure; each further one doubles it. A third of it, at random, is left out
 * @param longestPause the pause of a target that takes nothing grows no further; that of one notification, where the target
 *     takes others, no further than a tenth of it
 * @param refusals a notification that the target refuses (HTTP 4xx) so often is a dead letter
 * @param age one that fails for so long is a dead letter
 * @param maxPending notifications of one subscription that wait; the oldest of more become dead letters
 * @param maxPendingAltogether of all subscriptions: each has its share, at least 1,000
 * @param maxDeadLetters of one subscription; the oldest of more are dropped and counted
 * @param patience a target has so long to answer
 */
public record OutboxSettings(
        int inFlight,
        Duration firstPause,
        Duration longestPause,
        int refusals,
        Duration age,
        int maxPending,
        int maxPendingAltogether,
        int maxDeadLetters,
        Duration patience) {
    public static final OutboxSettings DEFAULT = new OutboxSettings(
            8,
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            10,
            Duration.ofDays(1),
            200_000,
            2_000_000,
            200_000,
            Duration.ofSeconds(10));

    private static final int LEAST_SHARE = 1_000;

    public OutboxSettings {
        if (inFlight < 1 || refusals < 1 || maxPending < 1 || maxPendingAltogether < 1 || maxDeadLetters < 1) {
            throw new IllegalArgumentException("numbers are 1 or more");
        }
        if (!firstPause.isPositive() || longestPause.compareTo(firstPause) < 0 || !age.isPositive()) {
            throw new IllegalArgumentException("pauses are positive, and the longest is not shorter than the first");
        }
    }

    /** With other pauses, for who cannot wait as long. */
    public OutboxSettings withPauses(Duration first, Duration longest) {
        return new OutboxSettings(
                inFlight, first, longest, refusals, age, maxPending, maxPendingAltogether, maxDeadLetters, patience);
    }

    public OutboxSettings withPatience(Duration newPatience) {
        return new OutboxSettings(
                inFlight,
                firstPause,
                longestPause,
                refusals,
                age,
                maxPending,
                maxPendingAltogether,
                maxDeadLetters,
                newPatience);
    }

    public OutboxSettings withBounds(int newRefusals, int newMaxPending, int newMaxDeadLetters) {
        return new OutboxSettings(
                inFlight,
                firstPause,
                longestPause,
                newRefusals,
                age,
                newMaxPending,
                maxPendingAltogether,
                newMaxDeadLetters,
                patience);
    }

    /** What may wait for one of so many subscriptions. */
    int share(int subscriptions) {
        int fair = maxPendingAltogether / Math.max(1, subscriptions);
        return Math.min(maxPending, Math.max(Math.min(LEAST_SHARE, maxPending), fair));
    }
}
