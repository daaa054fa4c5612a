package meridian.app.doors;

import java.util.Arrays;

/** How long each of many things took. Safe for all threads. */
final class Times {
    private static final double NANOS_A_MILLI = 1e6;

    private long[] nanos = new long[1 << 12];
    private int count;

    synchronized void add(long one) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = one;
    }

    synchronized int count() {
        return count;
    }

    /** The smallest that is not exceeded by that share, ms; NaN where there is none. */
    synchronized double percentileMillis(double share) {
        if (count == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * count);
        return sorted[Math.max(0, rank - 1)] / NANOS_A_MILLI;
    }
}
