package meridian.bench.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EstimateTest {
    /** As printed in every table of the t distribution, two-sided 95 %. */
    @ParameterizedTest
    @CsvSource({"1, 12.706", "2, 4.303", "3, 3.182", "4, 2.776", "9, 2.262", "29, 2.045", "120, 1.980", "1000, 1.962"})
    void studentsTIsAsInTheTables(int degrees, double t) {
        assertEquals(t, StudentT.central95(degrees), 0.0005);
    }

    /** With one degree of freedom it is Cauchy's distribution: half of all lies between −1 and 1. */
    @Test
    void halfOfCauchysDistributionLiesWithinOne() {
        assertEquals(0.5, StudentT.central(1, 1), 1e-12);
    }

    /** By hand: mean 6; squares 16 + 4 + 0 + 4 + 16 = 40; variance 10; error √(10 / 5) = 1.41421; times 2.77645. */
    @Test
    void ofFiveValuesMeanAndIntervalAreThoseOfTheHandCalculation() {
        Estimate estimate = Estimate.of(new double[] {2, 4, 6, 8, 10});
        assertEquals(6, estimate.mean(), 1e-12);
        assertEquals(2.776445 * Math.sqrt(2), width(estimate), 1e-5);
        assertEquals(5, estimate.count());
        assertTrue(estimate.differsFromZero());
    }

    /** The pairs differ by 1, 2 and 3: mean 2, error 1 / √3, times 4.302653; the values themselves spread far more. */
    @Test
    void ofPairsOnlyTheDifferencesCount() {
        Estimate estimate = Estimate.ofPairs(new double[] {100, 500, 900}, new double[] {101, 502, 903});
        assertEquals(2, estimate.mean(), 1e-12);
        assertEquals(4.302653 / Math.sqrt(3), width(estimate), 1e-5);
        assertFalse(estimate.differsFromZero());
    }

    @Test
    void oneValueSaysNothingAboutItsSpread() {
        Estimate one = Estimate.of(new double[] {7});
        assertEquals(7, one.mean());
        assertNull(one.halfWidth95());
        assertFalse(one.differsFromZero());
    }

    @Test
    void noValuesAndUnequalPairsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Estimate.of(new double[0]));
        assertThrows(IllegalArgumentException.class, () -> Estimate.ofPairs(new double[1], new double[2]));
    }

    /** √(2 · 50² / 250) = √20 for 100 and 150; equal flows and no flows are 0 apart. */
    @Test
    void gehIsThatOfTheHandCalculation() {
        assertEquals(Math.sqrt(20), Geh.of(100, 150), 1e-12);
        assertEquals(Geh.of(150, 100), Geh.of(100, 150));
        assertEquals(0, Geh.of(80, 80));
        assertEquals(0, Geh.of(0, 0));
    }

    /** 100 and the flows at GEH 5: 6.25 + 100 ± 1.25 √1625 = 55.86 and 156.64. */
    @Test
    void theFlowsAtAGivenDistanceAreThatFarAway() {
        assertEquals(156.64, Geh.above(100, 5), 0.005);
        assertEquals(55.86, Geh.below(100, 5), 0.005);
        assertEquals(5, Geh.of(100, Geh.above(100, 5)), 1e-9);
        assertEquals(5, Geh.of(100, Geh.below(100, 5)), 1e-9);
        assertEquals(0, Geh.below(3, 5));
    }

    private static double width(Estimate estimate) {
        Double width = estimate.halfWidth95();
        assertNotNull(width);
        return width;
    }
}
