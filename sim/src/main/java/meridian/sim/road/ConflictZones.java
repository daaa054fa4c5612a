package meridian.sim.road;

import java.util.Arrays;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Conflicts;
import meridian.model.network.Network;

/**
 * Where two movements of a node share road: for each ordered pair the stretch of the first path that the second one
 * touches.
 *
 * <p>Pairs of movement m are {@code start[m] … start[m + 1] − 1}. Built once, never changed.
 */
final class ConflictZones {
    /** Two vehicles on paths closer than this touch: two half widths of 0.9 m and a hand's breadth. */
    private static final double TOUCHING_METERS = 2.0;

    private static final int SAMPLES = 24;
    /** Kept before a stretch by who waits inside a node, m, and the least way into the node that is worth driving. */
    private static final double KEPT_METERS = 0.3;

    private static final double ROOM_METERS = 4;

    final int[] start;
    /** The other movement of the pair. */
    final int[] foe;
    /** Stretch of the own path, m from the stop line. */
    final float[] enter;

    final float[] exit;
    /** Stretch of the other's path, m from its stop line. */
    final float[] foeEnter;

    final float[] foeExit;
    /** Whether the own movement lets the other one go first. */
    final boolean[] yields;
    /** Whether both end in the same lane. */
    final boolean[] merges;
    /** Whether anybody yields to this movement, so that drivers who approach on it must be known. */
    final boolean[] watched;

    /** Other movements from the same lane: {@code siblingStart[m] … siblingStart[m + 1] − 1}. */
    final int[] siblingStart;

    final int[] sibling;
    /** How far into the node the two paths lie together, m of the sibling's way. */
    final float[] apart;

    private ConflictZones(int movements, int pairs, int siblings) {
        siblingStart = new int[movements + 1];
        sibling = new int[siblings];
        apart = new float[siblings];
        start = new int[movements + 1];
        foe = new int[pairs];
        enter = new float[pairs];
        exit = new float[pairs];
        foeEnter = new float[pairs];
        foeExit = new float[pairs];
        yields = new boolean[pairs];
        merges = new boolean[pairs];
        watched = new boolean[movements];
    }

    static ConflictZones of(RoadNetwork road) {
        Network network = road.network;
        int pairs = 0;
        int[] degree = new int[road.movementCount];
        for (int n = 0; n < network.nodes().size(); n++) {
            Conflicts conflicts = network.conflicts(n);
            int[] at = network.movementsAt(n);
            for (int a = 0; a < at.length; a++) {
                for (int b = 0; b < at.length; b++) {
                    if (matters(road, conflicts, at, a, b)) {
                        degree[at[a]]++;
                        pairs++;
                    }
                }
            }
        }
        int siblings = 0;
        for (int lane = 0; lane < road.laneCount; lane++) {
            int out = road.laneOutStart[lane + 1] - road.laneOutStart[lane];
            siblings += out * (out - 1);
        }
        ConflictZones zones = new ConflictZones(road.movementCount, pairs, siblings);
        zones.fillSiblings(road, network);
        for (int m = 0; m < road.movementCount; m++) {
            zones.start[m + 1] = zones.start[m] + degree[m];
        }
        for (int n = 0; n < network.nodes().size(); n++) {
            zones.fill(road, network, n);
        }
        return zones;
    }

    private static boolean matters(RoadNetwork road, Conflicts conflicts, int[] at, int a, int b) {
        // Drivers from one lane follow each other; they need no other rule. Ending in one lane is always a conflict.
        return a != b
                && road.moveFrom[at[a]] != road.moveFrom[at[b]]
                && (conflicts.crosses(a, b) || road.moveTo[at[a]] == road.moveTo[at[b]]);
    }

    private void fill(RoadNetwork road, Network network, int node) {
        Conflicts conflicts = network.conflicts(node);
        int[] at = network.movementsAt(node);
        Polyline[] shapes = new Polyline[at.length];
        for (int a = 0; a < at.length; a++) {
            int i = start[at[a]];
            for (int b = 0; b < at.length; b++) {
                if (!matters(road, conflicts, at, a, b)) {
                    continue;
                }
                Polyline own = shape(network, at, shapes, a);
                Polyline other = shape(network, at, shapes, b);
                foe[i] = at[b];
                yields[i] = conflicts.yields(a, b);
                merges[i] = road.moveTo[at[a]] == road.moveTo[at[b]];
                double ownLength = road.segLength[road.laneCount + at[a]];
                double otherLength = road.segLength[road.laneCount + at[b]];
                double[] mine = stretch(own, other, ownLength, merges[i]);
                double[] theirs = stretch(other, own, otherLength, merges[i]);
                enter[i] = (float) mine[0];
                exit[i] = (float) mine[1];
                foeEnter[i] = (float) theirs[0];
                foeExit[i] = (float) theirs[1];
                if (yields[i]) {
                    watched[at[b]] = true;
                }
                i++;
            }
        }
    }

    private void fillSiblings(RoadNetwork road, Network network) {
        int at = 0;
        for (int m = 0; m < road.movementCount; m++) {
            siblingStart[m] = at;
            int lane = road.moveFrom[m];
            if (road.laneOutStart[lane + 1] - road.laneOutStart[lane] > 1) {
                Polyline own = network.movementShape(m);
                for (int i = road.laneOutStart[lane]; i < road.laneOutStart[lane + 1]; i++) {
                    int other = road.laneOut[i];
                    if (other != m) {
                        sibling[at] = other;
                        apart[at++] = (float)
                                together(network.movementShape(other), own, road.segLength[road.laneCount + other]);
                    }
                }
            }
        }
        siblingStart[road.movementCount] = at;
    }

    /** How far {@code path} stays close to {@code other} from their common start, scaled to the driving length. */
    private static double together(Polyline path, Polyline other, double drivingLength) {
        for (int i = 1; i <= SAMPLES; i++) {
            if (!near(path, other, (double) i / SAMPLES)) {
                return drivingLength * i / SAMPLES;
            }
        }
        return drivingLength;
    }

    private static Polyline shape(Network network, int[] at, Polyline[] shapes, int i) {
        if (shapes[i] == null) {
            shapes[i] = network.movementShape(at[i]);
        }
        return shapes[i];
    }

    /** Where {@code path} comes close to {@code other}, scaled to the driving length; all of it where it never seems to. */
    private static double[] stretch(Polyline path, Polyline other, double drivingLength, boolean merging) {
        int first = -1;
        int last = -1;
        for (int i = 0; i <= SAMPLES; i++) {
            if (near(path, other, (double) i / SAMPLES)) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0) {
            return new double[] {0, drivingLength};
        }
        double from = first == 0 ? 0 : border(path, other, (first - 1.0) / SAMPLES, (double) first / SAMPLES);
        double to =
                merging || last == SAMPLES ? 1 : border(path, other, (last + 1.0) / SAMPLES, (double) last / SAMPLES);
        return new double[] {from * drivingLength, to * drivingLength};
    }

    /** Where along the path, as a share of it, it comes close, between a place that is far and one that is near. */
    private static double border(Polyline path, Polyline other, double far, double near) {
        double outside = far;
        double inside = near;
        for (int i = 0; i < 5; i++) {
            double middle = (outside + inside) / 2;
            if (near(path, other, middle)) {
                inside = middle;
            } else {
                outside = middle;
            }
        }
        return outside;
    }

    private static boolean near(Polyline path, Polyline other, double share) {
        Point p = path.pointAt(path.lengthMeters() * share);
        return p.distanceMeters(other.pointAt(other.nearestAlongMeters(p))) < TOUCHING_METERS;
    }

    /**
     * How far into the node a driver on this movement may go who has to let others pass: just before the first stretch that
     * is shared with somebody who goes first; 0 where that leaves no room for a vehicle.
     */
    double waitingPlace(int movement) {
        double place = Double.MAX_VALUE;
        for (int i = start[movement]; i < start[movement + 1]; i++) {
            if (yields[i]) {
                place = Math.min(place, enter[i] - KEPT_METERS);
            }
        }
        return place == Double.MAX_VALUE || place < ROOM_METERS ? 0 : place;
    }

    boolean any(int movement) {
        return start[movement] < start[movement + 1];
    }

    @Override
    public String toString() {
        return "ConflictZones[" + foe.length + " pairs, " + Arrays.hashCode(start) + "]";
    }
}
