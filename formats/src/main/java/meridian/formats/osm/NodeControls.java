package meridian.formats.osm;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import meridian.model.network.Assumption;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;

/** Who goes first at a junction, from signals, signs and the classes of its roads. */
final class NodeControls {
    /** A sign this near the end of a road stands for the junction there. */
    private static final double SIGN_REACH_METERS = 40;

    private final Junctions junctions;
    private final Arms arms;
    private final RoadSigns signs;

    NodeControls(Junctions junctions, Arms arms, RoadSigns signs) {
        this.junctions = junctions;
        this.arms = arms;
        this.signs = signs;
    }

    NodeControl of(int junction, List<RoadLink> arriving, List<RoadLink> leaving) {
        if (junctions.signalled(junction)) {
            return NodeControl.SIGNALS;
        }
        long edges = java.util.stream.Stream.concat(arriving.stream(), leaving.stream())
                .map(RoadLink::edge)
                .distinct()
                .count();
        if (edges < 3) {
            return NodeControl.NONE;
        }
        if (ring(junction)) {
            return NodeControl.ROUNDABOUT;
        }
        long signed = arriving.stream().filter(this::signed).count();
        if (signed == arriving.size() && arriving.stream().allMatch(this::mustStop)
                || arriving.stream().anyMatch(road -> sign(road, signs::stopsAll))
                || java.util.stream.IntStream.of(junctions.members(junction)).anyMatch(signs::stopsAll)) {
            return NodeControl.ALL_WAY_STOP;
        }
        boolean oneClass =
                arriving.stream().map(r -> r.link().roadClass()).distinct().count() <= 1;
        return signed > 0 || !oneClass || ramp(arriving) ? NodeControl.PRIORITY : NodeControl.RIGHT_BEFORE_LEFT;
    }

    private static boolean ramp(List<RoadLink> arriving) {
        return arriving.stream()
                .anyMatch(r ->
                        r.link().roadClass() == RoadClass.LINK_RAMP || r.link().roadClass() == RoadClass.MOTORWAY);
    }

    private boolean ring(int junction) {
        for (int vertex : junctions.members(junction)) {
            for (Arms.Arm arm : arms.at(vertex)) {
                if (arm.edge().profile().roundabout()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean signed(RoadLink road) {
        return sign(road, signs::yields);
    }

    /** Whether a stop sign stands there. */
    boolean mustStop(RoadLink road) {
        return sign(road, signs::stops);
    }

    /** Whether a sign stands on the last metres of a road, or at its end. */
    private boolean sign(RoadLink road, IntPredicate kind) {
        int[] vertices = road.edge().vertices();
        int n = vertices.length;
        double from = 0;
        for (int i = 0; i < n; i++) {
            int vertex = vertices[road.forward() ? n - 1 - i : i];
            int before = vertices[road.forward() ? Math.min(n - 1, n - i) : Math.max(0, i - 1)];
            from += arms.distance(vertex, before);
            // The nearer end counts: on a two-way road the sign of the other junction is also in sight.
            if (from > SIGN_REACH_METERS || from > road.edge().lengthMeters() / 2) {
                return false;
            }
            boolean atMiddle = i == 0;
            if (!atMiddle && kind.test(vertex)) {
                return true;
            }
        }
        return false;
    }

    /** What the tags did not say about a link, with who goes first at its end. */
    Set<Assumption> assumedAt(RoadLink road) {
        Set<Assumption> assumed = EnumSet.copyOf(road.link().assumed());
        if (!junctions.signalled(road.to()) && !signed(road)) {
            assumed.add(Assumption.PRIORITY);
        }
        return assumed;
    }
}
