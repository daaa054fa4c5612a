package meridian.act.live;

import java.util.Arrays;
import java.util.List;
import meridian.act.life.Effect;

/** Effects out of paired trials: in each pair the same comes, once with the action and once without. */
final class Effects {
    static final String UNIT = "vehicle-minutes";
    private static final double MINUTE = 60;

    /**
     * Student's t, 97.5 of 100 below, by degrees of freedom from 1 on. Source: "Student", Biometrika 6 (1908), as tabulated in NIST/SEMATECH,
     * e-Handbook of Statistical Methods, 1.3.6.7.2.
     */
    private static final double[] T = {
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120
    };

    private Effects() {}

    /**
     * What the next time will show with 95 %, as far as the trials tell: mean ± t · s · √(1 + 1/n), which is wider than an interval of the
     * mean, because a single time will be measured.
     *
     * @param differencesSeconds with the action less without, vehicle-seconds; two or more
     */
    static Effect predicted(String measure, List<Double> differencesSeconds) {
        int n = differencesSeconds.size();
        double mean = differencesSeconds.stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        double squares = differencesSeconds.stream()
                .mapToDouble(difference -> (difference - mean) * (difference - mean))
                .sum();
        double t = T[Math.min(n - 1, T.length) - 1];
        double half = t * Math.sqrt(squares / (n - 1)) * Math.sqrt(1 + 1.0 / n);
        return new Effect(measure, UNIT, minutes(mean), minutes(mean - half), minutes(mean + half));
    }

    /** One difference that is known without error. */
    static Effect exact(String measure, double differenceSeconds) {
        double minutes = minutes(differenceSeconds);
        return new Effect(measure, UNIT, minutes, minutes, minutes);
    }

    /** To a tenth: nobody knows more, and a hash has no use for more. */
    private static double minutes(double seconds) {
        return Math.round(seconds / MINUTE * 10) / 10.0;
    }

    static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }
}
