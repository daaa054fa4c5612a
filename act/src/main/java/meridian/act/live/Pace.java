package meridian.act.live;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Keeps a thread to a share of a processor, so that looking ahead does not slow what is looked at. One thread.
 *
 * <p>After each stretch of work it rests as much longer as the share is smaller.
 */
final class Pace {
    private static final long LONGEST_REST_NANOS = 2_000_000_000L;

    private final double share;
    private final BooleanSupplier stopping;
    private long since = System.nanoTime();

    /**
     * @param share of one processor, more than 0, up to 1
     * @param stopping whether nobody waits for the work any more
     */
    Pace(double share, BooleanSupplier stopping) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("a share of a processor is more than 0 and at most 1, got " + share);
        }
        this.share = share;
        this.stopping = stopping;
    }

    /** A stretch of work is done. */
    void rest() {
        if (stopping.getAsBoolean()) {
            throw new Stopped();
        }
        long worked = System.nanoTime() - since;
        long rest = Math.min(LONGEST_REST_NANOS, (long) (worked * (1 / share - 1)));
        if (rest > 0) {
            LockSupport.parkNanos(rest);
        }
        since = System.nanoTime();
    }

    /** Nobody waits any more. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
