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
 * travel times that are not below free flow. Immutable and safe for all threads.
 */
final class Landmarks {
    static final int COUNT = 12;
    /** A bound gives way by this much to the rounding of float sums. */
    private static final float ROUNDING = 1e-5f;

    /** For link l and landmark i: seconds from landmark to link at {@code (l * COUNT + i) * 2}, back at the place after. */
    private final float[] seconds;

    private Landmarks(float[] seconds) {
        this.seconds = seconds;
    }

    static Landmarks of(LinkGraph graph) {
        float[] seconds = new float[graph.links * COUNT * 2];
        LinkGraph reversed = graph.reversed();
        LinkHeap heap = new LinkHeap(graph.links);
        float[] there = new float[graph.links];
        float[] back = new float[graph.links];
        float[] nearest = new float[graph.links];
        int landmark = firstLandmark(graph, heap, there);
        Arrays.fill(nearest, Float.POSITIVE_INFINITY);
        for (int i = 0; i < COUNT; i++) {
            times(graph, landmark, false, heap, there);
            times(reversed, landmark, true, heap, back);
            int farthest = landmark;
            for (int l = 0; l < graph.links; l++) {
                seconds[(l * COUNT + i) * 2] = there[l];
                seconds[(l * COUNT + i) * 2 + 1] = back[l];
                nearest[l] = Math.min(nearest[l], Math.min(there[l], back[l]));
                if (nearest[l] != Float.POSITIVE_INFINITY && nearest[l] > nearest[farthest]) {
                    farthest = l;
                }
            }
            landmark = farthest;
        }
        return new Landmarks(seconds);
    }

    /** The farthest link that can be reached from the link that most others can be reached from, among a few. */
    private static int firstLandmark(LinkGraph graph, LinkHeap heap, float[] seconds) {
        int best = 0;
        int mostReached = -1;
        for (int attempt = 0; attempt < 4; attempt++) {
            times(graph, (int) ((long) attempt * graph.links / 4), false, heap, seconds);
            int reached = 0;
            int farthest = 0;
            for (int l = 0; l < graph.links; l++) {
                if (seconds[l] != Float.POSITIVE_INFINITY) {
                    reached++;
                    farthest = seconds[farthest] == Float.POSITIVE_INFINITY || seconds[l] > seconds[farthest]
                            ? l
                            : farthest;
                }
            }
            if (reached > mostReached) {
                mostReached = reached;
                best = farthest;
            }
        }
        return best;
    }

    /** Dijkstra's algorithm from one link to all, or (on the reversed graph) from all to one. */
    private static void times(LinkGraph graph, int from, boolean backwards, LinkHeap heap, float[] seconds) {
        Arrays.fill(seconds, Float.POSITIVE_INFINITY);
        if (graph.links == 0) {
            return;
        }
        seconds[from] = 0;
        heap.put(from, 0);
        while (!heap.isEmpty()) {
            int link = heap.takeLeast();
            for (int e = graph.first[link]; e < graph.first[link + 1]; e++) {
                int next = graph.other[e];
                // A step costs the link that is entered; backwards that is the one we come from.
                float step = graph.turnSeconds[e] + graph.freeFlowSeconds[backwards ? link : next];
                float t = seconds[link] + step;
                if (graph.access[e] != 0 && t < seconds[next]) {
                    seconds[next] = t;
                    heap.put(next, t);
                }
            }
        }
    }

    /** Puts the landmarks that say most about this pair first: writes the places of some, best first. */
    void choose(int from, int to, int[] chosen) {
        float[] bounds = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            bounds[i] = one(from, to, i);
        }
        for (int k = 0; k < chosen.length; k++) {
            int best = 0;
            for (int i = 1; i < COUNT; i++) {
                best = bounds[i] > bounds[best] ? i : best;
            }
            chosen[k] = best;
            bounds[best] = Float.NEGATIVE_INFINITY;
        }
    }

    /** At least this many seconds pass between leaving one link and leaving the other; infinite where there is no way. */
    float bound(int from, int to, int[] chosen) {
        float best = 0;
        for (int i : chosen) {
            float bound = one(from, to, i);
            best = bound > best ? bound : best;
        }
        return best;
    }

    private float one(int from, int to, int i) {
        int a = (from * COUNT + i) * 2;
        int b = (to * COUNT + i) * 2;
        // Not-a-number (both infinite) and minus infinity say nothing, and lose every comparison.
        float there = seconds[b] - seconds[a] - ROUNDING * seconds[b];
        float back = seconds[a + 1] - seconds[b + 1] - ROUNDING * seconds[a + 1];
        return there > back ? there : back == back ? back : there;
    }
}
