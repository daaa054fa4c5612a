package meridian.sim.route;

import java.util.Arrays;
import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/** One A* search after the other in the same arrays. One thread. */
final class Search {
    private static final int STRIDE = 4;
    private static final int BOUND = 1;
    private static final int PARENT = 2;
    private static final int WRITTEN = 3;

    private final LinkGraph graph;
    private final Landmarks.Towards towards;
    private final LinkHeap heap = new LinkHeap();
    /** For place p, at {@code p * STRIDE}: cost, bound, the place before, number of the search that wrote this. */
    private final int[] state;

    /** What the link at place p is multiplied by, 1 or more; only where some link is penalised. */
    private final float[] penalty;

    private int penalised;
    private long driver;
    private float spread;
    private int number;
    private int settled;

    Search(LinkGraph graph, Landmarks landmarks) {
        this.graph = graph;
        this.towards = landmarks.new Towards();
        this.state = new int[graph.links * STRIDE];
        this.penalty = new float[graph.links];
        Arrays.fill(penalty, 1);
    }

    /** Multiplies what a link costs until it is forgiven. */
    void penalise(int link, float factor) {
        penalty[graph.placeOf[link]] *= factor;
        penalised++;
    }

    void forgive(int link) {
        penalty[graph.placeOf[link]] = 1;
        penalised--;
    }

    /** From now on every link seems to take up to this share longer, how much being chance, but fixed for a driver. */
    void seeAs(long newDriver, float newSpread) {
        driver = newDriver;
        spread = newSpread;
    }

    int settled() {
        return settled;
    }

    @Nullable
    LinkPath run(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds) {
        if (linkSeconds.length != graph.links) {
            throw new IllegalArgumentException(
                    "travel times of " + linkSeconds.length + " links for a network of " + graph.links);
        }
        int from = graph.placeOf[fromLink];
        int to = graph.placeOf[toLink];
        begin(from, to);
        int mask = 1 << kind.ordinal();
        while (!heap.isEmpty()) {
            float key = heap.leastKey();
            int place = heap.takeLeast();
            float soFar = Float.intBitsToFloat(state[place * STRIDE]);
            if (key > soFar + Float.intBitsToFloat(state[place * STRIDE + BOUND])) {
                continue;
            }
            settled++;
            if (place == to) {
                return path(from, to);
            }
            for (int e = graph.first[place]; e < graph.first[place + 1]; e++) {
                if ((graph.access(e) & mask) != 0) {
                    int next = graph.other(e);
                    reach(next, place, soFar + graph.turnSeconds(e) + time(next, linkSeconds));
                }
            }
        }
        return null;
    }

    private void begin(int from, int to) {
        if (++number == 0) {
            Arrays.fill(state, 0);
            number = 1;
        }
        settled = 0;
        heap.clear();
        towards.aim(from, to);
        reach(from, -1, 0);
    }

    private void reach(int place, int before, float cost) {
        int at = place * STRIDE;
        if (state[at + WRITTEN] != number) {
            state[at + WRITTEN] = number;
            state[at + BOUND] = Float.floatToRawIntBits(towards.bound(place));
        } else if (cost >= Float.intBitsToFloat(state[at])) {
            return;
        }
        state[at] = Float.floatToRawIntBits(cost);
        state[at + PARENT] = before;
        float bound = Float.intBitsToFloat(state[at + BOUND]);
        if (bound != Float.POSITIVE_INFINITY) {
            // A place that was done may come back: rounding makes the bounds a little inconsistent.
            heap.put(place, cost + bound);
        }
    }

    private float time(int place, float[] linkSeconds) {
        float seconds = graph.seenSeconds(place, linkSeconds, driver, spread);
        return penalised > 0 ? seconds * penalty[place] : seconds;
    }

    private LinkPath path(int from, int to) {
        int size = 1;
        for (int p = to; p != from; p = state[p * STRIDE + PARENT]) {
            size++;
        }
        int[] links = new int[size];
        int p = to;
        for (int i = size - 1; i >= 0; i--) {
            links[i] = graph.linkAt[p];
            p = state[p * STRIDE + PARENT];
        }
        return LinkPath.of(links);
    }

    /** Without penalties, as they are. */
    double seconds(LinkPath path, VehicleKind kind, float[] linkSeconds) {
        double sum = 0;
        for (int i = 1; i < path.size(); i++) {
            int e = graph.edge(graph.placeOf[path.link(i - 1)], graph.placeOf[path.link(i)]);
            if (e < 0 || (graph.access(e) & 1 << kind.ordinal()) == 0) {
                return Double.POSITIVE_INFINITY;
            }
            sum += graph.turnSeconds(e) + graph.seenSeconds(graph.placeOf[path.link(i)], linkSeconds, 0, 0);
        }
        return sum;
    }
}
