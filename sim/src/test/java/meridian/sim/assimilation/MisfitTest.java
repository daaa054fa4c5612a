package meridian.sim.assimilation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.OptionalDouble;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.network.Access;
import meridian.model.place.Detector;
import org.junit.jupiter.api.Test;

/** By hand: (a − b)² ÷ (4 + a + b) for counts, (difference ÷ 2 m/s)² for mean speeds. */
final class MisfitTest {
    private static Reading reading(long first, long second, double speedMps) {
        long all = first + second;
        return new Reading(
                new long[] {all}, new double[] {all * speedMps}, new double[] {0}, new long[] {first, second});
    }

    @Test
    void countsAndSpeedsAreComparedByTheirDeviations() {
        // (20 − 8)² ÷ 32 = 4.5; (10 − 10)² = 0; (12 − 9)² ÷ 4 = 2.25
        assertEquals(6.75, Misfit.overall(reading(20, 10, 12), reading(8, 10, 9)), 1e-9);
    }

    @Test
    void aLoopThatCountsNothingAnyMoreIsNoMoreThanOneLoop() {
        // (100 − 0)² ÷ 104 = 96, which is taken for 16
        assertEquals(16, Misfit.overall(reading(0, 10, 12), reading(100, 10, 12)), 1e-9);
    }

    @Test
    void aLanesOwnLoopIsLeftOutWhereItMayBeBroken() {
        Stations stations = Stations.of(List.of(loop(0), loop(1)));
        LaneClosed lane = new LaneClosed(7, 0, Access.NONE, Period.ALWAYS);
        // Of loop 1 alone: (30 − 10)² ÷ 44
        double misfit = Misfit.ofLoopsBeside(List.of(lane), stations, reading(0, 30, 10), reading(40, 10, 10));
        assertEquals(400.0 / 44, misfit, 1e-9);
    }

    private static Detector loop(int lane) {
        return new Detector("lane " + lane, Detector.Kind.INDUCTION_LOOP, 7, lane, 100, OptionalDouble.empty());
    }
}
