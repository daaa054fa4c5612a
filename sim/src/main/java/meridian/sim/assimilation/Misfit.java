package meridian.sim.assimilation;

import java.util.List;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.place.Detector;

/** How far what a twin has counted is from what was seen outside in the same time, as χ²: 1 for each count that is off by its deviation. */
final class Misfit {
    /** Variance of a count beside its own: two runs alike differ by more than chance at a signal. */
    static final double MORE_VARIANCE = 4;

    /** By so much mean speeds of two runs alike differ, m/s. */
    private static final double SPEED_DEVIATION_MPS = 2;

    /** A single loop, which may be broken, and a single speed count for no more. */
    private static final double MOST_OF_A_COUNT = 16;

    private static final double MOST_OF_A_SPEED = 9;

    /** Vehicles from which a mean speed means something. */
    private static final int LEAST_FOR_SPEED = 3;

    private Misfit() {}

    /** Of all loops in counts and of all stations in mean speeds. */
    static double overall(Reading seen, Reading run) {
        double sum = 0;
        for (int i = 0; i < seen.loopCount().length; i++) {
            sum += Math.min(MOST_OF_A_COUNT, ofCounts(seen.loopCount()[i], run.loopCount()[i]));
        }
        for (int s = 0; s < seen.size(); s++) {
            if (Math.min(seen.count()[s], run.count()[s]) >= LEAST_FOR_SPEED) {
                double off = (seen.meanSpeedMps(s) - run.meanSpeedMps(s)) / SPEED_DEVIATION_MPS;
                sum += Math.min(MOST_OF_A_SPEED, off * off);
            }
        }
        return sum;
    }

    /** Of all loops on the links of some lanes, those lanes' own left out, which may be broken. */
    static double ofLoopsBeside(List<LaneClosed> lanes, Stations stations, Reading seen, Reading run) {
        double sum = 0;
        for (int i = 0; i < stations.loops().size(); i++) {
            Detector loop = stations.loops().get(i);
            boolean own = lanes.stream().anyMatch(l -> l.link() == loop.link() && l.lane() == loop.lane());
            if (!own && lanes.stream().anyMatch(l -> l.link() == loop.link())) {
                sum += ofCounts(seen.loopCount()[i], run.loopCount()[i]);
            }
        }
        return sum;
    }

    private static double ofCounts(long seen, long run) {
        double off = seen - run;
        return off * off / (MORE_VARIANCE + seen + run);
    }
}
