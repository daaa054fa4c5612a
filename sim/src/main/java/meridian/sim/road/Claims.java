package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;

/**
 * Who has committed to drive through which movement, in order of commitment.
 *
 * <p>A claim lasts from the moment its driver may no longer stop before the line (or enters) until the tail has left the
 * movement. Each vehicle has {@value #EACH} places for claims, from {@code v * EACH} on; claims of a movement are chained.
 * Only the thread that rules a node changes the claims of its movements.
 */
final class Claims {
    /** Claims that a vehicle can have at a time: lines ahead that it can reach, and movements that its tail is still on. */
    static final int EACH = 4;
    /** Ways are sums of doubles. */
    private static final double JUST_METERS = 1e-6;

    private final RoadNetwork road;
    private final Vehicles vehicles;

    /** First claim of a movement. */
    int[] first;
    /** Ranks given at a node so far, and claims that are held there now. */
    private int[] ranks;

    int[] held;
    /** Movements of a node on which there are claims, as a set ({@link RoadNetwork#moveBit}). */
    long[] claimed;

    /** Movement of a claim, NONE: the place is free. */
    int[] movement = new int[0];

    int[] next = new int[0];
    /** Rank among the claims of a node, taken when committing to the line; the smaller goes first. */
    int[] order = new int[0];
    /** Rank beyond the waiting place: the same, or taken anew by who waited there. */
    private int[] laterOrder = new int[0];
    /** Odometer of the vehicle when its front is at the stop line. */
    private double[] lineOdometer = new double[0];

    private final RowOrder.Spare spare = new RowOrder.Spare();
    /** False while the driver may only go as far as the waiting place inside the node. */
    boolean[] whole = new boolean[0];

    Claims(RoadNetwork road, Vehicles vehicles) {
        this.road = road;
        this.vehicles = vehicles;
        first = new int[road.movementCount];
        Arrays.fill(first, NONE);
        ranks = new int[road.nodeCount];
        held = new int[road.nodeCount];
        claimed = new long[road.nodeCount];
        grow();
    }

    /** All that changes; to be called when the vehicles have their rows. */
    void each(Columns columns) {
        first = columns.of(first);
        ranks = columns.of(ranks);
        held = columns.of(held);
        claimed = columns.of(claimed);
        eachOfTable(columns.vehicles(vehicles.rows, EACH));
        clearFrom(vehicles.rows * EACH);
    }

    /** Makes room for as many vehicles as the table of vehicles has. */
    void grow() {
        int old = movement.length;
        eachOfTable(Columns.sized(vehicles.capacity() * EACH));
        clearFrom(old);
    }

    private void eachOfTable(Columns columns) {
        movement = columns.of(movement);
        next = columns.of(next);
        order = columns.of(order);
        laterOrder = columns.of(laterOrder);
        lineOdometer = columns.of(lineOdometer);
        whole = columns.of(whole);
    }

    /**
     * After the rows of some vehicles have been taken over: only their claims in a region are kept, in the old order.
     *
     * @param from where they come from, whose chains are whole
     */
    void keepOnly(Claims from, Region region, int[] newRow, int count) {
        Arrays.fill(first, NONE);
        Arrays.fill(held, 0);
        Arrays.fill(claimed, 0);
        for (int v = 0; v < count; v++) {
            vehicles.lineClaim[v] = moved(vehicles.lineClaim[v], newRow);
        }
        for (int c = 0; c < count * EACH; c++) {
            if (movement[c] != NONE && !region.hasSegment(road.laneCount + movement[c])) {
                vehicles.lineClaim[c / EACH] = vehicles.lineClaim[c / EACH] == c ? NONE : vehicles.lineClaim[c / EACH];
                clear(c);
            }
        }
        for (int segment : region.segments()) {
            if (segment >= road.laneCount) {
                keepChain(from, segment - road.laneCount, newRow);
            }
        }
    }

    private void keepChain(Claims from, int m, int[] newRow) {
        int last = NONE;
        int node = node(m);
        for (int old = from.first[m]; old != NONE; old = from.next[old]) {
            if (newRow[old / EACH] != NONE) {
                int c = moved(old, newRow);
                next[c] = NONE;
                if (last == NONE) {
                    first[m] = c;
                } else {
                    next[last] = c;
                }
                last = c;
                held[node]++;
                claimed[node] |= road.moveBit[m];
            }
        }
    }

    /** Free places are all alike, so that equal cities have equal columns. */
    private void clearFrom(int place) {
        for (int c = place; c < movement.length; c++) {
            clear(c);
        }
    }

    private void clear(int c) {
        movement[c] = NONE;
        next[c] = NONE;
        order[c] = 0;
        laterOrder[c] = 0;
        lineOdometer[c] = 0;
        whole[c] = false;
    }

    /** Follows the vehicles to their new rows. */
    void sort(RowOrder vehicleOrder, int[] newRow, int count) {
        eachOfTable(vehicleOrder.wide(EACH, spare));
        clearFrom(count * EACH);
        for (int m = 0; m < first.length; m++) {
            first[m] = moved(first[m], newRow);
        }
        for (int c = 0; c < count * EACH; c++) {
            if (movement[c] != NONE) {
                next[c] = moved(next[c], newRow);
            }
        }
        for (int v = 0; v < count; v++) {
            vehicles.lineClaim[v] = moved(vehicles.lineClaim[v], newRow);
        }
    }

    private static int moved(int claim, int[] newRow) {
        return claim < 0 ? claim : newRow[claim / EACH] * EACH + claim % EACH;
    }

    int vehicle(int c) {
        return c / EACH;
    }

    /**
     * A new claim, behind all others of the node.
     *
     * @param distance from the front to the stop line, m
     * @return the claim, or NONE where the vehicle has no place left for one
     */
    int add(int v, int m, double distance, boolean isWhole) {
        int c = v * EACH;
        while (movement[c] != NONE) {
            if (++c == (v + 1) * EACH) {
                return NONE;
            }
        }
        int node = node(m);
        held[node]++;
        claimed[node] |= road.moveBit[m];
        movement[c] = m;
        order[c] = ++ranks[node];
        laterOrder[c] = order[c];
        lineOdometer[c] = vehicles.odometer[v] + distance;
        whole[c] = isWhole;
        next[c] = first[m];
        first[m] = c;
        return c;
    }

    /** A driver who waited inside the node goes on, behind all who are committed now; what is taken already stays taken. */
    void complete(int c) {
        whole[c] = true;
        laterOrder[c] = ++ranks[node(movement[c])];
    }

    private int node(int m) {
        return road.laneNode[road.moveFrom[m]];
    }

    /** The claim's rank for a stretch that begins this far into the node, m. */
    int rank(int c, double enter, double waitingPlace) {
        return enter < waitingPlace ? order[c] : laterOrder[c];
    }

    /** The vehicle's claim on this movement, or NONE. */
    int find(int v, int m) {
        for (int c = v * EACH; c < (v + 1) * EACH; c++) {
            if (movement[c] == m) {
                return c;
            }
        }
        return NONE;
    }

    /** Whether the vehicle has a claim on any movement, ahead or under it. */
    boolean any(int v) {
        for (int c = v * EACH; c < (v + 1) * EACH; c++) {
            if (movement[c] != NONE) {
                return true;
            }
        }
        return false;
    }

    /** The vehicle's claim on a movement from a lane whose line is still ahead, or was passed in this very step; or NONE. */
    int findFrom(int v, int lane) {
        double over = vehicles.segment[v] == lane ? vehicles.position[v] - road.segLength[lane] : 0;
        double beyond = over > 0 ? over + JUST_METERS : 0;
        for (int c = v * EACH; c < (v + 1) * EACH; c++) {
            if (movement[c] != NONE && road.moveFrom[movement[c]] == lane && front(c) < beyond) {
                return c;
            }
        }
        return NONE;
    }

    /** Whether a vehicle is committed to go all the way through the node before it. */
    boolean wholeOf(int v) {
        int c = vehicles.lineClaim[v];
        return c != NONE && whole[c];
    }

    /** Front of the claim's vehicle, m beyond the stop line (negative: before it). */
    double front(int c) {
        return vehicles.odometer[c / EACH] - lineOdometer[c];
    }

    /** Rear of the claim's vehicle, m beyond the stop line. */
    double rear(int c) {
        int v = c / EACH;
        return vehicles.odometer[v] - lineOdometer[c] - vehicles.length(v);
    }

    void releaseAll(int v) {
        for (int c = v * EACH; c < (v + 1) * EACH; c++) {
            if (movement[c] != NONE) {
                release(c);
            }
        }
    }

    void release(int c) {
        int m = movement[c];
        if (first[m] == c) {
            first[m] = next[c];
        } else {
            int before = first[m];
            while (next[before] != c) {
                before = next[before];
            }
            next[before] = next[c];
        }
        clear(c);
        int node = node(m);
        held[node]--;
        if (first[m] == NONE) {
            claimed[node] = road.without(claimed[node], m);
        }
        if (vehicles.lineClaim[c / EACH] == c) {
            vehicles.lineClaim[c / EACH] = NONE;
        }
    }
}
