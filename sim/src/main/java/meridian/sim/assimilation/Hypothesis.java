package meridian.sim.assimilation;

import meridian.model.event.RoadEvent.LaneClosed;
import meridian.sim.road.RoadEngine;
import org.jspecify.annotations.Nullable;

/**
 * What may be otherwise than the twin believes.
 *
 * @param opened a lane that is held to be closed and is not
 * @param closed a lane that is held to be open and is not
 */
record Hypothesis(@Nullable LaneClosed opened, @Nullable LaneClosed closed) {
    static Hypothesis closing(LaneClosed lane) {
        return new Hypothesis(null, lane);
    }

    static Hypothesis opening(LaneClosed lane) {
        return new Hypothesis(lane, null);
    }

    static Hypothesis exchanging(LaneClosed lane, LaneClosed other) {
        return new Hypothesis(lane, other);
    }

    /** Lets it be so in a fork. */
    void applyTo(RoadEngine fork) {
        if (opened != null) {
            fork.lift(opened);
        }
        if (closed != null) {
            fork.apply(closed);
        }
    }
}
