package meridian.bench.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
    /** R: quantile(c(1, 2, 3, 4, 10), c(0.5, 0.9)) is 3.0 and 7.6. */
    @Test
    void quantilesAreRs() {
        double[] values = {1, 2, 3, 4, 10};
        assertEquals(3, Bootstrap.quantile(values, 0.5), 1e-12);
        assertEquals(7.6, Bootstrap.quantile(values, 0.9), 1e-12);
    }

    /** The mean of n values with deviation 1 has an interval of 1.96 / √n to both sides. */
    @Test
    void theIntervalOfAMeanIsThatOfTheNormalDistribution() {
        Random random = new Random(5);
        double[] values =
                random.doubles(400, 0, 1).map(u -> (u - 0.5) * Math.sqrt(12)).toArray();
        Bootstrap mean = Bootstrap.of(values.length, members -> Bootstrap.mean(values, members));
        assertEquals(1.96 / Math.sqrt(400), (mean.high() - mean.low()) / 2, 0.01);
    }

    @Test
    void pairsThatAlwaysDifferByTheSameHaveAnIntervalWithoutWidth() {
        double[] a = {5, 9, 2, 7};
        double[] b = {4, 8, 1, 6};
        Bootstrap difference = Bootstrap.of(4, m -> Bootstrap.mean(b, m) - Bootstrap.mean(a, m));
        assertEquals(-1, difference.low(), 1e-9);
        assertEquals(-1, difference.high(), 1e-9);
        assertThrows(IllegalArgumentException.class, () -> Bootstrap.of(0, _ -> 0));
    }
}
