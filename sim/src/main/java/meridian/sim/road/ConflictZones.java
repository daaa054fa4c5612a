package meridian.sim.road;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import meridian.model.network.Conflicts;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;

/**
 * Where two movements of a node share road: for each ordered pair the stretch of the first path that the second one
 * touches.
 *
 * <p>Pairs of movement m are {@code start[m] … start[m + 1] − 1}. Built once, never changed.
 */
final class ConflictZones {
    /** Kept before a stretch by who waits inside a node, m, and the least way into the node that is worth driving. */
    private static final double KEPT_METERS = 0.3;

    private static final double ROOM_METERS = 4;

    /** Approaches that differ by more face each other. */
    private static final double FACING_RADIANS = Math.toRadians(120);

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
    /** Whether, of two who came to an all-way stop at the same moment, the own one waits: right before left. */
    final boolean[] waitsInTie;
    /** Whether a movement lets any other one go first. */
    final boolean[] yieldsAny;
    /** Whether both end in the same lane. */
    final boolean[] merges;
    /** The others of all pairs of a movement as a set of the node's ({@link RoadNetwork#moveBit}). */
    final long[] foes;

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
        waitsInTie = new boolean[pairs];
        yieldsAny = new boolean[movements];
        foes = new long[movements];
        merges = new boolean[pairs];
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
        for (int m = 0; m < road.movementCount; m++) {
            int lane = road.moveFrom[m];
            zones.siblingStart[m + 1] =
                    zones.siblingStart[m] + road.laneOutStart[lane + 1] - road.laneOutStart[lane] - 1;
        }
        for (int m = 0; m < road.movementCount; m++) {
            zones.start[m + 1] = zones.start[m] + degree[m];
        }
        // The pairs of a node are its own: threads that fill different nodes never write to the same place.
        IntStream.range(0, network.nodes().size()).parallel().forEach(n -> zones.fill(road, network, n));
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
        TurnPath[] paths = new TurnPath[at.length];
        Stretches stretches = new Stretches(at.length);
        for (int a = 0; a < at.length; a++) {
            int i = start[at[a]];
            int sib = siblingStart[at[a]];
            for (int b = 0; b < at.length; b++) {
                if (a != b && road.moveFrom[at[a]] == road.moveFrom[at[b]]) {
                    sibling[sib] = at[b];
                    double length = road.segLength[road.laneCount + at[b]];
                    apart[sib++] = (float) (path(network, at, paths, b).together(path(network, at, paths, a)) * length);
                }
                if (!matters(road, conflicts, at, a, b)) {
                    continue;
                }
                foe[i] = at[b];
                foes[at[a]] |= road.moveBit[at[b]];
                merges[i] = road.moveTo[at[a]] == road.moveTo[at[b]];
                boolean takeTurns = merges[i] && takeTurns(network, node, conflicts, a, b);
                yields[i] = conflicts.yields(a, b) && !takeTurns || road.moveAllWay[at[a]];
                waitsInTie[i] = road.moveAllWay[at[a]] && waitsInTie(network, at[a], at[b]);
                yieldsAny[at[a]] |= yields[i];
                if (a < b) {
                    stretches.find(path(network, at, paths, a), a, path(network, at, paths, b), b);
                }
                double ownLength = road.segLength[road.laneCount + at[a]];
                double otherLength = road.segLength[road.laneCount + at[b]];
                enter[i] = (float) (stretches.from(a, b) * ownLength);
                exit[i] = (float) ((merges[i] ? 1 : stretches.to(a, b)) * ownLength);
                foeEnter[i] = (float) (stretches.from(b, a) * otherLength);
                foeExit[i] = (float) ((merges[i] ? 1 : stretches.to(b, a)) * otherLength);
                i++;
            }
        }
    }

    /** Who comes from the right goes first; of two who face each other, who turns left waits. */
    private static boolean waitsInTie(Network network, int movement, int other) {
        Movement m = network.movement(movement);
        Movement foe = network.movement(other);
        double fromRight = Math.IEEEremainder(
                network.link(foe.fromLink()).shape().lastHeading()
                        - network.link(m.fromLink()).shape().lastHeading(),
                2 * Math.PI);
        return Math.abs(fromRight) > FACING_RADIANS
                ? m.turn().isLeft() && !foe.turn().isLeft()
                : fromRight > 0;
    }

    /**
     * Whether two merging ways have equal rights without a stop: who commits first goes first and the other follows, so
     * nobody has to wait for a gap.
     */
    private static boolean takeTurns(Network network, int node, Conflicts conflicts, int a, int b) {
        return conflicts.yields(a, b)
                && conflicts.yields(b, a)
                && network.node(node).control() != NodeControl.ALL_WAY_STOP;
    }

    /** Where the paths of a node touch each other: each pair is looked at once, though both movements ask. */
    private static final class Stretches {
        private final int size;
        private final double[] from;
        private final double[] to;

        Stretches(int size) {
            this.size = size;
            from = new double[size * size];
            to = new double[size * size];
        }

        void find(TurnPath one, int a, TurnPath other, int b) {
            one.touch(other);
            keep(one, a, b);
            other.touch(one);
            keep(other, b, a);
        }

        private void keep(TurnPath path, int own, int foe) {
            from[own * size + foe] = path.from;
            to[own * size + foe] = path.to;
        }

        /** Where movement {@code own} begins to touch the other one, as a share of its path. */
        double from(int own, int foe) {
            return from[own * size + foe];
        }

        double to(int own, int foe) {
            return to[own * size + foe];
        }
    }

    private static TurnPath path(Network network, int[] at, TurnPath[] paths, int i) {
        if (paths[i] == null) {
            paths[i] = new TurnPath(network.movementShape(at[i]));
        }
        return paths[i];
    }

    /**
     * How far into the node a driver on this movement may go who has to let others pass: just before the first stretch that
     * is shared with somebody who goes first; 0 where that leaves no room for a vehicle.
     *
     * @param comes whether a movement may have green at the same time
     */
    double waitingPlace(int movement, IntPredicate comes) {
        double place = Double.MAX_VALUE;
        for (int i = start[movement]; i < start[movement + 1]; i++) {
            if (yields[i] && comes.test(foe[i])) {
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
