package meridian.decide.forecast;

import java.util.ArrayList;
import java.util.List;

/** Holds forecasts against what came: learns from the beginning of a series and is asked about the rest, step by step. */
public final class ForecastTrial {
    /** Of what is learnt from, the part that is kept for intervals. */
    private static final double KEPT_SHARE = 0.2;

    /**
     * What came of one way of forecasting.
     *
     * @param rmse root mean square error by step ahead, over all sites and moments
     * @param mae mean absolute error by step ahead
     * @param within share of what came that was in its interval of 90 %, by step ahead
     */
    public record Score(String name, double[] rmse, double[] mae, double[] within) {
        /** Over all steps ahead, as published tables have it. */
        public double rmseOfAll() {
            double squares = 0;
            for (double one : rmse) {
                squares += one * one / rmse.length;
            }
            return Math.sqrt(squares);
        }
    }

    private final Series series;
    private final int split;
    private final int horizon;

    /**
     * @param split first step that is not learnt from
     * @param horizon steps ahead
     */
    public ForecastTrial(Series series, int split, int horizon) {
        int least = NetworkRegression.OWN_STEPS + horizon + 1;
        if (horizon < 1 || Math.round(split * (1 - KEPT_SHARE)) < least || series.steps() - split < least) {
            throw new IllegalArgumentException("a trial learns from " + Math.round(least / (1 - KEPT_SHARE))
                    + " steps or more and is tried on " + least + " or more; got " + split + " and "
                    + (series.steps() - split));
        }
        this.series = series;
        this.split = split;
        this.horizon = horizon;
    }

    /** Persistence, the profile alone, and the regression. */
    public List<Score> run() {
        int kept = (int) Math.round(split * (1 - KEPT_SHARE));
        List<Score> scores = new ArrayList<>();
        scores.add(score("persistence", Predictor.PERSISTENCE, Predictor.PERSISTENCE));
        scores.add(score("profile", DayProfile.of(series, 0, split), DayProfile.of(series, 0, kept)));
        scores.add(score(
                "regression",
                NetworkRegression.train(series, 0, split, horizon),
                NetworkRegression.train(series, 0, kept, horizon)));
        return List.copyOf(scores);
    }

    /** @param forErrors the same, not having learnt from the part that is kept */
    private Score score(String name, Predictor predictor, Predictor forErrors) {
        int kept = (int) Math.round(split * (1 - KEPT_SHARE));
        Errors errors = Errors.of(forErrors, series, kept, split, horizon);
        int sites = series.sites().size();
        double[] squares = new double[horizon];
        double[] absolute = new double[horizon];
        double[] within = new double[horizon];
        long[] count = new long[horizon];
        for (int now = split + NetworkRegression.OWN_STEPS - 1; now + horizon < series.steps(); now++) {
            double[][] ahead = new double[horizon][sites];
            predictor.predict(series, now, ahead);
            Forecast forecast = errors.around(ahead);
            for (int h = 0; h < horizon; h++) {
                for (int j = 0; j < sites; j++) {
                    float came = series.values()[now + h + 1][j];
                    if (Float.isNaN(came)) {
                        continue;
                    }
                    double off = came - ahead[h][j];
                    squares[h] += off * off;
                    absolute[h] += Math.abs(off);
                    within[h] += came >= forecast.low()[h][j] && came <= forecast.high()[h][j] ? 1 : 0;
                    count[h]++;
                }
            }
        }
        for (int h = 0; h < horizon; h++) {
            squares[h] = Math.sqrt(squares[h] / count[h]);
            absolute[h] /= count[h];
            within[h] /= count[h];
        }
        return new Score(name, squares, absolute, within);
    }
}
