package meridian.formats.osm;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Merges decision points that are one junction on the ground: the four crossings of two dual carriageways, a signal drawn
 * at its stop line, stubs too short to hold a car. A link of five metres inside a junction would lock the city.
 *
 * <p>Only points joined by road are merged, never a bridge with what it crosses, and nothing that is wider than a compact
 * junction afterwards. The pieces of a roundabout stay apart.
 */
final class JunctionMerger {
    /** Widest distance across a merged junction, m. */
    private static final double COMPACT_METERS = 45;
    /** A car needs 7.5 m; what is left of an edge between two junctions must hold one. */
    private static final double SHORTEST_REST_METERS = 8;

    private static final double ALWAYS_MERGED_METERS = 9;
    private static final double LONGEST_MERGED_METERS = 30;
    /**
     * A signal drawn on the approach belongs to the junction this near. With single linkage at 35 m the 1,077 signal nodes
     * of Montevideo form 681 clusters.
     */
    static final double SIGNAL_REACH_METERS = 35;

    /** The piece of a roundabout between the exit and the entry of one road is part of that road's junction. */
    private static final double SHORTEST_RING_PIECE_METERS = 12;
    /** What cannot hold a car at all is merged even where the junction becomes rather wide. */
    private static final double WIDEST_METERS = 60;

    private final List<RoadEdge> edges;
    private final Arms arms;
    private final BitSet signals;
    private final Plane plane;
    /** Union-find over vertices; a missing vertex is its own root. */
    private final Map<Integer, Integer> parent = new HashMap<>();
    /** Box of each root's members: minX, minY, maxX, maxY. */
    private final Map<Integer, double[]> box = new HashMap<>();

    private JunctionMerger(List<RoadEdge> edges, Arms arms, BitSet signals, Plane plane) {
        this.edges = edges;
        this.arms = arms;
        this.signals = signals;
        this.plane = plane;
    }

    static Junctions merge(List<RoadEdge> edges, Arms arms, BitSet signals, Plane plane) {
        JunctionMerger merger = new JunctionMerger(edges, arms, signals, plane);
        List<RoadEdge> byLength = new ArrayList<>(edges);
        byLength.sort(Comparator.comparingDouble(RoadEdge::lengthMeters).thenComparingInt(RoadEdge::index));
        byLength.stream().filter(merger::tooShort).forEach(merger::union);
        byLength.stream().filter(merger::approachOfSignal).forEach(merger::union);
        byLength.stream().filter(merger::betweenSignals).forEach(merger::union);
        // What the merged signals enclose, such as the fourth crossing of two dual carriageways.
        byLength.stream().filter(merger::besideTwoSignals).forEach(merger::union);
        return new Junctions(merger.members(), signals);
    }

    private boolean tooShort(RoadEdge edge) {
        double length = edge.lengthMeters();
        if (edge.first() == edge.last() || length > LONGEST_MERGED_METERS) {
            return false;
        }
        if (edge.profile().roundabout()) {
            return length < SHORTEST_RING_PIECE_METERS;
        }
        double rest = length - arms.coveredMeters(edge, true) - arms.coveredMeters(edge, false);
        return length < ALWAYS_MERGED_METERS || rest < SHORTEST_REST_METERS;
    }

    /** A signal on an open stretch, and the junction that a driver reaches behind it. */
    private boolean approachOfSignal(RoadEdge edge) {
        if (edge.lengthMeters() > SIGNAL_REACH_METERS || edge.profile().roundabout()) {
            return false;
        }
        boolean firstIsApproach =
                signals.get(edge.first()) && arms.at(edge.first()).size() == 2;
        boolean lastIsApproach =
                signals.get(edge.last()) && arms.at(edge.last()).size() == 2;
        boolean towardsLast = firstIsApproach && arms.at(edge.last()).size() > 2;
        boolean towardsFirst = lastIsApproach
                && edge.profile().twoWay()
                && arms.at(edge.first()).size() > 2;
        return (towardsLast || towardsFirst) && alone(towardsLast ? edge.first() : edge.last());
    }

    /** Whether nothing has been merged with this vertex yet: a signal belongs to one junction. */
    private boolean alone(int vertex) {
        return !parent.containsKey(vertex);
    }

    private boolean betweenSignals(RoadEdge edge) {
        return edge.lengthMeters() <= SIGNAL_REACH_METERS
                && !edge.profile().roundabout()
                && signalled(edge.first())
                && signalled(edge.last());
    }

    private boolean besideTwoSignals(RoadEdge edge) {
        return edge.lengthMeters() <= LONGEST_MERGED_METERS
                && !edge.profile().roundabout()
                && (signalled(edge.first()) && touchesTwoSignals(edge.last())
                        || signalled(edge.last()) && touchesTwoSignals(edge.first()));
    }

    private boolean touchesTwoSignals(int vertex) {
        int root = 0;
        int count = 0;
        for (Arms.Arm arm : arms.at(vertex)) {
            int other = arm.edge().first() == vertex
                    ? arm.edge().last()
                    : arm.edge().first();
            if (arm.edge().lengthMeters() <= LONGEST_MERGED_METERS && signalled(other)) {
                count += count == 0 || root(other) == root ? 1 : 0;
                root = root(other);
            }
        }
        return count >= 2;
    }

    private boolean signalled(int vertex) {
        return signals.get(vertex) || signals.get(root(vertex));
    }

    private int root(int vertex) {
        int at = vertex;
        for (Integer up = parent.get(at); up != null && up != at; up = parent.get(at)) {
            at = up;
        }
        if (at != vertex) {
            parent.put(vertex, at);
        }
        return at;
    }

    private void union(RoadEdge edge) {
        int a = root(edge.first());
        int b = root(edge.last());
        if (a == b) {
            return;
        }
        double[] first = boxOf(a);
        double[] second = boxOf(b);
        double[] both = {
            Math.min(first[0], second[0]), Math.min(first[1], second[1]),
            Math.max(first[2], second[2]), Math.max(first[3], second[3])
        };
        double widest = edge.lengthMeters() < ALWAYS_MERGED_METERS ? WIDEST_METERS : COMPACT_METERS;
        if (Math.hypot(both[2] - both[0], both[3] - both[1]) > widest) {
            return;
        }
        // A signalled vertex stays root, so that one look at the root tells whether the junction has signals.
        int root = signals.get(b) && !signals.get(a) ? b : a;
        int child = root == a ? b : a;
        parent.put(root, root);
        parent.put(child, root);
        box.put(root, both);
    }

    private double[] boxOf(int root) {
        return box.computeIfAbsent(root, v -> new double[] {plane.x(v), plane.y(v), plane.x(v), plane.y(v)});
    }

    private List<int[]> members() {
        Map<Integer, List<Integer>> groups = new TreeMap<>();
        for (RoadEdge edge : edges) {
            for (int vertex : new int[] {edge.first(), edge.last()}) {
                List<Integer> group = groups.computeIfAbsent(root(vertex), r -> new ArrayList<>());
                group.add(vertex);
            }
        }
        List<int[]> members = new ArrayList<>();
        groups.values()
                .forEach(g -> members.add(
                        g.stream().mapToInt(v -> v).sorted().distinct().toArray()));
        members.sort(Comparator.comparingInt((int[] m) -> m[0]));
        return members;
    }
}
