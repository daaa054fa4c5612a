package meridian.app.run;

import java.util.Arrays;

/** How a value spreads over all trips that have arrived: its mean, and what 95 of 100 stay below. */
public record Spread(double mean, double percentile95) {

    /** The same for a value of which little is bad: its mean, and what 5 of 100 stay below. */
    public record Slow(double mean, double percentile5) {

        /** Both 0 without values. */
        static Slow of(double[] values) {
            return new Slow(meanOf(values), percentile(values, 5));
        }
    }

    /** Both 0 without values. */
    static Spread of(double[] values) {
        return new Spread(meanOf(values), percentile(values, 95));
    }

    private static double meanOf(double[] values) {
        // Sorted, so that the same values give the same last digit in any order.
        return Arrays.stream(values).sorted().average().orElse(0);
    }

    /** The smallest value that so many of 100 do not exceed (nearest rank). */
    private static double percentile(double[] values, int percent) {
        if (values.length == 0) {
            return 0;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(percent * sorted.length + 99) / 100 - 1];
    }
}
