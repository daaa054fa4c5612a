package meridian.sim.route;

import java.util.Arrays;

/**
 * Shortcuts that make a search a walk up a tree: a customizable contraction hierarchy. Which shortcuts there are depends on
 * the streets alone and is found here, once; how long they take depends on the traffic and is found by {@link Picture}.
 *
 * <p>Source: J. Dibbelt, B. Strasser, D. Wagner, "Customizable contraction hierarchies", ACM J. Experimental Algorithmics 21,
 * 2016; with links as the vertices, so that turns have costs: V. Buchhold, D. Wagner, T. Zeitz, M. Zündorf, "Customizable
 * contraction hierarchies with turn costs", ATMOS 2020.
 *
 * <p>Vertices are links by their rank in the order of {@link Dissection}. There is an arc from each vertex up to every vertex
 * of higher rank that it meets, directly or after lower ones are taken out. Immutable and safe for all threads.
 */
final class Hierarchy {
    static final int NONE = -1;
    private static final int MOST_PARTS = 8;

    final int[] rankOf;
    final int[] linkAt;
    /** The lowest vertex above, or NONE at the top; every arc leads to an ancestor. */
    final int[] parent;
    /** Arcs up from vertex v are {@code first[v] .. first[v + 1] - 1}, by rising head. */
    final int[] first;

    final int[] head;
    /** Arcs into vertex v from below are {@code below[i]} for i from {@code firstBelow[v]}; by rising tail. */
    final int[] firstBelow;

    final int[] below;
    /** Vertex where arc a starts. */
    final int[] tail;
    /** How many vertices lie above a vertex; and above the head of an arc: a number that a search can keep its notes by. */
    final int[] depth;

    final char[] headDepth;
    /** Vertices on the longest way up. */
    final int height;
    /** No arc leads from a vertex of one part, {@code part[i]} to {@code part[i + 1] − 1}, to another's; all lead beyond. */
    final int[] part;

    private Hierarchy(int[] linkAt, int[][] up) {
        int n = linkAt.length;
        this.linkAt = linkAt;
        this.rankOf = new int[n];
        this.parent = new int[n];
        this.first = new int[n + 1];
        for (int v = 0; v < n; v++) {
            rankOf[linkAt[v]] = v;
            parent[v] = up[v].length == 0 ? NONE : up[v][0];
            first[v + 1] = first[v] + up[v].length;
        }
        this.head = new int[first[n]];
        this.tail = new int[first[n]];
        this.firstBelow = new int[n + 1];
        for (int v = 0; v < n; v++) {
            System.arraycopy(up[v], 0, head, first[v], up[v].length);
            Arrays.fill(tail, first[v], first[v + 1], v);
            for (int w : up[v]) {
                firstBelow[w + 1]++;
            }
        }
        for (int v = 0; v < n; v++) {
            firstBelow[v + 1] += firstBelow[v];
        }
        this.depth = new int[n];
        int highest = 0;
        for (int v = n - 1; v >= 0; v--) {
            depth[v] = parent[v] == NONE ? 0 : depth[parent[v]] + 1;
            highest = Math.max(highest, depth[v] + 1);
        }
        this.height = highest;
        this.headDepth = new char[head.length];
        for (int a = 0; a < head.length; a++) {
            headDepth[a] = (char) depth[head[a]];
        }
        this.part = parts(up);
        this.below = new int[head.length];
        int[] filled = firstBelow.clone();
        for (int a = 0; a < head.length; a++) {
            below[filled[head[a]]++] = a;
        }
    }

    /** Cuts the low vertices where no arc leads over: under the last cut of the order, two or more parts. */
    private static int[] parts(int[][] up) {
        int n = up.length;
        int beyond = n;
        // Vertices of the last cuts lead to each other; below them somebody's lowest neighbour is far above.
        int[] parts = partsBelow(up, beyond);
        while (parts.length < 3 && beyond > 0) {
            beyond -= Math.max(1, n / 100);
            parts = partsBelow(up, Math.max(0, beyond));
        }
        return parts;
    }

    private static int[] partsBelow(int[][] up, int beyond) {
        int[] parts = new int[MOST_PARTS + 1];
        int count = 0;
        int reach = 0;
        int begun = 0;
        for (int v = 0; v < beyond; v++) {
            if (v > reach && v - begun > beyond / MOST_PARTS && count < MOST_PARTS - 1) {
                parts[++count] = v;
                begun = v;
            }
            for (int w : up[v]) {
                reach = w < beyond ? Math.max(reach, w) : reach;
            }
        }
        parts[++count] = beyond;
        return Arrays.copyOf(parts, count + 1);
    }

    /** @param order of the links; see {@link Dissection} */
    static Hierarchy of(LinkGraph graph, int[] order) {
        int n = order.length;
        int[] rank = new int[n];
        for (int v = 0; v < n; v++) {
            rank[graph.placeOf[order[v]]] = v;
        }
        int[][] up = new int[n][];
        int[] size = new int[n];
        Arrays.fill(up, new int[0]);
        for (int p = 0; p < n; p++) {
            for (int e = graph.first[p]; e < graph.first[p + 1]; e++) {
                int a = rank[p];
                int b = rank[graph.other(e)];
                if (graph.access(e) != 0 && a != b) {
                    int low = Math.min(a, b);
                    up[low] = size[low] == up[low].length ? Arrays.copyOf(up[low], 2 * size[low] + 4) : up[low];
                    up[low][size[low]++] = Math.max(a, b);
                }
            }
        }
        for (int v = 0; v < n; v++) {
            up[v] = distinct(Arrays.copyOf(up[v], size[v]));
        }
        contract(up);
        return new Hierarchy(order.clone(), up);
    }

    private static int[] distinct(int[] values) {
        return Arrays.stream(values).sorted().distinct().toArray();
    }

    /** Takes the vertices out from the lowest on: those that one meets then meet each other. */
    private static void contract(int[][] up) {
        for (int[] neighbours : up) {
            if (neighbours.length > 1) {
                int lowest = neighbours[0];
                up[lowest] = union(up[lowest], neighbours, 1);
            }
        }
    }

    /** Two sorted sets in one, the second from a place on. */
    private static int[] union(int[] a, int[] b, int from) {
        int[] both = new int[a.length + b.length - from];
        int n = 0;
        int i = 0;
        int j = from;
        while (i < a.length || j < b.length) {
            int next = j == b.length || i < a.length && a[i] <= b[j] ? a[i] : b[j];
            i += i < a.length && a[i] == next ? 1 : 0;
            j += j < b.length && b[j] == next ? 1 : 0;
            both[n++] = next;
        }
        return n == a.length ? a : Arrays.copyOf(both, n);
    }

    /** The arc between two vertices, the lower first, or NONE. */
    int arc(int low, int high) {
        int a = Arrays.binarySearch(head, first[low], first[low + 1], high);
        return a < 0 ? NONE : a;
    }
}
