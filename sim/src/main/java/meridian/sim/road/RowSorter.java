package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;

/** Puts the rows into the order of the lanes, so that a step walks through memory from the start to the end. */
final class RowSorter {
    private final RoadNetwork road;
    private final Vehicles vehicles;
    private final Occupancy occupancy;
    private final Claims claims;
    private final RowOrder.Spare spare = new RowOrder.Spare();
    private int[] oldRow = new int[0];
    private int[] newRow = new int[0];

    RowSorter(RoadNetwork road, Vehicles vehicles, Occupancy occupancy, Claims claims) {
        this.road = road;
        this.vehicles = vehicles;
        this.occupancy = occupancy;
        this.claims = claims;
    }

    /** Sorts vehicles, chains and claims. Lists of rows that others hold must {@link #follow}. */
    void sort() {
        if (oldRow.length < vehicles.capacity()) {
            oldRow = new int[vehicles.capacity()];
            newRow = new int[vehicles.capacity()];
        }
        Arrays.fill(newRow, 0, vehicles.rows, NONE);
        int n = 0;
        for (int node = 0; node < road.nodeCount; node++) {
            if (occupancy.nodeCount[node] == 0) {
                continue;
            }
            for (int k = road.nodeMoveStart[node]; k < road.nodeMoveStart[node + 1]; k++) {
                n = list(road.laneCount + road.nodeMove[k], n);
            }
            for (int k = road.nodeLaneStart[node]; k < road.nodeLaneStart[node + 1]; k++) {
                n = list(road.nodeLane[k], n);
            }
        }
        for (int v = 0; vehicles.parkedCount > 0 && v < vehicles.rows; v++) {
            if (vehicles.used[v] && vehicles.parked[v]) {
                oldRow[n] = v;
                newRow[v] = n++;
            }
        }
        RowOrder order = new RowOrder(oldRow, n, 1, spare);
        occupancy.sort(newRow);
        vehicles.sort(order, newRow);
        claims.sort(order, newRow, n);
    }

    private int list(int segment, int start) {
        int n = start;
        for (int v = occupancy.front[segment]; v != NONE; v = vehicles.behind[v]) {
            oldRow[n] = v;
            newRow[v] = n++;
        }
        return n;
    }

    /** Follows the vehicles of a list to their new rows. */
    void follow(RowList list) {
        for (int i = 0; i < list.size; i++) {
            list.row[i] = newRow[list.row[i]];
        }
    }

    /** Where a vehicle is now that was in a row before, NONE if nowhere. */
    int newRow(int row) {
        return newRow[row];
    }
}
