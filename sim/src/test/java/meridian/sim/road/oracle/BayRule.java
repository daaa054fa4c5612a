package meridian.sim.road.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Halts beside the lane: who stands there is not in the way, and comes back when there is a gap. */
final class BayRule {
    private final Scene scene;
    private final ChangeRule changes;
    private final LaneRule lanes;

    BayRule(Scene scene, ChangeRule changes, LaneRule lanes) {
        this.scene = scene;
        this.changes = changes;
        this.lanes = lanes;
    }

    /** Takes a vehicle that has begun to halt off its lane, where that is long enough for it. */
    void enter(Vehicle v) {
        if (v.gone
                || !v.halting()
                || !(v.on instanceof Lane)
                || v.on.length <= v.space() + scene.constants.bayMoreMeters) {
            return;
        }
        List.copyOf(v.claims).forEach(Claim::release);
        v.on.vehicles.remove(v);
        double forward = Math.max(0, v.length() - v.position);
        v.position += forward;
        v.odometer += forward;
        v.speed = 0;
        v.parked = true;
    }

    void leave(Vehicle v, double time) {
        if (!v.parked || time < v.haltUntil) {
            return;
        }
        Lane lane = (Lane) v.on;
        Vehicle ahead = ahead(v, lane);
        if (changes.fits(v, lane, ahead, true)) {
            lane.insertBehind(v, ahead);
            v.parked = false;
            lanes.endHalt(v);
        }
    }

    private static @Nullable Vehicle ahead(Vehicle v, Lane lane) {
        Vehicle ahead = null;
        for (Vehicle u : lane.vehicles) {
            ahead = u.position >= v.position ? u : ahead;
        }
        return ahead;
    }
}
