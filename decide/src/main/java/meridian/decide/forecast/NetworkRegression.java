package meridian.decide.forecast;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * A ridge regression for each site and step ahead: how much a value will deviate from its {@link DayProfile}, by how much it and
 * the sites that most go with it deviate now and did before. Immutable.
 *
 * <p>Source: Hoerl and Kennard 1970, "Ridge regression". What is new here is nothing: on a week of speeds on freeways of Los
 * Angeles it forecasts better than the graph network that was published with them ({@code docs/forecasts.md}).
 */
final class NetworkRegression implements Predictor {
    /** Steps before now that a site's own deviation is looked at, and its neighbours'. */
    static final int OWN_STEPS = 12;

    private static final int NEIGHBOUR_STEPS = 2;
    private static final int NEIGHBOURS = 8;
    /** Share of a feature's variance that is added to it: what is between 0.005 and 0.1 makes no difference that counts. */
    private static final double RIDGE = 0.02;

    private final DayProfile profile;
    private final int[][] neighbours;
    private final double[] scale;
    /** By step ahead, then by site: one for each feature, the constant last. */
    private final double[][][] weights;

    private NetworkRegression(DayProfile profile, int[][] neighbours, double[] scale, double[][][] weights) {
        this.profile = profile;
        this.neighbours = neighbours;
        this.scale = scale;
        this.weights = weights;
    }

    /**
     * Learns from steps.
     *
     * @param to behind the last of them; more than {@value #OWN_STEPS} and the horizon behind the first
     * @param horizon steps ahead that will be asked for
     */
    static NetworkRegression train(Series series, int from, int to, int horizon) {
        if (to - from < OWN_STEPS + horizon + 1) {
            throw new IllegalArgumentException(
                    "learns from more than " + (OWN_STEPS + horizon) + " steps, not " + (to - from));
        }
        int sites = series.sites().size();
        DayProfile profile = DayProfile.of(series, from, to);
        double[][] deviation = new double[sites][to - from];
        double[] scale = new double[sites];
        for (int j = 0; j < sites; j++) {
            double squares = 0;
            for (int t = from; t < to; t++) {
                double value = profile.deviation(series, t, j);
                deviation[j][t - from] = value;
                squares += value * value;
            }
            scale[j] = Math.max(1e-6, Math.sqrt(squares / (to - from)));
        }
        NetworkRegression learning =
                new NetworkRegression(profile, neighbours(deviation, scale), scale, new double[horizon][sites][]);
        IntStream.range(0, sites).forEach(j -> learning.learn(series, from, to, j));
        return learning;
    }

    /** For each site those that deviate most as it does. */
    private static int[][] neighbours(double[][] deviation, double[] scale) {
        int sites = deviation.length;
        double[][] together = new double[sites][sites];
        for (int i = 0; i < sites; i++) {
            for (int j = 0; j < i; j++) {
                double product = 0;
                for (int t = 0; t < deviation[i].length; t++) {
                    product += deviation[i][t] * deviation[j][t];
                }
                together[i][j] = product / (scale[i] * scale[j]);
                together[j][i] = together[i][j];
            }
        }
        return IntStream.range(0, sites)
                .mapToObj(i -> IntStream.range(0, sites)
                        .filter(j -> j != i)
                        .boxed()
                        .sorted(Comparator.comparingDouble((Integer j) -> -together[i][j])
                                .thenComparing(Comparator.naturalOrder()))
                        .limit(NEIGHBOURS)
                        .mapToInt(Integer::intValue)
                        .toArray())
                .toArray(int[][]::new);
    }

    private int features(int site) {
        return OWN_STEPS + neighbours[site].length * NEIGHBOUR_STEPS + 1;
    }

    /** In units of the sites' usual deviations, so that one ridge fits all. The last is left for {@link #rise}. */
    private void features(Series series, int now, int site, double[] into) {
        int f = 0;
        for (int lag = 0; lag < OWN_STEPS; lag++) {
            into[f++] = now - lag < 0 ? 0 : profile.deviation(series, now - lag, site) / scale[site];
        }
        for (int neighbour : neighbours[site]) {
            for (int lag = 0; lag < NEIGHBOUR_STEPS; lag++) {
                into[f++] = now - lag < 0 ? 0 : profile.deviation(series, now - lag, neighbour) / scale[neighbour];
            }
        }
    }

    /** By how much the profile rises until then. */
    private double rise(Series series, int now, int ahead, int site) {
        return (profile.at(series.slot(now + ahead), site) - profile.at(series.slot(now), site)) / scale[site];
    }

    private void learn(Series series, int from, int to, int site) {
        int count = features(site);
        double[] row = new double[count];
        for (int h = 0; h < weights.length; h++) {
            double[] mean = new double[count];
            double meanOf = 0;
            int rows = 0;
            DMatrixRMaj squares = new DMatrixRMaj(count, count);
            DMatrixRMaj products = new DMatrixRMaj(count, 1);
            for (int now = from + OWN_STEPS - 1; now + h + 1 < to; now++) {
                if (Float.isNaN(series.values()[now + h + 1][site])) {
                    continue;
                }
                features(series, now, site, row);
                row[count - 1] = rise(series, now, h + 1, site);
                double target = profile.deviation(series, now + h + 1, site) / scale[site];
                rows++;
                meanOf += target;
                for (int a = 0; a < count; a++) {
                    mean[a] += row[a];
                    products.data[a] += row[a] * target;
                    for (int b = 0; b <= a; b++) {
                        squares.data[a * count + b] += row[a] * row[b];
                    }
                }
            }
            weights[h][site] = solved(squares, products, mean, meanOf, Math.max(1, rows));
        }
    }

    /** Centred normal equations with a ridge; the constant behind the weights. */
    private static double[] solved(DMatrixRMaj squares, DMatrixRMaj products, double[] sum, double sumOf, int rows) {
        int count = sum.length;
        double meanOf = sumOf / rows;
        for (int a = 0; a < count; a++) {
            products.data[a] -= sum[a] * meanOf;
            for (int b = 0; b <= a; b++) {
                double centred = squares.data[a * count + b] - sum[a] * sum[b] / rows;
                squares.data[a * count + b] = centred;
                squares.data[b * count + a] = centred;
            }
        }
        for (int a = 0; a < count; a++) {
            squares.data[a * count + a] += RIDGE * rows + 1e-9;
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(count);
        DMatrixRMaj found = new DMatrixRMaj(count, 1);
        if (!solver.setA(squares)) {
            // Nothing was ever seen here: what is usual is all that can be said.
            CommonOps_DDRM.fill(found, 0);
        } else {
            solver.solve(products, found);
        }
        double[] weights = new double[count + 1];
        double constant = meanOf;
        for (int a = 0; a < count; a++) {
            weights[a] = found.data[a];
            constant -= found.data[a] * sum[a] / rows;
        }
        weights[count] = constant;
        return weights;
    }

    @Override
    public void predict(Series series, int now, double[][] ahead) {
        for (int j = 0; j < scale.length; j++) {
            int count = features(j);
            double[] row = new double[count];
            features(series, now, j, row);
            for (int h = 0; h < ahead.length; h++) {
                row[count - 1] = rise(series, now, h + 1, j);
                double[] w = weights[h][j];
                double sum = w[count];
                for (int a = 0; a < count; a++) {
                    sum += w[a] * row[a];
                }
                ahead[h][j] = profile.at(series.slot(now + h + 1), j) + sum * scale[j];
            }
        }
    }
}
