package meridian.sim.road;

import static meridian.sim.road.Vehicles.NONE;

import java.util.Arrays;

/**
 * Who is on which segment: a chain of vehicles from front to back, and the vehicle whose front has left while its tail has
 * not.
 */
final class Occupancy {
    private final RoadNetwork road;
    private final Vehicles vehicles;

    int[] front;
    int[] back;
    /** Vehicles on the lanes that end at a node and on its movements. */
    int[] nodeCount;
    /** Movements of a node on which somebody is, as a set ({@link RoadNetwork#moveBit}). */
    long[] inside;
    /** Vehicles on the lanes of a link whose better lane is another one than their own. */
    private int[] misplaced;
    /** Road that the vehicles of a segment need when they stand, mm. */
    private int[] taken;
    /** The same for lanes at the beginning of the step, which every thread may read. */
    private int[] takenBefore;
    /** Last vehicle that left the segment at its end, its running number and its odometer at that moment. */
    private int[] tail;

    private long[] tailSerial;
    private double[] tailOdometer;

    Occupancy(RoadNetwork road, Vehicles vehicles) {
        this.road = road;
        this.vehicles = vehicles;
        int n = road.segmentCount();
        front = filled(n);
        back = filled(n);
        nodeCount = new int[road.nodeCount];
        inside = new long[road.nodeCount];
        misplaced = new int[road.linkCount];
        taken = new int[n];
        takenBefore = new int[road.laneCount];
        tail = filled(n);
        tailSerial = new long[n];
        tailOdometer = new double[n];
    }

    void each(Columns columns) {
        front = columns.of(front);
        back = columns.of(back);
        nodeCount = columns.of(nodeCount);
        inside = columns.of(inside);
        misplaced = columns.of(misplaced);
        taken = columns.of(taken);
        takenBefore = columns.of(takenBefore);
        tail = columns.of(tail);
        tailSerial = columns.of(tailSerial);
        tailOdometer = columns.of(tailOdometer);
    }

    /** Follows the vehicles to their new rows. */
    void sort(int[] newRow) {
        for (int s = 0; s < front.length; s++) {
            front[s] = Vehicles.moved(front[s], newRow);
            back[s] = Vehicles.moved(back[s], newRow);
            // A vehicle that has left the road has no new row, and no tail either.
            tail[s] = Vehicles.moved(tail[s], newRow);
        }
    }

    private static int[] filled(int n) {
        int[] array = new int[n];
        Arrays.fill(array, NONE);
        return array;
    }

    /** After the rows of some vehicles have been taken over: nobody is elsewhere than in a region. */
    void keepOnly(Region region, int[] newRow) {
        for (int s = 0; s < front.length; s++) {
            front[s] = Vehicles.moved(front[s], newRow);
            back[s] = Vehicles.moved(back[s], newRow);
            tail[s] = Vehicles.moved(tail[s], newRow);
            taken[s] = region.hasSegment(s) ? taken[s] : 0;
        }
        for (int node = 0; node < inside.length; node++) {
            inside[node] = region.hasNode(node) ? inside[node] : 0;
        }
        for (int link = 0; link < misplaced.length; link++) {
            misplaced[link] = region.hasLink(link) ? misplaced[link] : 0;
        }
        Arrays.fill(nodeCount, 0);
        for (int v = 0; v < vehicles.rows; v++) {
            nodeCount[road.nodeOf(vehicles.segment[v])]++;
        }
    }

    /** Puts a vehicle, whose position is set, into the chain of a segment. */
    void insert(int v, int segment) {
        int ahead = back[segment];
        while (ahead != NONE && vehicles.position[ahead] < vehicles.position[v]) {
            ahead = vehicles.ahead[ahead];
        }
        insertBehind(v, segment, ahead);
    }

    /** Puts a vehicle into the chain of a segment, right behind one that is on it; NONE: as the first. */
    void insertBehind(int v, int segment, int ahead) {
        vehicles.segment[v] = segment;
        taken[segment] += vehicles.types.spaceMillis[vehicles.type[v]];
        int behind = ahead == NONE ? front[segment] : vehicles.behind[ahead];
        vehicles.ahead[v] = ahead;
        vehicles.behind[v] = behind;
        if (ahead == NONE) {
            front[segment] = v;
        } else {
            vehicles.behind[ahead] = v;
        }
        if (behind == NONE) {
            back[segment] = v;
        } else {
            vehicles.ahead[behind] = v;
        }
        if (segment >= road.laneCount) {
            inside[road.nodeOf(segment)] |= road.moveBit[segment - road.laneCount];
        } else if (vehicles.laneOffset[v] != 0) {
            misplaced[road.laneLink[segment]]++;
        }
    }

    /** Sets how many lanes to the left the better lane is of a vehicle that is on a lane. */
    void setLaneOffset(int v, int offset) {
        int link = road.laneLink[vehicles.segment[v]];
        misplaced[link] += (offset != 0 ? 1 : 0) - (vehicles.laneOffset[v] != 0 ? 1 : 0);
        vehicles.laneOffset[v] = (byte) offset;
    }

    /** Whether somebody on a link would better be on another of its lanes. */
    boolean anyMisplaced(int link) {
        return misplaced[link] > 0;
    }

    void remove(int v) {
        int segment = vehicles.segment[v];
        taken[segment] -= vehicles.types.spaceMillis[vehicles.type[v]];
        int ahead = vehicles.ahead[v];
        int behind = vehicles.behind[v];
        if (ahead == NONE) {
            front[segment] = behind;
        } else {
            vehicles.behind[ahead] = behind;
        }
        if (behind == NONE) {
            back[segment] = ahead;
        } else {
            vehicles.ahead[behind] = ahead;
        }
        if (segment < road.laneCount) {
            misplaced[road.laneLink[segment]] -= vehicles.laneOffset[v] != 0 ? 1 : 0;
        } else if (front[segment] == NONE) {
            int node = road.nodeOf(segment);
            inside[node] = road.without(inside[node], segment - road.laneCount);
        }
        vehicles.ahead[v] = NONE;
        vehicles.behind[v] = NONE;
    }

    /** @throws IllegalArgumentException where what is noted about segments and nodes does not fit to who is there */
    void check() {
        int[] count = new int[nodeCount.length];
        int[] beside = new int[misplaced.length];
        for (int s = 0; s < front.length; s++) {
            StateCheck.within(tail[s], NONE, vehicles.rows, "a tail on a lane");
            int space = 0;
            for (int v = front[s]; v != NONE; v = vehicles.behind[v]) {
                count[road.nodeOf(s)]++;
                space += vehicles.types.spaceMillis[vehicles.type[v]];
                beside[road.linkOf(s)] += s < road.laneCount && vehicles.laneOffset[v] != 0 ? 1 : 0;
                boolean known = s < road.laneCount || mayBeOn(road.nodeOf(s), s - road.laneCount);
                StateCheck.holds(known, "somebody is in a node that knows nobody");
            }
            StateCheck.holds(space == taken[s], "a lane is fuller or emptier than told");
        }
        StateCheck.holds(Arrays.equals(count, nodeCount), "more or fewer vehicles come to a node than told");
        StateCheck.holds(Arrays.equals(beside, misplaced), "more or fewer want another lane than told");
    }

    /** Whether somebody may be on a movement of a node; if not, nobody is. */
    boolean mayBeOn(int node, int movement) {
        return (inside[node] & road.moveBit[movement]) != 0;
    }

    /** Notes how full the lanes are, for all who look at them in this step. */
    void note() {
        System.arraycopy(taken, 0, takenBefore, 0, takenBefore.length);
    }

    /** Road that the vehicles of a lane need when they stand, m; only the thread that rules the lane may ask. */
    double takenNow(int lane) {
        return taken[lane] / 1000.0;
    }

    /** The same as it was at the last {@link #note}. */
    double taken(int lane) {
        return takenBefore[lane] / 1000.0;
    }

    /**
     * Remembers that a vehicle's front has left a segment over its end. Nobody's rear who left it before can be farther back.
     *
     * @param beyond how far its front is beyond the end, m
     */
    void leave(int v, int segment, double beyond) {
        tail[segment] = v;
        tailSerial[segment] = vehicles.serial[v];
        tailOdometer[segment] = vehicles.odometer[v] - beyond;
    }

    /** The vehicle whose tail is still on the segment though its front has left it over its end, or NONE. */
    int tailOn(int segment) {
        int v = tail[segment];
        if (v == NONE) {
            return NONE;
        }
        boolean gone = !vehicles.used[v]
                || vehicles.serial[v] != tailSerial[segment]
                || vehicles.odometer[v] - tailOdometer[segment] >= vehicles.length(v);
        if (gone) {
            tail[segment] = NONE;
            return NONE;
        }
        return v;
    }

    /** Rear bumper of {@link #tailOn}, m from the start of the segment. */
    double tailRear(int segment) {
        int v = tail[segment];
        return road.segLength[segment] + vehicles.odometer[v] - tailOdometer[segment] - vehicles.length(v);
    }

    /** The vehicle that somebody who comes onto the segment finds in front: the last on it, else a tail, else NONE. */
    int lastOn(int segment) {
        int v = back[segment];
        return v != NONE ? v : tailOn(segment);
    }

    /** Rear bumper of {@link #lastOn}, m from the start of the segment; its length where nobody is there. */
    double lastRear(int segment) {
        int v = back[segment];
        if (v != NONE) {
            return vehicles.rear(v);
        }
        return tailOn(segment) == NONE ? road.segLength[segment] : tailRear(segment);
    }
}
