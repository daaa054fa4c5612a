package meridian.act.corridor;

import java.util.Arrays;
import java.util.List;

/**
 * What came of one trip in one alternative.
 *
 * @param arrived whether the vehicle arrived before the run ended
 * @param travelSeconds from the request to arrival, or to the run's end where it did not
 * @param meters way that was planned when it departed
 * @param passages junctions on that way that can be asked for
 * @param heldSeconds junction seconds in which a junction was the vehicle's
 * @param changes how often it was told another way
 * @param lost by everybody else from the request on, vehicle seconds, at the end of each second
 * @param others vehicles other than this one that were on the road or waited outside in that time
 * @param refused wishes that safety kernels refused in that time
 * @param fallbacks junctions that fell back to their plan in that time
 */
public record CorridorRun(
        boolean arrived,
        double travelSeconds,
        double meters,
        int passages,
        long heldSeconds,
        int changes,
        List<Double> lost,
        long others,
        long refused,
        long fallbacks) {
    public CorridorRun {
        lost = List.copyOf(lost);
    }

    /** What others had lost this long after the request, vehicle seconds; at the end where that is later. */
    double lostAt(double seconds) {
        int index = Math.clamp(Math.round(seconds), 0, lost.size());
        return index == 0 ? 0 : lost.get(index - 1);
    }

    /** What others lost in all. */
    public double lostInAll() {
        return lostAt(lost.size());
    }

    /** What others lost in each minute after the arrival. */
    public double[] lostByMinute(double fromSeconds, int minutes) {
        double[] by = new double[minutes];
        Arrays.setAll(by, m -> lostAt(fromSeconds + 60 * (m + 1)) - lostAt(fromSeconds + 60 * m));
        return by;
    }
}
