package meridian.formats.osm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which edges meet at a vertex, in which direction they leave it, and how far the crossing of their surfaces reaches. */
final class Arms {
    /** The direction of an arm is taken this far out, so that a kink at the junction does not count. */
    private static final double LOOK_METERS = 12;
    /** Room for the kerb's curve and people on foot between the crossing road and the stop line. */
    private static final double CORNER_METERS = 3;

    private static final double FARTHEST_METERS = 18;
    /** At a bend or a change of lanes, the links only have to end. */
    private static final double SEAM_METERS = 0.5;

    private static final double ALMOST_STRAIGHT = Math.toRadians(150);
    private static final double ALMOST_PARALLEL = Math.toRadians(20);

    /**
     * One end of an edge.
     *
     * @param atStart whether the edge's first vertex is here
     * @param heading direction in which it leaves, radians counter-clockwise from east
     */
    record Arm(RoadEdge edge, boolean atStart, double heading) {}

    private final Plane plane;
    private final Map<Integer, List<Arm>> byVertex = new HashMap<>();

    Arms(List<RoadEdge> edges, Plane plane) {
        this.plane = plane;
        for (RoadEdge edge : edges) {
            add(edge, true);
            add(edge, false);
        }
    }

    private void add(RoadEdge edge, boolean atStart) {
        int vertex = atStart ? edge.first() : edge.last();
        byVertex.computeIfAbsent(vertex, v -> new ArrayList<>(4)).add(new Arm(edge, atStart, heading(edge, atStart)));
    }

    private double heading(RoadEdge edge, boolean atStart) {
        int[] vertices = edge.vertices();
        int n = vertices.length;
        int from = vertices[atStart ? 0 : n - 1];
        int seen = from;
        for (int i = 1; i < n; i++) {
            seen = vertices[atStart ? i : n - 1 - i];
            if (plane.distance(from, seen) >= LOOK_METERS) {
                break;
            }
        }
        return Math.atan2(plane.y(seen) - plane.y(from), plane.x(seen) - plane.x(from));
    }

    double distance(int a, int b) {
        return plane.distance(a, b);
    }

    List<Arm> at(int vertex) {
        return byVertex.getOrDefault(vertex, List.of());
    }

    /** How far from its end an edge is covered by the other roads that meet there, m. */
    double coveredMeters(RoadEdge edge, boolean atStart) {
        List<Arm> arms = at(atStart ? edge.first() : edge.last());
        if (arms.size() < 2) {
            return 0;
        }
        if (arms.size() == 2) {
            return SEAM_METERS;
        }
        double own = heading(edge, atStart);
        double covered = 0;
        for (Arm arm : arms) {
            if (arm.edge() == edge && arm.atStart() == atStart) {
                continue;
            }
            double angle = Math.abs(Math.IEEEremainder(arm.heading() - own, 2 * Math.PI));
            covered = Math.max(
                    covered,
                    covered(
                            angle,
                            edge.profile().widthMeters(),
                            arm.edge().profile().widthMeters()));
        }
        return Math.min(FARTHEST_METERS, covered + CORNER_METERS);
    }

    /** Where the near kerb of one road leaves the surface of another that meets it at this angle, m. */
    private static double covered(double angle, double width, double otherWidth) {
        if (angle > ALMOST_STRAIGHT) {
            return 0;
        }
        double bounded = Math.max(angle, ALMOST_PARALLEL);
        return Math.max(0, otherWidth / 2 / Math.sin(bounded) + width / 2 / Math.tan(bounded));
    }
}
