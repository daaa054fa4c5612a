package meridian.sim.demand;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import meridian.model.network.Lane;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;

/**
 * The part of a network where every car can get from everywhere to everywhere, and what leads to it and away from it.
 *
 * @param core links of that part
 * @param before links from which it can be reached, itself among them
 * @param behind links that can be reached from it, itself among them
 */
record Reachable(BitSet core, BitSet before, BitSet behind) {
    /** A start outside the large part is unlikely; this many in a row do not happen. */
    private static final int ATTEMPTS = 20;

    static Reachable of(Network network) {
        int links = network.links().size();
        int[][] edges = edges(network);
        Reachable best = new Reachable(new BitSet(), new BitSet(), new BitSet());
        for (int attempt = 0; attempt < ATTEMPTS && best.core.cardinality() * 2 < links; attempt++) {
            int start = (int) ((long) attempt * links / ATTEMPTS);
            BitSet behind = flood(start, edges[0], edges[1]);
            BitSet before = flood(start, edges[2], edges[3]);
            BitSet core = (BitSet) behind.clone();
            core.and(before);
            if (core.cardinality() > best.core.cardinality()) {
                best = new Reachable(core, before, behind);
            }
        }
        return best;
    }

    /** Edges for cars, forwards and backwards: first index of each link, then the links at the other end. */
    private static int[][] edges(Network network) {
        int links = network.links().size();
        int[] start = new int[links + 1];
        int[] startBack = new int[links + 1];
        for (Movement m : network.movements()) {
            if (forCars(network, m)) {
                start[m.fromLink() + 1]++;
                startBack[m.toLink() + 1]++;
            }
        }
        for (int l = 0; l < links; l++) {
            start[l + 1] += start[l];
            startBack[l + 1] += startBack[l];
        }
        int[] next = new int[start[links]];
        int[] previous = new int[start[links]];
        int[] filled = start.clone();
        int[] filledBack = startBack.clone();
        for (Movement m : network.movements()) {
            if (forCars(network, m)) {
                next[filled[m.fromLink()]++] = m.toLink();
                previous[filledBack[m.toLink()]++] = m.fromLink();
            }
        }
        return new int[][] {start, next, startBack, previous};
    }

    private static boolean forCars(Network network, Movement m) {
        Lane from = network.link(m.fromLink()).lanes().get(m.fromLane());
        Lane to = network.link(m.toLink()).lanes().get(m.toLane());
        return from.access().allows(VehicleKind.CAR) && to.access().allows(VehicleKind.CAR);
    }

    private static BitSet flood(int from, int[] start, int[] next) {
        BitSet seen = new BitSet();
        Deque<Integer> open = new ArrayDeque<>();
        seen.set(from);
        open.add(from);
        while (!open.isEmpty()) {
            int link = open.remove();
            for (int e = start[link]; e < start[link + 1]; e++) {
                if (!seen.get(next[e])) {
                    seen.set(next[e]);
                    open.add(next[e]);
                }
            }
        }
        return seen;
    }
}
