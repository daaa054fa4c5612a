package meridian.app.run;

import java.util.Arrays;

/** How a value spreads over all trips that have arrived: its mean, and what 95 of 100 stay below. */
public record Spread(double mean, double percentile95) {

    /** Both 0 without values. */
    static Spread of(double[] values) {
        if (values.length == 0) {
            return new Spread(0, 0);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(0.95 * sorted.length) - 1;
        return new Spread(Arrays.stream(sorted).sum() / sorted.length, sorted[rank]);
    }

    /** For slow ends: what 95 of 100 stay above. */
    static Spread ofSlow(double[] values) {
        Spread mirrored = of(Arrays.stream(values).map(v -> -v).toArray());
        return new Spread(0 - mirrored.mean, 0 - mirrored.percentile95);
    }
}
