package meridian.outbox;

import java.util.random.RandomGenerator;

/**
 * How long to wait after failures: twice as long after each, up to the longest, of which up to a third at random is left out, so
 * that what failed together does not come back together.
 */
final class Pauses {
    private static final int MOST_DOUBLINGS = 40;
    private static final double LEFT_OUT = 1.0 / 3;

    private final long firstNanos;
    private final long longestNanos;
    private final RandomGenerator random;

    Pauses(OutboxSettings settings, RandomGenerator random) {
        this.firstNanos = settings.firstPause().toNanos();
        this.longestNanos = settings.longestPause().toNanos();
        this.random = random;
    }

    /** @param failures one after the other, 1 or more */
    long nanos(int failures) {
        double grown = firstNanos * Math.pow(2, Math.min(failures - 1, MOST_DOUBLINGS));
        return (long) (Math.min(grown, longestNanos) * (1 - LEFT_OUT * random.nextDouble()));
    }
}
