package meridian.act.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class SwitchbackEstimateTest {
    /**
     * R. A. Fisher, "The Design of Experiments", 1935, section 21, on Darwin's 15 pairs of maize, in eighths of an inch: of the 32,768
     * ways to choose signs 1,726 give a sum as far from 0 as the observed 314, so that p is 5.267 %.
     */
    private static final double[] MAIZE = {49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48};

    @Test
    void fishersPairsOfMaizeHaveFishersProbability() {
        SwitchbackEstimate estimate = SwitchbackEstimate.of(MAIZE);
        assertEquals(314.0 / 15, estimate.effect(), 1e-12);
        // 15 pairs are more than are enumerated: 5,000 draws know it to 0.3 points.
        assertEquals(0.05267, estimate.pValue(), 0.009);
        assertTrue(estimate.holds(0), estimate.toString());
    }

    /**
     * By hand: six pairs, 64 draws, of which 3 (4.7 %) may lie beyond. Two are those with all signs the same, which speak against no effect;
     * every other way to part the pairs comes twice. The most extreme one has 1 alone on one side, at the other end 6.
     */
    @Test
    void ofSixPairsTheIntervalEndsAtTheMostExtremePartition() {
        SwitchbackEstimate estimate = SwitchbackEstimate.of(new double[] {1, 2, 3, 4, 5, 6});
        assertEquals(1, estimate.low(), 1e-12);
        assertEquals(6, estimate.high(), 1e-12);
        assertEquals(2.0 / 64, estimate.pValue(), 1e-12);
    }

    @Test
    void ofFivePairsNothingCanBeSaid() {
        SwitchbackEstimate estimate = SwitchbackEstimate.of(new double[] {5, 5.1, 5.2, 5.3, 5.4});
        assertEquals(Double.NEGATIVE_INFINITY, estimate.low());
        assertEquals(Double.POSITIVE_INFINITY, estimate.high());
    }

    /** The interval is the inverted test: at its ends the test's share passes 5 %. */
    @Test
    void anEffectIsInTheIntervalExactlyWhereTheTestDoesNotSpeakAgainstIt() {
        double[] differences = {3, -1, 4, 1, -5, 9, 2, 6, 5, 3};
        SwitchbackEstimate estimate = SwitchbackEstimate.of(differences);
        double aside = 1e-6;
        assertTrue(p(differences, estimate.low() + aside) > 0.05);
        assertFalse(p(differences, estimate.low() - aside) > 0.05);
        assertTrue(p(differences, estimate.high() - aside) > 0.05);
        assertFalse(p(differences, estimate.high() + aside) > 0.05);
    }

    private static double p(double[] differences, double effect) {
        double[] less = Arrays.stream(differences).map(d -> d - effect).toArray();
        return SwitchbackEstimate.of(less).pValue();
    }
}
