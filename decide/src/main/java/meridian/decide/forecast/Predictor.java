package meridian.decide.forecast;

/** Says what comes. */
@FunctionalInterface
interface Predictor {
    /** What is now stays; what is not known now is taken from the step before, up to an hour. */
    Predictor PERSISTENCE = (series, now, ahead) -> {
        int patience = 3600 / series.stepSeconds();
        for (int j = 0; j < series.sites().size(); j++) {
            int at = now;
            while (at > 0 && at > now - patience && Float.isNaN(series.values()[at][j])) {
                at--;
            }
            float last = series.values()[at][j];
            for (double[] step : ahead) {
                step[j] = Float.isNaN(last) ? 0 : last;
            }
        }
    };

    /**
     * From all steps up to this one.
     *
     * @param ahead filled by step from the next one on, then by site
     */
    void predict(Series series, int now, double[][] ahead);
}
