package meridian.act.live;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Keeps a thread to a share of a processor, so that looking ahead does not slow what is looked at. One thread.
 *
 * <p>After each stretch of work it rests until the processor's time is that share of all the time that has passed. Where the machine is
 * busy with other things and has let it wait already, it does not rest on top of that.
 */
final class Pace {
    private static final long LONGEST_REST_NANOS = 2_000_000_000L;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final double share;
    private final BooleanSupplier stopping;
    private boolean begun;
    private long wallNanos;
    private long workedNanos;

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

    /** A stretch of work is done; the first one tells when it begins. */
    void rest() {
        if (stopping.getAsBoolean()) {
            throw new Stopped();
        }
        long worked = THREADS.getCurrentThreadCpuTime();
        if (begun) {
            long rest = (long) ((worked - workedNanos) / share) - (System.nanoTime() - wallNanos);
            if (rest > 0) {
                LockSupport.parkNanos(Math.min(LONGEST_REST_NANOS, rest));
            }
        }
        begun = true;
        workedNanos = worked;
        wallNanos = System.nanoTime();
    }

    /** Nobody waits any more. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped", null, false, false);
        }
    }
}
