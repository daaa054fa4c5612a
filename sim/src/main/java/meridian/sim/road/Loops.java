package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;

/** When somebody was last over each detector. */
final class Loops {
    /** Detectors that one thread looks at. */
    private static final int PIECE = 256;

    private final RoadNetwork road;
    private final Detectors detectors;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final double step;
    /** Second at which somebody was last over a detector; minus infinity: never. */
    private double[] seen;

    Loops(RoadNetwork road, Vehicles vehicles, Occupancy occupancy, double step) {
        this.road = road;
        detectors = road.detectors;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.step = step;
        seen = new double[detectors.lane.length];
        Arrays.fill(seen, Double.NEGATIVE_INFINITY);
    }

    void each(Columns columns) {
        seen = columns.of(seen);
    }

    /** Looks who is over the detectors now, and who has passed one in the step that ends now. */
    void look(double time, Crew crew) {
        crew.run((seen.length + PIECE - 1) / PIECE, (worker, piece) -> look(time, piece));
    }

    private void look(double time, int piece) {
        for (int d = PIECE * piece; d < Math.min(seen.length, PIECE * (piece + 1)); d++) {
            int lane = detectors.lane[d];
            double at = detectors.meters[d];
            double last = lastOver(lane, at, time, seen[d]);
            double end = road.segLength[lane];
            for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
                last = lastOver(road.laneCount + road.laneOut[i], at - end, time, last);
            }
            seen[d] = last;
        }
    }

    /**
     * @param at the detector's place, m from the start of the segment; negative where it lies on the lane before
     * @param best second of the last one who is known to have been over it
     */
    private double lastOver(int segment, double at, double time, double best) {
        for (int v = occupancy.back[segment]; v != NONE; v = vehicles.ahead[v]) {
            double beyond = vehicles.rear(v) - at;
            double way = vehicles.speed[v] * step;
            if (beyond > way) {
                // Those in front were over it even earlier.
                return best;
            }
            if (vehicles.position[v] >= at) {
                best = Math.max(best, beyond <= 0 ? time : time - beyond / vehicles.speed[v]);
            }
        }
        return best;
    }

    /** Seconds since somebody was over one of the detectors that lengthen a phase; infinite where nobody ever was. */
    double gap(int phase, double time) {
        double gap = Double.POSITIVE_INFINITY;
        for (int i = detectors.start[phase]; i < detectors.start[phase + 1]; i++) {
            gap = Math.min(gap, time - seen[detectors.of[i]]);
        }
        return gap;
    }
}
