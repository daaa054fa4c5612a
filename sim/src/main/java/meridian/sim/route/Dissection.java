package meridian.sim.route;

import java.util.Arrays;
import meridian.model.network.Network;

/**
 * An order of the links in which a {@link Hierarchy} stays small: the city is cut in two where few links cross, the links that
 * cross come last, and so on in each half (nested dissection: A. George, "Nested dissection of a regular finite element
 * mesh", SIAM J. Numer. Anal. 10, 1973).
 *
 * <p>The cut is the least that parts the first quarter of the nodes from the last, along the best of {@value #DIRECTIONS}
 * directions ({@link InertialFlow}). Straight cuts, which we had before, left half as many steps again to a search.
 */
final class Dissection {
    private static final double LEAST_SHARE = 0.25;
    private static final int DIRECTIONS = 4;

    private final Network network;
    /** Links at node n, whichever way they lead, are {@code first[n] .. first[n + 1] - 1}. */
    private final int[] first;

    private final int[] incident;
    /** Nodes in the order of the present cuts, and where each stands. */
    private final int[] nodes;

    private final int[] standing;
    private final InertialFlow flow;
    private final boolean[] taken;
    /** Links in the order that is asked for. */
    private final int[] order;

    private int ordered;

    private Dissection(Network network) {
        this.network = network;
        int count = network.nodes().size();
        this.first = new int[count + 1];
        network.links().forEach(link -> {
            first[link.fromNode() + 1]++;
            first[link.toNode() + 1]++;
        });
        for (int n = 0; n < count; n++) {
            first[n + 1] += first[n];
        }
        this.incident = new int[first[count]];
        int[] filled = first.clone();
        for (int l = 0; l < network.links().size(); l++) {
            incident[filled[network.link(l).fromNode()]++] = l;
            incident[filled[network.link(l).toNode()]++] = l;
        }
        this.nodes = new int[count];
        this.standing = new int[count];
        Arrays.setAll(nodes, n -> n);
        this.flow = new InertialFlow(network, first, incident);
        this.taken = new boolean[network.links().size()];
        this.order = new int[network.links().size()];
    }

    /** Indices of all links; those that cut the city apart come last. */
    static int[] order(Network network) {
        Dissection dissection = new Dissection(network);
        dissection.split(0, network.nodes().size());
        return dissection.order;
    }

    private void split(int from, int to) {
        if (to - from > 1) {
            int middle = cut(from, to);
            split(from, middle);
            split(middle, to);
            for (int i = from; i < middle; i++) {
                takeLinks(nodes[i], middle, to);
            }
        } else if (to > from) {
            takeLinks(nodes[from], from, to);
        }
    }

    /** Puts the links that lead from here into the nodes that stand between these places next in the order. */
    private void takeLinks(int node, int from, int to) {
        for (int i = first[node]; i < first[node + 1]; i++) {
            int link = incident[i];
            int there = standing[other(link, node)];
            if (!taken[link] && there >= from && there < to) {
                taken[link] = true;
                order[ordered++] = link;
            }
        }
    }

    private int other(int link, int node) {
        int start = network.link(link).fromNode();
        return start == node ? network.link(link).toNode() : start;
    }

    /** Sorts the nodes across the best cut; the place of the first node behind it. */
    private int cut(int from, int to) {
        int count = to - from;
        int[] best = new int[count];
        int bestMiddle = from;
        int fewest = Integer.MAX_VALUE;
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            long[] sorted = sorted(from, to, Math.PI * direction / DIRECTIONS);
            int crossing = flow.fewest(sorted, Math.max(1, (int) (LEAST_SHARE * count)), fewest);
            if (crossing < fewest) {
                fewest = crossing;
                bestMiddle = from + flow.takeSides(sorted, best);
            }
        }
        for (int i = from; i < to; i++) {
            nodes[i] = best[i - from];
            standing[nodes[i]] = i;
        }
        return bestMiddle;
    }

    /** Nodes between two places by their distance along a direction: the low half of each number. */
    private long[] sorted(int from, int to, double direction) {
        double dx = Math.cos(direction);
        double dy = Math.sin(direction);
        long[] keys = new long[to - from];
        for (int i = from; i < to; i++) {
            double along = dx * network.node(nodes[i]).at().xMeters()
                    + dy * network.node(nodes[i]).at().yMeters();
            keys[i - from] = Math.round(along * 10) << 32 | nodes[i];
        }
        Arrays.sort(keys);
        return keys;
    }
}
