package meridian.model.signal;

/**
 * Cycle and greens that keep the mean delay low at an isolated signal.
 *
 * <p>Source: F. V. Webster, "Traffic signal settings", Road Research Technical Paper 39, HMSO 1958. Symbols in brackets are
 * the paper's. Valid while the flow ratios sum to clearly less than 1; near or above it the longest cycle is taken.
 */
public final class Webster {
    /** Vehicles that pass in an hour of green, per lane that goes straight; the paper finds 1,800 to 1,900. */
    public static final double SATURATION_PER_HOUR = 1_800;
    /** The same for a lane that turns. */
    public static final double TURNING_SATURATION_PER_HOUR = 1_600;
    /** Green lost at the start less amber won at the end, s. */
    static final double LOST_SECONDS = -1;

    static final double SHORTEST_SECONDS = 40;
    static final double LONGEST_SECONDS = 120;

    private Webster() {}

    /**
     * The optimum cycle (c0 = (1.5 L + 5) / (1 − Y)), within 40 to 120 s.
     *
     * @param lostSeconds time of a cycle in which nobody passes (L), s
     * @param flowRatioSum flow over saturation flow of the busiest lane, summed over the stages (Y)
     */
    public static double cycleSeconds(double lostSeconds, double flowRatioSum) {
        if (flowRatioSum >= 0.95) {
            return LONGEST_SECONDS;
        }
        return Math.clamp((1.5 * lostSeconds + 5) / (1 - flowRatioSum), SHORTEST_SECONDS, LONGEST_SECONDS);
    }

    /**
     * Whole seconds of green in proportion to weights, but none below its minimum; they sum to the seconds given.
     *
     * @param weights one for each stage, 0 or more
     * @param leastSeconds one for each stage
     * @param totalSeconds at least the sum of the minima
     */
    static int[] split(double[] weights, int[] leastSeconds, int totalSeconds) {
        int n = weights.length;
        boolean[] atLeast = new boolean[n];
        double[] wanted = new double[n];
        boolean changed = true;
        while (changed) {
            changed = false;
            double rest = totalSeconds;
            double sum = 0;
            for (int i = 0; i < n; i++) {
                rest -= atLeast[i] ? leastSeconds[i] : 0;
                sum += atLeast[i] ? 0 : weights[i];
            }
            for (int i = 0; i < n; i++) {
                wanted[i] = atLeast[i] ? leastSeconds[i] : sum > 0 ? rest * weights[i] / sum : 0;
                if (!atLeast[i] && wanted[i] < leastSeconds[i]) {
                    atLeast[i] = true;
                    changed = true;
                }
            }
        }
        return rounded(wanted, totalSeconds);
    }

    /** Rounds down, then gives what is left to the largest remainders; all to the first where every stage is at its least. */
    private static int[] rounded(double[] wanted, int totalSeconds) {
        int[] green = new int[wanted.length];
        int left = totalSeconds;
        for (int i = 0; i < wanted.length; i++) {
            green[i] = (int) Math.floor(wanted[i] + 1e-9);
            left -= green[i];
        }
        boolean[] given = new boolean[wanted.length];
        while (left > 0) {
            int best = -1;
            for (int i = 0; i < wanted.length; i++) {
                double remainder = wanted[i] - Math.floor(wanted[i] + 1e-9);
                if (!given[i]
                        && remainder > 1e-6
                        && (best < 0 || remainder > wanted[best] - Math.floor(wanted[best] + 1e-9))) {
                    best = i;
                }
            }
            if (best < 0) {
                green[0] += left;
                return green;
            }
            given[best] = true;
            green[best]++;
            left--;
        }
        return green;
    }
}
