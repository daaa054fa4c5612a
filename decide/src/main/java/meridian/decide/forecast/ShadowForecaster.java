package meridian.decide.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts while the city goes on, and learns anew by itself. What has been learnt forecasts in the shadow first: it takes over when it
 * was nearer to what came than the one that serves, over the same steps; else it is dropped. The first that serves is persistence.
 *
 * <p>One thread.
 */
public final class ShadowForecaster {
    /**
     * How often and from what.
     *
     * @param horizon steps ahead
     * @param mostSteps kept, the newest
     * @param everySteps from one learning to the next
     * @param shadowSteps that a new one forecasts in the shadow
     */
    public record Manner(int horizon, int mostSteps, int everySteps, int shadowSteps) {
        /** An hour ahead, of the last four weeks, learning once a day, half a day in the shadow. */
        public static Manner usual(int stepSeconds) {
            int day = 86_400 / stepSeconds;
            return new Manner(3_600 / stepSeconds, 28 * day, day, day / 2);
        }

        public Manner {
            if (horizon < 1 || shadowSteps <= horizon || everySteps <= shadowSteps || mostSteps < 2 * everySteps) {
                throw new IllegalArgumentException(
                        "looks ahead less than it is in the shadow, learns less often than that, and keeps twice as much");
            }
        }
    }

    /** A predictor and how far it was off in the shadow's steps. */
    private static final class Candidate {
        final Predictor predictor;
        final Errors errors;
        double squares;
        long count;

        Candidate(Predictor predictor, Errors errors) {
            this.predictor = predictor;
            this.errors = errors;
        }
    }

    private final List<String> sites;
    private final int stepSeconds;
    private final Manner manner;
    private final List<float[]> kept = new ArrayList<>();
    private long firstStep;
    private Candidate serving;

    @Nullable
    private Candidate shadow;

    private int shadowLeft;
    private int sinceLearning;
    private int takenOver;
    private int dropped;

    /** @param firstStep number of the first step that will come, counted from a midnight */
    public ShadowForecaster(List<String> sites, int stepSeconds, long firstStep, Manner manner) {
        this.sites = List.copyOf(sites);
        this.stepSeconds = stepSeconds;
        this.firstStep = firstStep;
        this.manner = manner;
        serving = new Candidate(Predictor.PERSISTENCE, Errors.unknown(manner.horizon(), sites.size()));
    }

    /** A step is over. @param values one for each site; NaN where nothing is known */
    public void observe(float[] values) {
        kept.add(values.clone());
        if (kept.size() > manner.mostSteps()) {
            kept.removeFirst();
            firstStep++;
        }
        if (shadow != null) {
            judge(shadow);
        }
        sinceLearning++;
        boolean enough =
                kept.size() >= Math.max(manner.everySteps(), 2 * (NetworkRegression.OWN_STEPS + manner.horizon()));
        if (shadow == null && enough && sinceLearning >= manner.everySteps()) {
            learn();
        }
    }

    private Series series() {
        return new Series(sites, stepSeconds, firstStep, kept.toArray(float[][]::new));
    }

    private void learn() {
        sinceLearning = 0;
        Series series = series();
        int calibration = series.steps() - series.steps() / 5;
        int horizon = manner.horizon();
        Predictor early = NetworkRegression.train(series, 0, calibration, horizon);
        Errors errors = Errors.of(early, series, calibration, series.steps(), horizon);
        shadow = new Candidate(NetworkRegression.train(series, 0, series.steps(), horizon), errors);
        shadowLeft = manner.shadowSteps();
        serving.squares = 0;
        serving.count = 0;
    }

    /** Both say what they would have said a horizon ago about the step that has just come. */
    private void judge(Candidate candidate) {
        int now = kept.size() - 1 - manner.horizon();
        if (now >= NetworkRegression.OWN_STEPS) {
            Series series = series();
            add(serving, series, now);
            add(candidate, series, now);
        }
        if (--shadowLeft > 0) {
            return;
        }
        shadow = null;
        if (candidate.count > 0 && candidate.squares / candidate.count < serving.squares / serving.count) {
            serving = candidate;
            takenOver++;
        } else {
            dropped++;
        }
    }

    private void add(Candidate candidate, Series series, int now) {
        double[][] ahead = new double[manner.horizon()][sites.size()];
        candidate.predictor.predict(series, now, ahead);
        int h = manner.horizon() - 1;
        for (int j = 0; j < sites.size(); j++) {
            float came = series.values()[now + h + 1][j];
            if (!Float.isNaN(came)) {
                double off = came - ahead[h][j];
                candidate.squares += off * off;
                candidate.count++;
            }
        }
    }

    /** What is expected now; empty until something has been seen. */
    public Optional<Forecast> forecast() {
        if (kept.isEmpty()) {
            return Optional.empty();
        }
        double[][] ahead = new double[manner.horizon()][sites.size()];
        serving.predictor.predict(series(), kept.size() - 1, ahead);
        return Optional.of(serving.errors.around(ahead));
    }

    /** How often something that was learnt has taken over. */
    public int takenOver() {
        return takenOver;
    }

    /** How often it was not better and was dropped. */
    public int dropped() {
        return dropped;
    }
}
