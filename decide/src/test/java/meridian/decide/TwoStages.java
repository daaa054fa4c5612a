package meridian.decide;

import java.util.ArrayList;
import java.util.List;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlMovement;
import meridian.model.control.ControlNetwork;
import meridian.model.control.ControlStage;
import meridian.model.network.Turn;

/**
 * A junction by hand. Lane 0 goes straight on to a road of three lanes (2, 3, 4) in stage 0, lane 1 to a road of one (5) in stage 1.
 * Lane 6 turns right in both. The plan: 30 s and 20 s of green, 5 s between.
 */
final class TwoStages {
    static final ControlNetwork NETWORK = network();

    private TwoStages() {}

    private static ControlNetwork network() {
        List<ControlLane> lanes = new ArrayList<>();
        for (int l = 0; l < 7; l++) {
            boolean before = l < 2 || l == 6;
            lanes.add(new ControlLane("lane " + l, l, 0, 300, 10, before ? 0 : ControlLane.NOWHERE));
        }
        List<ControlStage> stages =
                List.of(new ControlStage(List.of(0, 2), 0, 30), new ControlStage(List.of(1, 2), 35, 20));
        List<ControlMovement> movements = List.of(
                new ControlMovement(0, 0, List.of(2, 3, 4), Turn.STRAIGHT),
                new ControlMovement(1, 1, List.of(5), Turn.STRAIGHT),
                new ControlMovement(2, 6, List.of(5), Turn.RIGHT));
        ControlJunction junction = new ControlJunction("hand", 3, stages, 60, 10, movements);
        return new ControlNetwork("hand", lanes, List.of(junction), List.of());
    }

    /** Vehicles that stand on each lane, from lane 0 on; the junction shows stage 1 and has done so for 20 s. */
    static Snapshot.Builder standing(double... queues) {
        Snapshot.Builder now = new Snapshot.Builder(NETWORK).shows(0, 1, 20);
        for (int l = 0; l < queues.length; l++) {
            now.lane(l, queues[l], queues[l], 0, queues[l]);
        }
        return now;
    }
}
