package meridian.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void ofOneToAHundredTheMeanIs50AndAHalfTheSlowEndIs5AndTheLongEnd95() {
        double[] values = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        assertEquals(new Spread(50.5, 95), Spread.of(values));
        assertEquals(new Spread.Slow(50.5, 5), Spread.Slow.of(values));
    }

    @Test
    void ofOneValueEverythingIsThatValue() {
        assertEquals(new Spread(7, 7), Spread.of(new double[] {7}));
        assertEquals(new Spread.Slow(7, 7), Spread.Slow.of(new double[] {7}));
    }

    @Test
    void ofNothingItIsZero() {
        assertEquals(new Spread(0, 0), Spread.of(new double[0]));
        assertEquals(new Spread.Slow(0, 0), Spread.Slow.of(new double[0]));
    }
}
