package meridian.bench.statistics;

/**
 * The GEH statistic: how far two hourly flows differ, forgiving where flows are small.
 *
 * <p>Source: G. E. Havers, as in the UK Highways Agency's "Design Manual for Roads and Bridges", vol. 12, part 1: √(2 (a −
 * b)² / (a + b)) with flows in vehicles an hour; below 5 on 85 % of links counts as a good fit of model and count.
 */
public final class Geh {
    /** What counts as equal. */
    public static final double GOOD = 5;

    private Geh() {}

    /** Of two flows in vehicles an hour; 0 where neither has any. */
    public static double of(double a, double b) {
        double sum = a + b;
        return sum > 0 ? Math.sqrt(2 * (a - b) * (a - b) / sum) : 0;
    }

    /** The smaller flow that is so far from a flow: the lower root of 2 (a − b)² = geh² (a + b), 0 or more. */
    public static double below(double flow, double geh) {
        return Math.max(0, root(flow, geh, -1));
    }

    /** The larger flow that is so far from a flow. */
    public static double above(double flow, double geh) {
        return root(flow, geh, 1);
    }

    private static double root(double a, double geh, int sign) {
        double square = geh * geh;
        return a + square / 4 + sign * geh / 4 * Math.sqrt(square + 16 * a);
    }
}
