package meridian.sim.route;

import java.util.Arrays;
import meridian.model.demand.LinkPath;
import org.jspecify.annotations.Nullable;

/** Finds fastest ways in a {@link Picture}: up from both ends to where they meet. One thread. */
final class TreeSearch {
    private final Hierarchy h;
    /** Seconds from the start to a vertex, and from there to the goal; infinite between searches. */
    private final float[] fromStart;

    private final float[] toGoal;
    /** Arc by which a vertex was reached. */
    private final int[] arcFromStart;

    private final int[] arcToGoal;
    private int[] path = new int[256];
    private int size;

    TreeSearch(Hierarchy hierarchy) {
        this.h = hierarchy;
        int n = hierarchy.parent.length;
        this.fromStart = new float[n];
        this.toGoal = new float[n];
        this.arcFromStart = new int[n];
        this.arcToGoal = new int[n];
        Arrays.fill(fromStart, Float.POSITIVE_INFINITY);
        Arrays.fill(toGoal, Float.POSITIVE_INFINITY);
    }

    @Nullable
    LinkPath run(int fromLink, int toLink, Picture picture) {
        int start = h.rankOf[fromLink];
        int goal = h.rankOf[toLink];
        fromStart[start] = 0;
        toGoal[goal] = 0;
        int top = meeting(start, goal, picture);
        LinkPath found = top == Hierarchy.NONE ? null : unpacked(start, top, goal, picture);
        clear(start, fromStart);
        clear(goal, toGoal);
        return found;
    }

    /** The vertex above both ends where the sum of both ways is least, or NONE. */
    private int meeting(int start, int goal, Picture picture) {
        int a = start;
        int b = goal;
        while (a != b && a != Hierarchy.NONE && b != Hierarchy.NONE) {
            if (a < b) {
                climb(a, fromStart, arcFromStart, picture.up);
                a = h.parent[a];
            } else {
                climb(b, toGoal, arcToGoal, picture.down);
                b = h.parent[b];
            }
        }
        int best = Hierarchy.NONE;
        float least = Float.POSITIVE_INFINITY;
        for (int v = a == b ? a : Hierarchy.NONE; v != Hierarchy.NONE; v = h.parent[v]) {
            if (fromStart[v] + toGoal[v] < least) {
                least = fromStart[v] + toGoal[v];
                best = v;
            }
            // What is already longer than the best way cannot become a part of a better one.
            if (fromStart[v] < least) {
                climb(v, fromStart, arcFromStart, picture.up);
            }
            if (toGoal[v] < least) {
                climb(v, toGoal, arcToGoal, picture.down);
            }
        }
        return best;
    }

    private void climb(int v, float[] seconds, int[] arc, float[] weight) {
        float soFar = seconds[v];
        if (soFar == Float.POSITIVE_INFINITY) {
            return;
        }
        for (int a = h.first[v]; a < h.first[v + 1]; a++) {
            float t = soFar + weight[a];
            int w = h.head[a];
            if (t < seconds[w]) {
                seconds[w] = t;
                arc[w] = a;
            }
        }
    }

    private void clear(int from, float[] seconds) {
        for (int v = from; v != Hierarchy.NONE; v = h.parent[v]) {
            seconds[v] = Float.POSITIVE_INFINITY;
        }
    }

    private LinkPath unpacked(int start, int top, int goal, Picture picture) {
        size = 0;
        int depth = 0;
        for (int v = top; v != start; v = h.tail[arcFromStart[v]]) {
            depth++;
        }
        int[] arcs = new int[depth];
        for (int v = top; v != start; v = h.tail[arcFromStart[v]]) {
            arcs[--depth] = arcFromStart[v];
        }
        add(start);
        for (int arc : arcs) {
            unpackUp(arc, picture);
        }
        for (int v = top; v != goal; v = h.tail[arcToGoal[v]]) {
            unpackDown(arcToGoal[v], picture);
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
