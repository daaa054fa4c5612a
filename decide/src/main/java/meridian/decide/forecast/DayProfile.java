package meridian.decide.forecast;

/**
 * What is usual at each site at each time of the day: the mean over days, smoothed over half an hour. Immutable.
 *
 * <p>Where a time of day has not been seen at a site yet, the site's mean stands for it.
 */
final class DayProfile implements Predictor {
    private static final int SMOOTH_SECONDS = 900;

    /** By slot of the day, then by site. */
    private final double[][] usual;

    private DayProfile(double[][] usual) {
        this.usual = usual;
    }

    /** @param to behind the last step that is looked at */
    static DayProfile of(Series series, int from, int to) {
        int sites = series.sites().size();
        int slots = series.stepsOfDay();
        double[][] sum = new double[slots][sites];
        int[][] count = new int[slots][sites];
        double[] siteSum = new double[sites];
        int[] siteCount = new int[sites];
        for (int t = from; t < to; t++) {
            int slot = series.slot(t);
            for (int j = 0; j < sites; j++) {
                float value = series.values()[t][j];
                if (!Float.isNaN(value)) {
                    sum[slot][j] += value;
                    count[slot][j]++;
                    siteSum[j] += value;
                    siteCount[j]++;
                }
            }
        }
        int around = SMOOTH_SECONDS / series.stepSeconds();
        double[][] usual = new double[slots][sites];
        for (int slot = 0; slot < slots; slot++) {
            for (int j = 0; j < sites; j++) {
                double total = 0;
                int means = 0;
                for (int k = -around; k <= around; k++) {
                    int at = Math.floorMod(slot + k, slots);
                    if (count[at][j] > 0) {
                        total += sum[at][j] / count[at][j];
                        means++;
                    }
                }
                double mean = siteCount[j] == 0 ? 0 : siteSum[j] / siteCount[j];
                usual[slot][j] = means == 0 ? mean : total / means;
            }
        }
        return new DayProfile(usual);
    }

    double at(int slot, int site) {
        return usual[slot][site];
    }

    /** How much a value is above what is usual; 0 where nothing is known. */
    double deviation(Series series, int step, int site) {
        float value = series.values()[step][site];
        return Float.isNaN(value) ? 0 : value - usual[series.slot(step)][site];
    }

    @Override
    public void predict(Series series, int now, double[][] ahead) {
        for (int h = 0; h < ahead.length; h++) {
            int slot = series.slot(now + h + 1);
            System.arraycopy(usual[slot], 0, ahead[h], 0, ahead[h].length);
        }
    }
}
