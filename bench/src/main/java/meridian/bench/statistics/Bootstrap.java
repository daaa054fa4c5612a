package meridian.bench.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * A figure of a sample with its 95 % interval by the percentile bootstrap: the sample is drawn anew from itself {@value #DRAWS} times. Source: B.
 * Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13. Pairs stay pairs, because what is drawn are their indices.
 *
 * @param value of the sample itself
 * @param low 2.5 of 100 drawn values are lower
 * @param high 2.5 of 100 are higher
 */
public record Bootstrap(double value, double low, double high) {
    static final int DRAWS = 2000;
    private static final long SEED = 1;

    /**
     * @param count size of the sample, 1 or more
     * @param statistic of the members with these indices, some of them more than once
     */
    public static Bootstrap of(int count, ToDoubleFunction<int[]> statistic) {
        if (count < 1) {
            throw new IllegalArgumentException("a figure of no values");
        }
        int[] all = new int[count];
        Arrays.setAll(all, i -> i);
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[DRAWS];
        int[] again = new int[count];
        for (int d = 0; d < DRAWS; d++) {
            Arrays.setAll(again, _ -> random.nextInt(count));
            drawn[d] = statistic.applyAsDouble(again);
        }
        Arrays.sort(drawn);
        return new Bootstrap(statistic.applyAsDouble(all), quantile(drawn, 0.025), quantile(drawn, 0.975));
    }

    /** Quantile of sorted values, between them linearly (R's type 7). */
    public static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int low = (int) Math.floor(at);
        int high = Math.min(low + 1, sorted.length - 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    /** Quantile of some of these values. */
    public static double quantile(double[] values, int[] members, double share) {
        double[] chosen =
                Arrays.stream(members).mapToDouble(i -> values[i]).sorted().toArray();
        return quantile(chosen, share);
    }

    /** Mean of some of these values. */
    public static double mean(double[] values, int[] members) {
        return Arrays.stream(members).mapToDouble(i -> values[i]).average().orElseThrow();
    }
}
