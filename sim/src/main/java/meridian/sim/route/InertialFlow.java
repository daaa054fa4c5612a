package meridian.sim.route;

import java.util.Arrays;
import meridian.model.network.Network;

/**
 * The fewest links that part the nodes at one end of a row from those at its other end.
 *
 * <p>Source: A. Schild, C. Sommer, "On balanced separators in road networks", SEA 2015 (inertial flow). As many paths without
 * a common link as there are lead from the one end to the other (L. Ford, D. Fulkerson, "Maximal flow through a network",
 * 1956); each is found by looking around in breadth. A link may be used either way, once. One thread.
 */
final class InertialFlow {
    private static final int NONE = -1;

    private final int[] linkFrom;
    private final int[] linkTo;
    private final int[] first;
    private final int[] incident;
    /** 1 where a path leads along a link, −1 where one leads against it. */
    private final byte[] flow;
    /** Which part of the row a node is in; nodes elsewhere do not count. */
    private final byte[] part;

    private static final byte ELSEWHERE = 0;
    private static final byte MIDDLE = 1;
    private static final byte SOURCE = 2;
    private static final byte SINK = 3;

    /** Link by which a node was reached, NONE where it was not; the sources are reached by themselves. */
    private final int[] reachedBy;

    private final boolean[] reached;
    private final int[] queue;

    /** Links at node n are {@code incident[first[n]] …}. */
    InertialFlow(Network network, int[] first, int[] incident) {
        this.first = first;
        this.incident = incident;
        int nodes = network.nodes().size();
        int links = network.links().size();
        linkFrom = new int[links];
        linkTo = new int[links];
        Arrays.setAll(linkFrom, l -> network.link(l).fromNode());
        Arrays.setAll(linkTo, l -> network.link(l).toNode());
        flow = new byte[links];
        part = new byte[nodes];
        reachedBy = new int[nodes];
        reached = new boolean[nodes];
        queue = new int[nodes];
    }

    /**
     * How many links have to be cut.
     *
     * @param row nodes in their order, each in the low half of a number; nothing outside is looked at
     * @param ends nodes at either end that are to be parted
     * @param enough where as many are needed the answer does not matter
     */
    int fewest(long[] row, int ends, int enough) {
        for (int i = 0; i < row.length; i++) {
            int node = (int) row[i];
            part[node] = i < ends ? SOURCE : i >= row.length - ends ? SINK : MIDDLE;
            for (int k = first[node]; k < first[node + 1]; k++) {
                flow[incident[k]] = 0;
            }
        }
        int paths = 0;
        while (paths < enough && addPath(row, ends)) {
            paths++;
        }
        for (long node : row) {
            part[(int) node] = ELSEWHERE;
        }
        return paths;
    }

    /**
     * Puts the nodes on the near side of the cut that was found last first, in their order; how many they are.
     *
     * @param row as it was given to {@link #fewest}
     */
    int takeSides(long[] row, int[] sides) {
        int near = 0;
        for (long node : row) {
            if (reached[(int) node]) {
                sides[near++] = (int) node;
            }
        }
        int next = near;
        for (long node : row) {
            if (!reached[(int) node]) {
                sides[next++] = (int) node;
            }
        }
        return near;
    }

    private boolean addPath(long[] row, int ends) {
        int waiting = 0;
        for (int i = 0; i < row.length; i++) {
            int node = (int) row[i];
            reached[node] = i < ends;
            if (i < ends) {
                reachedBy[node] = NONE;
                queue[waiting++] = node;
            }
        }
        for (int i = 0; i < waiting; i++) {
            int node = queue[i];
            for (int k = first[node]; k < first[node + 1]; k++) {
                int link = incident[k];
                boolean along = linkFrom[link] == node;
                int next = along ? linkTo[link] : linkFrom[link];
                if (part[next] != ELSEWHERE && !reached[next] && flow[link] != (along ? 1 : -1)) {
                    reached[next] = true;
                    reachedBy[next] = link;
                    if (part[next] == SINK) {
                        use(next);
                        return true;
                    }
                    queue[waiting++] = next;
                }
            }
        }
        return false;
    }

    private void use(int sink) {
        int node = sink;
        while (reachedBy[node] != NONE) {
            int link = reachedBy[node];
            boolean along = linkTo[link] == node;
            flow[link] += (byte) (along ? 1 : -1);
            node = along ? linkFrom[link] : linkTo[link];
        }
    }
}
