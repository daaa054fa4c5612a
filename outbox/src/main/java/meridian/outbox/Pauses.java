package meridian.outbox;

import java.util.random.RandomGenerator;

/**
 * How long to wait after failures: twice as long after each, up to the longest, of which up to a third at random is left out, so
 * that what failed together does not come back together.
 */
final class Pauses {
    private static final int MOST_DOUBLINGS = 40;
    /** A notification that has bad luck at a target which takes others comes back sooner than one to a target in trouble. */
    private static final int SHARE_OF_ONE = 10;

    private static final double LEFT_OUT = 1.0 / 3;

    private final long firstNanos;
    private final long longestOfOneNanos;
    private final long longestNanos;
    private final RandomGenerator random;

    Pauses(OutboxSettings settings, RandomGenerator random) {
        this.firstNanos = settings.firstPause().toNanos();
        this.longestOfOneNanos = Math.max(firstNanos, settings.longestPause().toNanos() / SHARE_OF_ONE);
        this.longestNanos = settings.longestPause().toNanos();
        this.random = random;
    }

    /** @param failures of one notification, 1 or more */
    long ofOne(int failures) {
        return nanos(failures, longestOfOneNanos);
    }

    /** @param failures of a target that takes nothing, 1 or more */
    long ofAll(int failures) {
        return nanos(failures, longestNanos);
    }

    private long nanos(int failures, long longest) {
        double grown = firstNanos * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
        return (long) (Math.min(grown, longest) * (1 - LEFT_OUT * random.nextDouble()));
    }
}
