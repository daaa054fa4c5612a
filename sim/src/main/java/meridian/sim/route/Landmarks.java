package meridian.sim.route;

import java.util.Arrays;

/**
 * Lower bounds of travel time between any two links, from the exact times to and from a few links at the city's edge.
 *
 * <p>Source: A. V. Goldberg, C. Harrelson, "Computing the shortest path: A* search meets graph theory", SODA 2005: by the
 * triangle inequality, dist(v, t) is at least dist(L, t) − dist(L, v) and at least dist(v, L) − dist(t, L) for every landmark
 * L. Landmarks are chosen one after the other, each the farthest from those before.
 *
 * <p>Times are free-flow seconds over links that any kind of vehicle may use, so the bounds hold for every kind and for all
 * travel times that are not below free flow. They are kept in 16 bits, 48 bytes a link: one line of the processor's cache.
 * Immutable and safe for all threads.
 */
final class Landmarks {
    static final int COUNT = 12;
    private static final char NEVER = Character.MAX_VALUE;
    private static final float MOST_UNITS = 60_000;

    /** For place p and landmark i: units from landmark to link at {@code (p * COUNT + i) * 2}, back at the place after. */
    private final char[] units;

    private final float secondsPerUnit;

    private Landmarks(char[] units, float secondsPerUnit) {
        this.units = units;
        this.secondsPerUnit = secondsPerUnit;
    }

    static Landmarks of(LinkGraph graph) {
        int n = graph.links;
        float[] seconds = new float[n * COUNT * 2];
        LinkGraph reversed = graph.reversed();
        LinkHeap heap = new LinkHeap();
        float[] there = new float[n];
        float[] back = new float[n];
        float[] nearest = new float[n];
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        int landmark = firstLandmark(graph, heap, there);
        float longest = 1;
        for (int i = 0; i < COUNT; i++) {
            longest = Math.max(longest, times(graph, landmark, false, heap, there));
            longest = Math.max(longest, times(reversed, landmark, true, heap, back));
            int farthest = landmark;
            for (int p = 0; p < n; p++) {
                seconds[(p * COUNT + i) * 2] = there[p];
                seconds[(p * COUNT + i) * 2 + 1] = back[p];
                nearest[p] = Math.min(nearest[p], Math.min(there[p], back[p]));
                if (nearest[p] != Float.POSITIVE_INFINITY && nearest[p] > nearest[farthest]) {
                    farthest = p;
                }
            }
            landmark = farthest;
        }
        float secondsPerUnit = longest / MOST_UNITS;
        char[] units = new char[seconds.length];
        for (int i = 0; i < units.length; i++) {
            units[i] = seconds[i] == Float.POSITIVE_INFINITY ? NEVER : (char) (seconds[i] / secondsPerUnit);
        }
        return new Landmarks(units, secondsPerUnit);
    }

    /** The farthest link that can be reached from the link that most others can be reached from, among a few. */
    private static int firstLandmark(LinkGraph graph, LinkHeap heap, float[] seconds) {
        int best = 0;
        int mostReached = -1;
        for (int attempt = 0; attempt < 4; attempt++) {
            int start = (int) ((long) attempt * graph.links / 4);
            times(graph, start, false, heap, seconds);
            int reached = 0;
            int farthest = start;
            for (int p = 0; p < graph.links; p++) {
                if (seconds[p] != Float.POSITIVE_INFINITY) {
                    reached++;
                    farthest = seconds[p] > seconds[farthest] ? p : farthest;
                }
            }
            if (reached > mostReached) {
                mostReached = reached;
                best = farthest;
            }
        }
        return best;
    }

    /** Dijkstra's algorithm from one link to all, or (on the reversed graph) from all to one; the longest time. */
    private static float times(LinkGraph graph, int from, boolean backwards, LinkHeap heap, float[] seconds) {
        Arrays.fill(seconds, Float.POSITIVE_INFINITY);
        if (graph.links == 0) {
            return 0;
        }
        seconds[from] = 0;
        heap.put(from, 0);
        float longest = 0;
        while (!heap.isEmpty()) {
            float key = heap.leastKey();
            int place = heap.takeLeast();
            if (key > seconds[place]) {
                continue;
            }
            longest = key;
            for (int e = graph.first[place]; e < graph.first[place + 1]; e++) {
                int next = graph.other(e);
                // A step costs the link that is entered; backwards that is the one we come from.
                float step = graph.turnSeconds(e) + graph.freeFlowSeconds[backwards ? place : next];
                float t = key + step;
                if (graph.access(e) != 0 && t < seconds[next]) {
                    seconds[next] = t;
                    heap.put(next, t);
                }
            }
        }
        return longest;
    }

    /** Bounds towards one link, with the landmarks that say most about one start. Belongs to one thread. */
    final class Towards {
        private static final int ACTIVE = 4;

        private final int[] active = new int[ACTIVE];
        private final int[] target = new int[2 * ACTIVE];

        void aim(int from, int to) {
            float[] bounds = new float[COUNT];
            for (int i = 0; i < COUNT; i++) {
                bounds[i] = one(from * COUNT * 2 + 2 * i, units[(to * COUNT + i) * 2], units[(to * COUNT + i) * 2 + 1]);
            }
            for (int k = 0; k < ACTIVE; k++) {
                int best = 0;
                for (int i = 1; i < COUNT; i++) {
                    best = bounds[i] > bounds[best] ? i : best;
                }
                bounds[best] = Float.NEGATIVE_INFINITY;
                active[k] = 2 * best;
                target[2 * k] = units[to * COUNT * 2 + 2 * best];
                target[2 * k + 1] = units[to * COUNT * 2 + 2 * best + 1];
            }
        }

        /** At least this many seconds pass between leaving the link here and leaving the target; infinite: no way. */
        float bound(int place) {
            int base = place * COUNT * 2;
            int best = 0;
            for (int k = 0; k < ACTIVE; k++) {
                best = Math.max(best, one(base + active[k], target[2 * k], target[2 * k + 1]));
            }
            return best == Integer.MAX_VALUE ? Float.POSITIVE_INFINITY : best * secondsPerUnit;
        }

        /** In units; a unit is taken off for rounding down, and another for the rounding of sums. */
        private int one(int at, int targetThere, int targetBack) {
            int there = units[at];
            int back = units[at + 1];
            boolean cut = there != NEVER && targetThere == NEVER || back == NEVER && targetBack != NEVER;
            if (cut) {
                return Integer.MAX_VALUE;
            }
            return Math.max(there == NEVER ? 0 : targetThere - there, targetBack == NEVER ? 0 : back - targetBack) - 2;
        }
    }
}
