package meridian.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void ofOneToAHundredTheMeanIs50AndAHalfAnd95StayBelow95() {
        double[] values = IntStream.rangeClosed(1, 100).asDoubleStream().toArray();
        assertEquals(new Spread(50.5, 95), Spread.of(values));
        assertEquals(new Spread(50.5, 6), Spread.ofSlow(values));
    }

    @Test
    void ofNothingItIsZero() {
        assertEquals(new Spread(0, 0), Spread.of(new double[0]));
    }
}
