package meridian.api.access;

/**
 * So many a second on average, and some more at once after a pause: the token bucket of traffic shaping (ITU-T I.371).
 *
 * <p>Forty lines instead of a library: there is one process, one limit for each caller, and nothing to share or store.
 *
 * <p>Safe for all threads.
 */
final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double capacity;
    private double tokens;
    private long filledNanos;

    /** @param capacity how many at once after a long pause, 1 or more */
    TokenBucket(double perSecond, double capacity, long nowNanos) {
        this.perSecond = perSecond;
        this.capacity = capacity;
        tokens = capacity;
        filledNanos = nowNanos;
    }

    /** Takes one where there is one: 0 then, else seconds until there is one, rounded up. */
    synchronized int take(long nowNanos) {
        long passedNanos = Math.max(0, nowNanos - filledNanos);
        filledNanos += passedNanos;
        tokens = Math.min(capacity, tokens + passedNanos / NANOS * perSecond);
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (int) Math.max(1, Math.ceil((1 - tokens) / perSecond));
    }
}
