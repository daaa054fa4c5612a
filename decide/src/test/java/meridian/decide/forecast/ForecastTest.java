package meridian.decide.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * A street of two sites in which the truth is known: what deviates from the day's course at the first fades by a tenth in each step, and
 * reaches the second two steps later. Noise of 1 at both; a day has 96 steps.
 */
final class ForecastTest {
    private static final int STEP_SECONDS = 900;
    private static final int DAY = 96;
    private static final double FADES = 0.9;

    private static double usual(long step, int site) {
        return 20 + 10 * Math.sin(2 * Math.PI * step / DAY + site);
    }

    private static Series street(int steps, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] first = new double[steps];
        float[][] values = new float[steps][2];
        for (int t = 0; t < steps; t++) {
            first[t] = (t == 0 ? 0 : FADES * first[t - 1]) + random.nextGaussian();
            values[t][0] = (float) (usual(t, 0) + first[t]);
            values[t][1] = (float) (usual(t, 1) + (t < 2 ? 0 : first[t - 2]) + random.nextGaussian());
        }
        return new Series(List.of("first", "second"), STEP_SECONDS, 0, values);
    }

    /**
     * By hand: one step ahead nobody can know better than the noise, 1 at the first site and 1 at the second, whose mover has been seen two steps ago.
     * Persistence at the first is off by sqrt(2 · (1 − 0.9) / (1 − 0.81)) = 1.03 and more by the day's course; the profile alone by sqrt(1 / 0.19) =
     * 2.3.
     */
    @Test
    void theRegressionComesNearToWhatCanBeKnownAndThePassingOnIsUsed() {
        List<ForecastTrial.Score> scores = new ForecastTrial(street(40 * DAY, 1), 30 * DAY, 2).run();
        double persistence = scores.get(0).rmse()[0];
        double profile = scores.get(1).rmse()[0];
        double regression = scores.get(2).rmse()[0];
        assertEquals("regression", scores.get(2).name());
        assertTrue(regression > 0.95 && regression < 1.08, "off by " + regression);
        assertTrue(profile > 2.2 && profile < 3.1, "off by " + profile);
        assertTrue(persistence > 1.2, "off by " + persistence);
        // Two steps ahead the second site still knows its mover; who looks at itself alone does not: sqrt(1 + 1) or
        // more.
        assertTrue(scores.get(2).rmse()[1] < 1.25, "off by " + scores.get(2).rmse()[1]);
    }

    @Test
    void nineOfTenComeWithinTheirInterval() {
        for (ForecastTrial.Score score : new ForecastTrial(street(60 * DAY, 2), 40 * DAY, 4).run()) {
            for (double within : score.within()) {
                assertTrue(within > 0.86 && within < 0.94, score.name() + ": " + within);
            }
        }
    }

    @Test
    void whatIsMissingIsTakenForUsualAndNothingBreaks() {
        Series whole = street(30 * DAY, 3);
        SplittableRandom random = new SplittableRandom(4);
        for (float[] step : whole.values()) {
            step[0] = random.nextInt(5) == 0 ? Float.NaN : step[0];
        }
        List<ForecastTrial.Score> scores = new ForecastTrial(whole, 20 * DAY, 2).run();
        assertTrue(scores.get(2).rmse()[0] < scores.get(1).rmse()[0], "better than the profile alone");
        float[][] nothing = new float[10 * DAY][1];
        for (float[] step : nothing) {
            step[0] = Float.NaN;
        }
        Series silent = new Series(List.of("silent"), STEP_SECONDS, 0, nothing);
        NetworkRegression learnt = NetworkRegression.train(silent, 0, 10 * DAY, 2);
        double[][] ahead = new double[2][1];
        learnt.predict(silent, 5 * DAY, ahead);
        assertEquals(0, ahead[0][0]);
    }

    @Test
    void itLearnsByItselfAndTakesOverOnlyWhenItWasBetterInTheShadow() {
        Series street = street(12 * DAY, 5);
        ShadowForecaster.Manner manner = new ShadowForecaster.Manner(4, 10 * DAY, 2 * DAY, DAY);
        ShadowForecaster city = new ShadowForecaster(street.sites(), STEP_SECONDS, 0, manner);
        assertTrue(city.forecast().isEmpty());
        int step = 0;
        while (step < 2 * DAY) {
            city.observe(street.values()[step++]);
            assertEquals(0, city.takenOver(), "still in the shadow");
        }
        double[] last = {street.values()[step - 1][0], street.values()[step - 1][1]};
        assertEquals(last[0], city.forecast().orElseThrow().expected()[3][0], 1e-6, "persistence serves first");
        while (step < 3 * DAY + 1) {
            city.observe(street.values()[step++]);
        }
        assertEquals(1, city.takenOver());
        Forecast now = city.forecast().orElseThrow();
        assertTrue(Math.abs(now.expected()[3][0] - street.values()[step - 1][0]) > 1e-3);
        assertTrue(now.low()[0][0] < now.expected()[0][0] && Double.isFinite(now.high()[0][0]));
    }

    @Test
    void whatWasLearntFromAnotherWorldIsDropped() {
        Series street = street(3 * DAY, 6);
        ShadowForecaster city = new ShadowForecaster(
                street.sites(), STEP_SECONDS, 0, new ShadowForecaster.Manner(1, 10 * DAY, 2 * DAY, DAY));
        for (int step = 0; step < 2 * DAY; step++) {
            city.observe(street.values()[step]);
        }
        // Works begin: from now on it is always the same, and what stays is the best forecast.
        for (int step = 0; step < DAY; step++) {
            city.observe(new float[] {100, 100});
        }
        assertEquals(0, city.takenOver());
        assertEquals(1, city.dropped());
        assertEquals(100, city.forecast().orElseThrow().expected()[0][1]);
    }

    @Test
    void tooLittleToLearnFromIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ForecastTrial(street(40, 7), 10, 2));
        assertThrows(IllegalArgumentException.class, () -> new Series(List.of("a"), 7, 0, new float[1][1]));
        assertThrows(IllegalArgumentException.class, () -> new Series(List.of("a"), 900, 0, new float[1][2]));
    }
}
