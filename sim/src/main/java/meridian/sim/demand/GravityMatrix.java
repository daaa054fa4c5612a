package meridian.sim.demand;

/**
 * How trips of one purpose spread between zones: T(i, j) = a(i) P(i) · b(j) A(j) · exp(−d(i, j) / s), the gravity model in
 * its entropy form (A. G. Wilson, "A statistical theory of spatial distribution models", Transportation Research 1, 1967).
 *
 * <p>Where places fill up, a and b are balanced by Furness' method (K. P. Furness, "Time function iteration", Traffic
 * Engineering and Control 7, 1965); else only productions hold. The scale s is fitted to the wanted mean distance step by
 * step, in proportion (G. M. Hyman, "The calibration of trip distribution models", Environment and Planning 1, 1969). A mean
 * that the city is too small for is approached as far as it goes. Immutable.
 */
final class GravityMatrix {
    private static final int FITTING_STEPS = 12;
    private static final int BALANCING_STEPS = 10;
    private static final double SHORTEST_SCALE_KILOMETERS = 0.1;
    private static final double LONGEST_SCALE_KILOMETERS = 1_000;

    private final int zones;
    private final double[] productionUpTo;
    /** Running sums of row i at {@code i * zones}. */
    private final float[] rowUpTo;

    private final double meanKilometers;

    private GravityMatrix(int zones, double[] production, double[] trips, double meanKilometers) {
        this.zones = zones;
        this.meanKilometers = meanKilometers;
        this.productionUpTo = Draw.runningSums(production);
        this.rowUpTo = new float[zones * zones];
        for (int i = 0; i < zones; i++) {
            double sum = 0;
            for (int j = 0; j < zones; j++) {
                sum += trips[i * zones + j];
                rowUpTo[i * zones + j] = (float) sum;
            }
        }
    }

    /**
     * @param production weight of each zone as the end at home, not all 0
     * @param attraction weight of each zone as the other end, not all 0
     */
    static GravityMatrix of(
            Zones zones, double[] production, double[] attraction, boolean balanced, double wantedKilometers) {
        int n = zones.count;
        float[] kilometers = new float[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                kilometers[i * n + j] = (float) zones.kilometers(i, j);
            }
        }
        double[] trips = new double[n * n];
        double scale = wantedKilometers;
        double mean = 0;
        for (int step = 0; step < FITTING_STEPS; step++) {
            spread(n, kilometers, scale, production, attraction, balanced, trips);
            mean = mean(kilometers, trips);
            if (Math.abs(mean / wantedKilometers - 1) < 0.01 || scale >= LONGEST_SCALE_KILOMETERS) {
                break;
            }
            scale = Math.clamp(
                    scale * Math.pow(wantedKilometers / mean, 1.5),
                    SHORTEST_SCALE_KILOMETERS,
                    LONGEST_SCALE_KILOMETERS);
        }
        return new GravityMatrix(n, production, trips, mean);
    }

    private static void spread(
            int n,
            float[] kilometers,
            double scale,
            double[] production,
            double[] attraction,
            boolean balanced,
            double[] trips) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                trips[i * n + j] = attraction[j] * Math.exp(-kilometers[i * n + j] / scale);
            }
        }
        balanceRows(n, production, trips);
        for (int step = 0; balanced && step < BALANCING_STEPS; step++) {
            balanceColumns(n, production, attraction, trips);
            balanceRows(n, production, trips);
        }
    }

    private static void balanceRows(int n, double[] production, double[] trips) {
        for (int i = 0; i < n; i++) {
            double sum = 0;
            for (int j = 0; j < n; j++) {
                sum += trips[i * n + j];
            }
            double factor = sum > 0 ? production[i] / sum : 0;
            for (int j = 0; j < n; j++) {
                trips[i * n + j] *= factor;
            }
        }
    }

    private static void balanceColumns(int n, double[] production, double[] attraction, double[] trips) {
        double[] sums = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                sums[j] += trips[i * n + j];
            }
        }
        double all = java.util.Arrays.stream(production).sum()
                / java.util.Arrays.stream(attraction).sum();
        for (int j = 0; j < n; j++) {
            sums[j] = sums[j] > 0 ? attraction[j] * all / sums[j] : 0;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                trips[i * n + j] *= sums[j];
            }
        }
    }

    private static double mean(float[] kilometers, double[] trips) {
        double sum = 0;
        double way = 0;
        for (int c = 0; c < trips.length; c++) {
            sum += trips[c];
            way += trips[c] * kilometers[c];
        }
        return way / sum;
    }

    /** What came of the wanted mean distance, as the crow flies. */
    double meanKilometers() {
        return meanKilometers;
    }

    int drawHome(double unit) {
        return Draw.from(productionUpTo, 0, zones, unit);
    }

    int drawPlace(int home, double unit) {
        return Draw.from(rowUpTo, home * zones, (home + 1) * zones, unit) - home * zones;
    }
}
