package meridian.formats.osm;

import java.util.Arrays;

/**
 * The largest set of points that can all be reached from each other.
 *
 * <p>Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972), without recursion.
 */
final class StrongPart {
    private final int[] start;
    private final int[] targets;
    private final int[] component;
    private int components;

    /**
     * @param from start of each arrow
     * @param to end of each arrow
     * @param count number of arrows
     */
    StrongPart(int points, int[] from, int[] to, int count) {
        start = new int[points + 1];
        targets = new int[count];
        component = new int[points];
        for (int i = 0; i < count; i++) {
            start[from[i] + 1]++;
        }
        for (int i = 0; i < points; i++) {
            start[i + 1] += start[i];
        }
        int[] next = start.clone();
        for (int i = 0; i < count; i++) {
            targets[next[from[i]]++] = to[i];
        }
        search();
    }

    /** By point: whether it belongs to the largest part. */
    boolean[] largest() {
        int[] size = new int[components];
        for (int c : component) {
            size[c]++;
        }
        int best = 0;
        for (int c = 1; c < components; c++) {
            best = size[c] > size[best] ? c : best;
        }
        boolean[] inside = new boolean[component.length];
        for (int i = 0; i < inside.length; i++) {
            inside[i] = component[i] == best;
        }
        return inside;
    }

    private void search() {
        int points = component.length;
        Arrays.fill(component, -1);
        int[] order = new int[points];
        int[] low = new int[points];
        int[] nextArrow = Arrays.copyOf(start, points);
        int[] path = new int[points];
        int[] open = new int[points];
        int openCount = 0;
        int clock = 0;
        for (int root = 0; root < points; root++) {
            if (order[root] != 0) {
                continue;
            }
            int depth = 0;
            path[0] = root;
            order[root] = low[root] = ++clock;
            open[openCount++] = root;
            while (depth >= 0) {
                int at = path[depth];
                if (nextArrow[at] < start[at + 1]) {
                    int to = targets[nextArrow[at]++];
                    if (order[to] == 0) {
                        order[to] = low[to] = ++clock;
                        open[openCount++] = to;
                        path[++depth] = to;
                    } else if (component[to] < 0) {
                        low[at] = Math.min(low[at], order[to]);
                    }
                    continue;
                }
                if (low[at] == order[at]) {
                    int member;
                    do {
                        member = open[--openCount];
                        component[member] = components;
                    } while (member != at);
                    components++;
                }
                depth--;
                if (depth >= 0) {
                    low[path[depth]] = Math.min(low[path[depth]], low[at]);
                }
            }
        }
    }
}
