package meridian.sim.route;

import java.util.Arrays;
import meridian.model.demand.LinkPath;
import org.jspecify.annotations.Nullable;

/**
 * Finds fastest ways in a {@link Picture}: up from both ends to where they meet. Whatever is noted of a vertex stands at the
 * place of its depth, since all vertices of a search lie on one way up: notes of a few hundred places stay in the fastest
 * memory. One thread.
 */
final class TreeSearch {
    private final Hierarchy h;
    /** Seconds from the start to a vertex, and from there to the goal. */
    private final float[] fromStart;

    private final float[] toGoal;
    /** Arc by which a vertex was reached. */
    private final int[] arcFromStart;

    private final int[] arcToGoal;
    private int[] path = new int[256];
    private int size;

    TreeSearch(Hierarchy hierarchy) {
        this.h = hierarchy;
        this.fromStart = new float[hierarchy.height];
        this.toGoal = new float[hierarchy.height];
        this.arcFromStart = new int[hierarchy.height];
        this.arcToGoal = new int[hierarchy.height];
    }

    /** The fastest way that seems to take less than some time, s, or null where there is none. */
    @Nullable
    LinkPath run(int fromLink, int toLink, Picture picture, float lessThan) {
        int start = h.rankOf[fromLink];
        int goal = h.rankOf[toLink];
        Arrays.fill(fromStart, 0, h.depth[start], Float.POSITIVE_INFINITY);
        Arrays.fill(toGoal, 0, h.depth[goal], Float.POSITIVE_INFINITY);
        fromStart[h.depth[start]] = 0;
        toGoal[h.depth[goal]] = 0;
        int top = meeting(start, goal, picture, lessThan);
        return top == Hierarchy.NONE ? null : unpacked(start, top, goal, picture);
    }

    /** The vertex above both ends where the sum of both ways is least, or NONE. */
    private int meeting(int start, int goal, Picture picture, float lessThan) {
        int a = start;
        int b = goal;
        while (a != b && a != Hierarchy.NONE && b != Hierarchy.NONE) {
            if (a < b) {
                climb(a, fromStart, arcFromStart, picture.up, lessThan);
                a = h.parent[a];
            } else {
                climb(b, toGoal, arcToGoal, picture.down, lessThan);
                b = h.parent[b];
            }
        }
        int best = Hierarchy.NONE;
        float least = lessThan;
        for (int v = a == b ? a : Hierarchy.NONE; v != Hierarchy.NONE; v = h.parent[v]) {
            float both = fromStart[h.depth[v]] + toGoal[h.depth[v]];
            if (both < least) {
                least = both;
                best = v;
            }
            // What is already longer than the best way cannot become a part of a better one.
            climb(v, fromStart, arcFromStart, picture.up, least);
            climb(v, toGoal, arcToGoal, picture.down, least);
        }
        return best;
    }

    private void climb(int v, float[] seconds, int[] arc, float[] weight, float lessThan) {
        float soFar = seconds[h.depth[v]];
        if (soFar >= lessThan) {
            return;
        }
        char[] headDepth = h.headDepth;
        int end = h.first[v + 1];
        for (int a = h.first[v]; a < end; a++) {
            float t = soFar + weight[a];
            int w = headDepth[a];
            if (t < seconds[w]) {
                seconds[w] = t;
                arc[w] = a;
            }
        }
    }

    private LinkPath unpacked(int start, int top, int goal, Picture picture) {
        size = 0;
        int count = 0;
        for (int v = top; v != start; v = h.tail[arcFromStart[h.depth[v]]]) {
            count++;
        }
        int[] arcs = new int[count];
        for (int v = top; v != start; v = h.tail[arcs[count]]) {
            arcs[--count] = arcFromStart[h.depth[v]];
        }
        add(start);
        for (int arc : arcs) {
            unpackUp(arc, picture);
        }
        for (int v = top; v != goal; ) {
            int arc = arcToGoal[h.depth[v]];
            unpackDown(arc, picture);
            v = h.tail[arc];
        }
        return LinkPath.of(Arrays.copyOf(path, size));
    }

    private void add(int vertex) {
        if (size == path.length) {
            path = Arrays.copyOf(path, 2 * size);
        }
        path[size++] = h.linkAt[vertex];
    }

    /** Adds what lies behind the arc's lower end, up to its higher end. */
    private void unpackUp(int arc, Picture picture) {
        int over = picture.overUp[arc];
        if (over == Hierarchy.NONE) {
            add(h.head[arc]);
        } else {
            unpackDown(over, picture);
            unpackUp(h.arc(h.tail[over], h.head[arc]), picture);
        }
    }

    /** Adds what lies behind the arc's higher end, down to its lower end. */
    private void unpackDown(int arc, Picture picture) {
        int over = picture.overDown[arc];
        if (over == Hierarchy.NONE) {
            add(h.tail[arc]);
        } else {
            unpackDown(h.arc(h.tail[over], h.head[arc]), picture);
            unpackUp(over, picture);
        }
    }
}
