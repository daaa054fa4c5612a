package meridian.sim.road;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A part of a network that can be tried on its own: some nodes, the links that lead to them, and the links that lead away
 * from them as far as the next node. Whoever comes to the end of one of those has left. Immutable; made once for a junction
 * and used for all forks around it.
 */
public final class Region {
    private final RoadNetwork road;
    private final boolean[] node;
    private final boolean[] segment;
    private final int[] segments;
    private final int[] entrances;

    private Region(RoadNetwork road, boolean[] node) {
        this.road = road;
        this.node = node;
        segment = new boolean[road.segmentCount()];
        for (int lane = 0; lane < road.laneCount; lane++) {
            int link = road.laneLink[lane];
            segment[lane] =
                    node[road.laneNode[lane]] || node[road.network.link(link).fromNode()];
        }
        for (int m = 0; m < road.movementCount; m++) {
            segment[road.laneCount + m] = node[road.nodeOf(road.laneCount + m)];
        }
        segments = inOrder(road);
        entrances = IntStream.range(0, road.linkCount).filter(this::entrance).toArray();
    }

    /**
     * The nodes within some hops of one, with or against the direction of the links.
     *
     * @param hops 0: the node alone
     */
    public static Region around(RoadNetwork road, int center, int hops) {
        int[] distance = new int[road.nodeCount];
        Arrays.fill(distance, Integer.MAX_VALUE);
        distance[center] = 0;
        List<List<Integer>> beside = neighbours(road);
        ArrayDeque<Integer> open = new ArrayDeque<>(List.of(center));
        boolean[] node = new boolean[road.nodeCount];
        while (!open.isEmpty()) {
            int n = open.remove();
            node[n] = true;
            for (int other : beside.get(n)) {
                if (distance[n] < hops && distance[other] == Integer.MAX_VALUE) {
                    distance[other] = distance[n] + 1;
                    open.add(other);
                }
            }
        }
        return new Region(road, node);
    }

    private static List<List<Integer>> neighbours(RoadNetwork road) {
        List<List<Integer>> beside = new ArrayList<>();
        for (int n = 0; n < road.nodeCount; n++) {
            beside.add(new ArrayList<>());
        }
        for (var link : road.network.links()) {
            beside.get(link.fromNode()).add(link.toNode());
            beside.get(link.toNode()).add(link.fromNode());
        }
        return beside;
    }

    /** Its lanes and movements, those of a node one after the other. */
    private int[] inOrder(RoadNetwork network) {
        IntStream.Builder order = IntStream.builder();
        for (int n = 0; n < network.nodeCount; n++) {
            for (int k = network.nodeMoveStart[n]; k < network.nodeMoveStart[n + 1] && node[n]; k++) {
                order.add(network.laneCount + network.nodeMove[k]);
            }
            for (int k = network.nodeLaneStart[n]; k < network.nodeLaneStart[n + 1]; k++) {
                if (segment[network.nodeLane[k]]) {
                    order.add(network.nodeLane[k]);
                }
            }
        }
        return order.build().toArray();
    }

    /** Do not change. */
    int[] segments() {
        return segments;
    }

    /** Links that lead into it from outside; do not change. */
    int[] entrances() {
        return entrances;
    }

    boolean of(RoadNetwork network) {
        return network == road;
    }

    /** Whether a node's junction belongs to it. */
    public boolean hasNode(int index) {
        return node[index];
    }

    /** Whether a link leads to one of its nodes or away from one. */
    public boolean hasLink(int link) {
        return segment[road.linkLane[link]];
    }

    /** Whether vehicles of the region may be on a lane or movement. */
    boolean hasSegment(int index) {
        return segment[index];
    }

    /** Whether a link leads into it from outside. */
    public boolean entrance(int link) {
        var l = road.network.link(link);
        return node[l.toNode()] && !node[l.fromNode()];
    }

    /** Nodes of the region. */
    public int size() {
        int count = 0;
        for (boolean in : node) {
            count += in ? 1 : 0;
        }
        return count;
    }

    /**
     * Index in a path of the last link that belongs to the way through the region which is begun at {@code leg}.
     *
     * @param leg index of a link of the region
     */
    int lastLeg(int[] path, int leg) {
        int last = leg;
        while (last < path.length - 1 && node[road.network.link(path[last]).toNode()]) {
            last++;
        }
        return last;
    }
}
