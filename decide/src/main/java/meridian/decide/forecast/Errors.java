package meridian.decide.forecast;

import java.util.Arrays;

/**
 * How far a predictor was off, by step ahead and site: for intervals by split conformal prediction (Papadopoulos et al. 2002; Lei et
 * al. 2018), which hold whatever the errors look like as long as they stay alike.
 */
final class Errors {
    private static final double WITHIN = 0.9;

    /** By step ahead, then by site. */
    private final double[][] width;

    private Errors(double[][] width) {
        this.width = width;
    }

    static Errors unknown(int horizon, int sites) {
        double[][] width = new double[horizon][sites];
        for (double[] step : width) {
            Arrays.fill(step, Double.POSITIVE_INFINITY);
        }
        return new Errors(width);
    }

    /** @param to behind the last step that is forecast; the predictor must not have learnt from these steps */
    static Errors of(Predictor predictor, Series series, int from, int to, int horizon) {
        int sites = series.sites().size();
        int most = Math.max(0, to - from);
        double[][][] off = new double[horizon][sites][most];
        int[][] count = new int[horizon][sites];
        double[][] ahead = new double[horizon][sites];
        for (int now = from; now < to; now++) {
            predictor.predict(series, now, ahead);
            for (int h = 0; h < horizon && now + h + 1 < to; h++) {
                for (int j = 0; j < sites; j++) {
                    float came = series.values()[now + h + 1][j];
                    if (!Float.isNaN(came)) {
                        off[h][j][count[h][j]++] = Math.abs(came - ahead[h][j]);
                    }
                }
            }
        }
        double[][] width = new double[horizon][sites];
        for (int h = 0; h < horizon; h++) {
            for (int j = 0; j < sites; j++) {
                width[h][j] = quantile(off[h][j], count[h][j]);
            }
        }
        return new Errors(width);
    }

    private static double quantile(double[] off, int count) {
        int rank = (int) Math.ceil((count + 1) * WITHIN);
        if (rank > count) {
            return Double.POSITIVE_INFINITY;
        }
        double[] sorted = Arrays.copyOf(off, count);
        Arrays.sort(sorted);
        return sorted[rank - 1];
    }

    Forecast around(double[][] expected) {
        double[][] low = new double[expected.length][];
        double[][] high = new double[expected.length][];
        for (int h = 0; h < expected.length; h++) {
            low[h] = new double[expected[h].length];
            high[h] = new double[expected[h].length];
            for (int j = 0; j < expected[h].length; j++) {
                low[h][j] = expected[h][j] - width[h][j];
                high[h][j] = expected[h][j] + width[h][j];
            }
        }
        return new Forecast(expected, low, high);
    }
}
