package meridian.decide;

import java.util.function.LongSupplier;

/**
 * The time in which a decision must be there, and how often it was not enough. A trial that would end too late, going by the longest one lately, is
 * not begun. One thread.
 */
public final class Budget {
    private static final double NANOS = 1e9;
    /** The longest trial is forgotten by so much from decision to decision: the first ones of a program take longer than all later ones. */
    private static final double REMEMBERED = 0.9;

    private final double limitNanos;
    private final LongSupplier clockNanos;
    private long beganNanos;
    private long lastNanos;
    private double longestNanos;
    private boolean wanting;
    private long exhausted;

    private Budget(double limitNanos, LongSupplier clockNanos) {
        this.limitNanos = limitNanos;
        this.clockNanos = clockNanos;
    }

    /** Without a limit: the same run gives the same twice. */
    public static Budget endless() {
        return new Budget(Double.POSITIVE_INFINITY, () -> 0);
    }

    /**
     * @param seconds for a decision, more than 0
     * @param clockNanos that goes on by itself, as {@link System#nanoTime}
     */
    public static Budget ofSeconds(double seconds, LongSupplier clockNanos) {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("a decision has more than 0 s, not " + seconds + " s");
        }
        return new Budget(seconds * NANOS, clockNanos);
    }

    /** Whether there is a limit at all. */
    public boolean limited() {
        return limitNanos < Double.POSITIVE_INFINITY;
    }

    /** A decision begins. */
    void begin() {
        beganNanos = clockNanos.getAsLong();
        lastNanos = beganNanos;
        longestNanos *= REMEMBERED;
        wanting = false;
    }

    /** Whether there is time for another trial; to be asked before each. */
    boolean left() {
        long now = clockNanos.getAsLong();
        longestNanos = Math.max(longestNanos, now - lastNanos);
        lastNanos = now;
        boolean left = now - beganNanos + longestNanos <= limitNanos;
        if (!left && !wanting) {
            wanting = true;
            exhausted++;
        }
        return left;
    }

    /** Decisions for which there was less time than trials. */
    public long exhausted() {
        return exhausted;
    }
}
