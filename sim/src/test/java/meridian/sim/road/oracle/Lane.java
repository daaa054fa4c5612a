package meridian.sim.road.oracle;

import java.util.ArrayList;
import java.util.List;
import meridian.model.demand.VehicleType;
import meridian.model.network.Access;

/** A lane of a link, from one node to the stop line at the next. */
final class Lane extends Segment {
    final Link link;
    /** From the kerb. */
    final int place;

    private final Access access;
    final List<Movement> in = new ArrayList<>();
    final List<Movement> out = new ArrayList<>();
    /** Road that its vehicles needed when this step began, m. */
    double takenBefore;

    Lane(int number, Link link, int place, meridian.model.network.Lane lane, double length) {
        super(number, length, lane.speedLimitMps());
        this.link = link;
        this.place = place;
        access = lane.access();
    }

    boolean open(VehicleType type) {
        return access.allows(type.kind());
    }

    /** Road that its vehicles need when they stand, m; counted in millimetres. */
    double taken() {
        long millimeters = 0;
        for (Vehicle v : vehicles) {
            millimeters += Math.round(1000 * v.space());
        }
        return millimeters / 1000.0;
    }
}
