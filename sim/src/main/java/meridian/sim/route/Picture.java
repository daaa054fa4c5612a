package meridian.sim.route;

import java.util.Arrays;
import meridian.model.network.VehicleKind;

/**
 * The travel times of one moment for one kind of vehicle, as shortcuts of a {@link Hierarchy}; taken anew as the traffic
 * changes. One thread takes it; any number may read it then.
 */
final class Picture {
    private final LinkGraph graph;
    private final Hierarchy hierarchy;
    /** For each edge of the graph its arc, or NONE; whether it leads up. */
    private final int[] arcOf;

    private final boolean[] leadsUp;
    /** Seconds along arc a from its lower end to its higher end, and back; infinite where that is not possible. */
    final float[] up;

    final float[] down;
    /**
     * Where the way along arc a leads over a lower vertex: the arc between that vertex and the lower end of a; else NONE. Up
     * and back.
     */
    final int[] overUp;

    final int[] overDown;

    Picture(LinkGraph graph, Hierarchy hierarchy) {
        this.graph = graph;
        this.hierarchy = hierarchy;
        this.up = new float[hierarchy.head.length];
        this.down = new float[hierarchy.head.length];
        this.overUp = new int[up.length];
        this.overDown = new int[up.length];
        this.arcOf = new int[graph.first[graph.links]];
        this.leadsUp = new boolean[arcOf.length];
        Arrays.fill(arcOf, Hierarchy.NONE);
        for (int p = 0; p < graph.links; p++) {
            int from = hierarchy.rankOf[graph.linkAt[p]];
            for (int e = graph.first[p]; e < graph.first[p + 1]; e++) {
                int to = hierarchy.rankOf[graph.linkAt[graph.other(e)]];
                leadsUp[e] = from < to;
                arcOf[e] = from == to ? Hierarchy.NONE : hierarchy.arc(Math.min(from, to), Math.max(from, to));
            }
        }
    }

    /** A blank one of the same graph and hierarchy. */
    Picture(Picture like) {
        graph = like.graph;
        hierarchy = like.hierarchy;
        arcOf = like.arcOf;
        leadsUp = like.leadsUp;
        up = new float[like.up.length];
        down = new float[up.length];
        overUp = new int[up.length];
        overDown = new int[up.length];
    }

    /**
     * Takes the picture.
     *
     * @param linkSeconds present travel time of each link, by its index; below free flow it counts as free flow
     * @param eyes who sees: each number misjudges other links
     * @param spread how much longer than it is a link may seem, as a share; 0 sees things as they are
     */
    void take(VehicleKind kind, float[] linkSeconds, long eyes, float spread) {
        take(kind, linkSeconds, eyes, spread, Hands.OWN);
    }

    void take(VehicleKind kind, float[] linkSeconds, long eyes, float spread, Hands hands) {
        Arrays.fill(up, Float.POSITIVE_INFINITY);
        Arrays.fill(down, Float.POSITIVE_INFINITY);
        Arrays.fill(overUp, Hierarchy.NONE);
        Arrays.fill(overDown, Hierarchy.NONE);
        int mask = 1 << kind.ordinal();
        for (int p = 0; p < graph.links; p++) {
            for (int e = graph.first[p]; e < graph.first[p + 1]; e++) {
                int arc = arcOf[e];
                if (arc != Hierarchy.NONE && (graph.access(e) & mask) != 0) {
                    float seconds = graph.turnSeconds(e) + graph.seenSeconds(graph.other(e), linkSeconds, eyes, spread);
                    float[] direction = leadsUp[e] ? up : down;
                    direction[arc] = Math.min(direction[arc], seconds);
                }
            }
        }
        int[] part = hierarchy.part;
        hands.all(part.length - 1, i -> shorten(part[i], part[i + 1], new int[graph.links]));
        shorten(part[part.length - 1], graph.links, new int[graph.links]);
    }

    /**
     * From the lowest vertex on: a detour over a lower vertex may be faster than the arc itself.
     *
     * @param place room for a number for each vertex
     */
    private void shorten(int from, int to, int[] place) {
        Hierarchy h = hierarchy;
        for (int v = from; v < to; v++) {
            for (int a = h.first[v]; a < h.first[v + 1]; a++) {
                place[h.head[a]] = a;
            }
            for (int i = h.firstBelow[v]; i < h.firstBelow[v + 1]; i++) {
                int in = h.below[i];
                int end = h.first[h.tail[in] + 1];
                // Many arcs lead one way only, as streets do.
                if (down[in] < Float.POSITIVE_INFINITY) {
                    shorten(in, end, down[in], up, overUp, place);
                }
                if (up[in] < Float.POSITIVE_INFINITY) {
                    shorten(in, end, up[in], down, overDown, place);
                }
            }
        }
    }

    /** Detours from the vertex in question over the lower end of an arc to all that lie above both, or back. */
    private void shorten(int in, int end, float secondsOfIn, float[] seconds, int[] over, int[] place) {
        for (int b = in + 1; b < end; b++) {
            float detour = secondsOfIn + seconds[b];
            int c = place[hierarchy.head[b]];
            if (detour < seconds[c]) {
                seconds[c] = detour;
                over[c] = in;
            }
        }
    }
}
