package meridian.sim.route;

import java.util.Arrays;
import meridian.model.network.Lane;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Turn;

/**
 * The links of a network and which one can be driven after which, in compact arrays. Immutable and safe for all threads.
 *
 * <p>Edges of link l to its successors are {@code first[l] .. first[l + 1] - 1}; there is one edge for all movements between
 * two links.
 */
final class LinkGraph {
    /** What a turn costs beside the time on the links, s; small, so that of equal ways the one with fewer turns wins. */
    static final float LEFT_SECONDS = 3;

    static final float RIGHT_SECONDS = 1;
    static final float U_TURN_SECONDS = 15;

    final int links;
    /** Seconds to drive link l alone. */
    final float[] freeFlowSeconds;

    final int[] first;
    /** Link at the other end of edge e. */
    final int[] other;
    /** Bit {@code kind.ordinal()} is set where that kind may make the step of edge e. */
    final short[] access;
    /** Seconds for the turn of edge e. */
    final float[] turnSeconds;

    private LinkGraph(float[] freeFlowSeconds, long[] pairs, short[] access, float[] turnSeconds) {
        this.links = freeFlowSeconds.length;
        this.freeFlowSeconds = freeFlowSeconds;
        this.access = access;
        this.turnSeconds = turnSeconds;
        this.first = new int[links + 1];
        this.other = new int[pairs.length];
        for (int e = 0; e < pairs.length; e++) {
            first[(int) (pairs[e] >>> 32) + 1]++;
            other[e] = (int) pairs[e];
        }
        for (int l = 0; l < links; l++) {
            first[l + 1] += first[l];
        }
    }

    static LinkGraph of(Network network) {
        int n = network.links().size();
        float[] freeFlow = new float[n];
        for (int l = 0; l < n; l++) {
            freeFlow[l] = (float) network.link(l).freeFlowSeconds();
        }
        long[] all = new long[network.movements().size()];
        for (int m = 0; m < all.length; m++) {
            all[m] = pair(network.movement(m).fromLink(), network.movement(m).toLink());
        }
        long[] pairs = Arrays.stream(all).sorted().distinct().toArray();
        short[] access = new short[pairs.length];
        float[] turns = new float[pairs.length];
        Arrays.fill(turns, Float.POSITIVE_INFINITY);
        for (int m = 0; m < all.length; m++) {
            Movement movement = network.movement(m);
            int e = Arrays.binarySearch(pairs, all[m]);
            Lane from = network.link(movement.fromLink()).lanes().get(movement.fromLane());
            Lane to = network.link(movement.toLink()).lanes().get(movement.toLane());
            access[e] |= (short) (from.access().mask() & to.access().mask());
            turns[e] = Math.min(turns[e], seconds(movement.turn()));
        }
        return new LinkGraph(freeFlow, pairs, access, turns);
    }

    private static long pair(int from, int to) {
        return (long) from << 32 | to;
    }

    private static float seconds(Turn turn) {
        return switch (turn) {
            case STRAIGHT, SLIGHT_LEFT, SLIGHT_RIGHT -> 0;
            case RIGHT -> RIGHT_SECONDS;
            case LEFT -> LEFT_SECONDS;
            case U_TURN -> U_TURN_SECONDS;
        };
    }

    /** The same edges from their ends to their starts. */
    LinkGraph reversed() {
        Integer[] order = new Integer[other.length];
        int[] start = new int[other.length];
        for (int l = 0; l < links; l++) {
            Arrays.fill(start, first[l], first[l + 1], l);
        }
        for (int e = 0; e < order.length; e++) {
            order[e] = e;
        }
        Arrays.sort(order, (a, b) -> Integer.compare(other[a], other[b]));
        long[] pairs = new long[order.length];
        short[] sameAccess = new short[order.length];
        float[] sameTurns = new float[order.length];
        for (int e = 0; e < order.length; e++) {
            int old = order[e];
            pairs[e] = pair(other[old], start[old]);
            sameAccess[e] = access[old];
            sameTurns[e] = turnSeconds[old];
        }
        return new LinkGraph(freeFlowSeconds, pairs, sameAccess, sameTurns);
    }

    /** The edge between two links, or -1. */
    int edge(int from, int to) {
        for (int e = first[from]; e < first[from + 1]; e++) {
            if (other[e] == to) {
                return e;
            }
        }
        return -1;
    }
}
