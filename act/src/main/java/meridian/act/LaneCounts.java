package meridian.act;

import meridian.decide.Snapshot;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;

/** Adds up vehicles whose places are known, lane by lane. */
final class LaneCounts {
    private final ControlNetwork network;
    private final double reachSeconds;
    private final double[] on;
    private final double[] standing;
    private final double[] coming;
    private final double[] nearLine;
    /** By lane, of each second that begins from now on, who drives and can be at the line in it at the limit. */
    private final double[][] due;

    /** @param reachSeconds who drives and can be at the line within this at the limit counts as coming */
    LaneCounts(ControlNetwork network, double reachSeconds) {
        this.network = network;
        this.reachSeconds = reachSeconds;
        int lanes = network.lanes().size();
        on = new double[lanes];
        standing = new double[lanes];
        coming = new double[lanes];
        nearLine = new double[lanes];
        due = new double[lanes][];
        for (int l = 0; l < lanes; l++) {
            ControlLane lane = network.lanes().get(l);
            due[l] = new double[1 + (int) (lane.lengthMeters() / lane.speedLimitMps())];
        }
    }

    void add(int lane, double beforeLineMeters, double speedMps, boolean stands) {
        ControlLane l = network.lanes().get(lane);
        on[lane]++;
        standing[lane] += stands ? 1 : 0;
        coming[lane] += !stands && beforeLineMeters <= reachSeconds * l.speedLimitMps() ? 1 : 0;
        if (!stands) {
            int seconds = (int) Math.max(0, beforeLineMeters / l.speedLimitMps());
            due[lane][Math.min(due[lane].length - 1, seconds)]++;
        }
        nearLine[lane] += 1 - Math.clamp(beforeLineMeters / l.lengthMeters(), 0, 1);
    }

    void into(Snapshot.Builder snapshot) {
        for (int l = 0; l < on.length; l++) {
            snapshot.lane(l, on[l], standing[l], coming[l], nearLine[l]).arrivals(l, due[l]);
        }
    }
}
