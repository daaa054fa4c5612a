package meridian.model.network;

import java.util.List;
import java.util.Set;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;

/**
 * A directed road between two nodes, from one stop line to the next node's exit.
 *
 * @param id unique among links, as in the source (a direction or part is appended where the source's id covers several)
 * @param fromNode index of the node where it starts
 * @param toNode index of the node where it ends
 * @param name street name, empty where unknown
 * @param roadClass importance
 * @param shape middle of this direction's carriageway, in the direction of travel
 * @param lengthMeters driving length, more than 0; may differ a little from the shape's
 * @param lanes one or more, from the kerb (0) to the middle of the road
 * @param assumed what the source did not state
 */
public record Link(
        String id,
        int fromNode,
        int toNode,
        String name,
        RoadClass roadClass,
        Polyline shape,
        double lengthMeters,
        List<Lane> lanes,
        Set<Assumption> assumed) {
    /** Shorter links than this cannot hold a step of a vehicle. */
    public static final double SHORTEST_METERS = 0.1;

    /** The widest toll plazas have half as many. */
    public static final int MOST_LANES = 100;

    public Link {
        if (!(lengthMeters >= SHORTEST_METERS && lengthMeters < 1e6)) {
            throw new IllegalArgumentException(
                    "link " + id + " must be " + SHORTEST_METERS + " m to 1,000 km long, got " + lengthMeters + " m");
        }
        if (lanes.isEmpty() || lanes.size() > MOST_LANES) {
            throw new IllegalArgumentException(
                    "link " + id + " needs 1 to " + MOST_LANES + " lanes, got " + lanes.size());
        }
        lanes = List.copyOf(lanes);
        assumed = Set.copyOf(assumed);
    }

    /** Highest limit of its lanes, m/s. */
    public double speedLimitMps() {
        double best = 0;
        for (Lane lane : lanes) {
            best = Math.max(best, lane.speedLimitMps());
        }
        return best;
    }

    /** Time to drive it alone, s. */
    public double freeFlowSeconds() {
        return lengthMeters / speedLimitMps();
    }

    public double widthMeters() {
        double sum = 0;
        for (Lane lane : lanes) {
            sum += lane.widthMeters();
        }
        return sum;
    }

    /** How far the middle of a lane lies to the right of the shape, m. */
    public double laneOffsetRightMeters(int lane) {
        double fromKerb = 0;
        for (int i = 0; i < lane; i++) {
            fromKerb += lanes.get(i).widthMeters();
        }
        return widthMeters() / 2 - fromKerb - lanes.get(lane).widthMeters() / 2;
    }

    /** Where a lane begins: first point of {@link #laneShape}, without making all of it. */
    public Point laneStart(int lane) {
        return beside(shape.first(), shape.firstHeading(), laneOffsetRightMeters(lane));
    }

    /** Where a lane ends: last point of {@link #laneShape}. */
    public Point laneEnd(int lane) {
        return beside(shape.last(), shape.lastHeading(), laneOffsetRightMeters(lane));
    }

    private static Point beside(Point at, double heading, double rightMeters) {
        return new Point(
                at.xMeters() + rightMeters * Math.sin(heading), at.yMeters() - rightMeters * Math.cos(heading));
    }

    /** Middle of a lane. */
    public Polyline laneShape(int lane) {
        return shape.offsetRight(laneOffsetRightMeters(lane));
    }

    public boolean allows(VehicleKind kind) {
        for (Lane lane : lanes) {
            if (lane.access().allows(kind)) {
                return true;
            }
        }
        return false;
    }
}
