package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;

/**
 * Drivers who look past the end of their own lane and come to another line within sight: where links are shorter than the
 * way a driver looks ahead. They ask ("knock") in one step and are answered by the node in the next.
 */
final class Knocks {
    private final RoadNetwork road;
    private final Vehicles vehicles;
    /** First to knock at a node, the nearest to its line; the others follow in {@link #next}, farther and farther. */
    final int[] first;

    int[] next = new int[0];
    private int[] nodes = new int[64];
    private int nodeCount;

    Knocks(RoadNetwork road, Vehicles vehicles) {
        this.road = road;
        this.vehicles = vehicles;
        first = new int[road.nodeCount];
        Arrays.fill(first, NONE);
    }

    /** Forgets everybody. */
    void clear() {
        for (int i = 0; i < nodeCount; i++) {
            first[nodes[i]] = NONE;
        }
        nodeCount = 0;
        if (next.length < vehicles.capacity()) {
            next = new int[vehicles.capacity()];
        }
    }

    /** Notes a driver whose knock is set; the order of calls does not matter. */
    void add(int v) {
        int node = road.nodeOf(road.laneCount + vehicles.knock[v]);
        if (first[node] == NONE) {
            if (nodeCount == nodes.length) {
                nodes = Arrays.copyOf(nodes, 2 * nodeCount);
            }
            nodes[nodeCount++] = node;
        }
        int before = NONE;
        int after = first[node];
        while (after != NONE && nearer(after, v)) {
            before = after;
            after = next[after];
        }
        next[v] = after;
        if (before == NONE) {
            first[node] = v;
        } else {
            next[before] = v;
        }
    }

    private boolean nearer(int u, int v) {
        double difference = vehicles.knockMeters[u] - vehicles.knockMeters[v];
        return difference < 0 || difference == 0 && vehicles.serial[u] < vehicles.serial[v];
    }
}
