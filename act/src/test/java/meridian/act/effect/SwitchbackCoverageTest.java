package meridian.act.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * How often the interval holds the true effect, where that is known: a made-up city of two areas whose loss each second is a profile of the
 * day, noise that remembers for three minutes and that both areas share in part, and an effect that comes and goes within minutes of a
 * switch.
 */
final class SwitchbackCoverageTest {
    private static final int REPLICATIONS = 200;
    private static final int BLOCK_SECONDS = 600;
    private static final int BURN_IN_SECONDS = 240;
    private static final int PAIRS = 24;
    private static final int AREAS = 2;
    /** On one area's loss, vehicles held up; on both together twice as much. */
    private static final double EFFECT = -12;

    private static final double CARRY_OVER_SECONDS = 60;
    private static final double MEMORY_SECONDS = 180;
    private static final double NOISE = 6;

    /** One day of one area, second by second. */
    private static final class Area {
        private final int area;
        private final SplittableRandom random;
        private double noise;
        private double exposure;

        Area(int area, long seed) {
            this.area = area;
            random = new SplittableRandom(seed * AREAS + area);
        }

        double second(SwitchbackDesign design, int second, double shared) {
            double memory = Math.exp(-1 / MEMORY_SECONDS);
            noise = memory * noise + Math.sqrt(1 - memory * memory) * NOISE * random.nextGaussian();
            double wanted = design.on(area, second) ? 1 : 0;
            exposure += (wanted - exposure) / CARRY_OVER_SECONDS;
            double profile = 60 + 40 * Math.sin(2 * Math.PI * second / design.seconds());
            return profile + noise + shared + EFFECT * exposure;
        }
    }

    /** What a day showed: the sums that count, and each second by itself. */
    private record Day(BlockSums sums, double[] onSeconds, double[] offSeconds) {}

    private static Day day(SwitchbackDesign design, long seed) {
        BlockSums sums = new BlockSums(design);
        Area[] areas = {new Area(0, seed), new Area(1, seed)};
        SplittableRandom random = new SplittableRandom(~seed);
        double memory = Math.exp(-1 / MEMORY_SECONDS);
        double shared = 0;
        // Number, sum and squares of the seconds that an area was on, and off.
        double[] on = new double[3];
        double[] off = new double[3];
        for (int second = 0; second < design.seconds(); second++) {
            shared = memory * shared + Math.sqrt(1 - memory * memory) * NOISE * random.nextGaussian();
            for (int a = 0; a < AREAS; a++) {
                double lost = areas[a].second(design, second, shared);
                sums.add(a, second, lost);
                double[] moments = design.on(a, second) ? on : off;
                moments[0] += design.counts(second) ? 1 : 0;
                moments[1] += design.counts(second) ? lost : 0;
                moments[2] += design.counts(second) ? lost * lost : 0;
            }
        }
        return new Day(sums, on, off);
    }

    private static double coverage(int replications, int burnInSeconds, Predicate<Day> holds) {
        int held = 0;
        for (long seed = 1; seed <= replications; seed++) {
            SwitchbackDesign design = new SwitchbackDesign(AREAS, BLOCK_SECONDS, burnInSeconds, PAIRS, seed);
            held += holds.test(day(design, seed)) ? 1 : 0;
        }
        return held / (double) replications;
    }

    private static boolean randomisation(Day day) {
        return SwitchbackEstimate.of(day.sums.differences()).holds(AREAS * EFFECT);
    }

    /** Welch's interval of two samples, as if every second were a draw of its own. */
    private static boolean everySecond(Day day) {
        double difference = mean(day.onSeconds) - mean(day.offSeconds);
        double error = Math.sqrt(errorSquared(day.onSeconds) + errorSquared(day.offSeconds));
        return Math.abs(difference - EFFECT) <= 1.96 * error;
    }

    private static double mean(double[] moments) {
        return moments[1] / moments[0];
    }

    private static double errorSquared(double[] moments) {
        return (moments[2] / moments[0] - mean(moments) * mean(moments)) / moments[0];
    }

    private static void says(String how, double coverage) {
        System.out.printf("switchback, %s: the 95 %% interval held the true effect in %.1f %%%n", how, 100 * coverage);
    }

    @Test
    void theIntervalHoldsTheTrueEffectIn93To97OfAHundred() {
        double coverage = coverage(REPLICATIONS, BURN_IN_SECONDS, SwitchbackCoverageTest::randomisation);
        says("carry-over dropped", coverage);
        assertEquals(0.95, coverage, 0.02);
    }

    @Test
    void whoDoesNotDropTheCarryOverIsWrongMuchMoreOften() {
        double coverage = coverage(REPLICATIONS, 0, SwitchbackCoverageTest::randomisation);
        says("carry-over kept", coverage);
        assertTrue(coverage < 0.9, coverage + " held");
    }

    @Test
    void whoTakesSecondsForIndependentIsWrongMuchMoreOften() {
        double coverage = coverage(REPLICATIONS, BURN_IN_SECONDS, SwitchbackCoverageTest::everySecond);
        says("seconds taken for independent", coverage);
        assertTrue(coverage < 0.9, coverage + " held");
    }
}
