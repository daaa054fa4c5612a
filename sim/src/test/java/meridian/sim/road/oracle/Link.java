package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.List;

/** A directed road. */
final class Link {
    final int number;
    final Junction end;
    /** From the kerb to the middle. */
    final List<Lane> lanes = new ArrayList<>();
    /** Trips that wait outside for room, in the order in which they came. */
    final List<Waiting> waiting = new ArrayList<>();

    final float freeSeconds;
    /** Running mean of the time to drive it, s. */
    float travelSeconds;

    Link(int number, Junction end, double freeSeconds) {
        this.number = number;
        this.end = end;
        this.freeSeconds = (float) freeSeconds;
        travelSeconds = this.freeSeconds;
    }

    double length() {
        return lanes.getFirst().length;
    }

    /** Somebody has left it after so long. */
    void passed(double seconds, double newestShare) {
        travelSeconds += (float) (newestShare * (Math.max(seconds, freeSeconds) - travelSeconds));
    }

    void fade(float factor) {
        travelSeconds = freeSeconds + (travelSeconds - freeSeconds) * factor;
    }
}
