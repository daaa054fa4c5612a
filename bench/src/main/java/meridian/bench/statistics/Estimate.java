package meridian.bench.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A mean over independent runs, and how sure it is.
 *
 * @param mean of the values
 * @param halfWidth95 the 95 % interval reaches from mean − halfWidth95 to mean + halfWidth95 (Student's t); null where
 *     fewer than two values say nothing about their spread
 * @param count how many values
 */
public record Estimate(double mean, @Nullable Double halfWidth95, int count) {

    /**
     * Of one value a run, at least one.
     *
     * @throws IllegalArgumentException without values
     */
    public static Estimate of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a mean of no values");
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        if (values.length == 1) {
            return new Estimate(mean, null, 1);
        }
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        int degrees = values.length - 1;
        double error = Math.sqrt(squares / degrees / values.length);
        return new Estimate(mean, StudentT.central95(degrees) * error, values.length);
    }

    /** Of the differences b − a, run by run: what both runs of a pair share falls out. */
    public static Estimate ofPairs(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException("pairs of " + a.length + " and " + b.length + " values");
        }
        double[] differences = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            differences[i] = b[i] - a[i];
        }
        return of(differences);
    }

    /** Whether the interval says that the mean is not 0. */
    public boolean differsFromZero() {
        return halfWidth95 != null && Math.abs(mean) > halfWidth95;
    }
}
