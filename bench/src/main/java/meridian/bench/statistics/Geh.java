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
}
