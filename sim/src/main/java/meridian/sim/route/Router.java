package meridian.sim.route;

import java.util.Arrays;
import java.util.List;
import meridian.model.demand.LinkPath;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/**
 * Finds ways over the links of a city at present travel times: A* with {@link Landmarks} (ALT).
 *
 * <p>The cost of a path is the travel time of each link after the first, plus a few seconds for each turn, so that of two
 * equal ways the one with fewer turns wins. A travel time below free flow counts as free flow.
 *
 * <p>The graph is made at once, the landmarks with the first search: about 24 searches over the whole city. Immutable for
 * its users and safe for all threads; each thread takes its own {@link Query}.
 */
public final class Router {
    private final LinkGraph graph;
    private volatile @Nullable Landmarks landmarks;

    private Router(LinkGraph graph) {
        this.graph = graph;
    }

    public static Router of(Network network) {
        return new Router(LinkGraph.of(network));
    }

    /** A new array with the seconds that each link takes alone, by its index: what to search with before anything moves. */
    public float[] freeFlowSeconds() {
        return graph.freeFlowSeconds.clone();
    }

    /** The working memory of one thread, about 28 bytes a link. */
    public Query query() {
        return new Query(graph, landmarks());
    }

    private Landmarks landmarks() {
        Landmarks made = landmarks;
        if (made == null) {
            synchronized (graph) {
                made = landmarks;
                if (made == null) {
                    made = Landmarks.of(graph);
                    landmarks = made;
                }
            }
        }
        return made;
    }

    /** Searches with their working memory. One thread. */
    public static final class Query {
        private final Search search;
        private final Alternatives alternatives;

        private Query(LinkGraph graph, Landmarks landmarks) {
            this.search = new Search(graph, landmarks);
            this.alternatives = new Alternatives(search);
        }

        /**
         * The fastest way, or null where there is none.
         *
         * @param linkSeconds present travel time of each link with the delay at its end, s, by the link's index
         */
        public @Nullable LinkPath fastest(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds) {
            return search.run(fromLink, toLink, kind, linkSeconds);
        }

        /**
         * Up to {@code count} different ways, the fastest first, none longer than {@value Alternatives#LONGEST} times the
         * fastest; empty where there is none.
         */
        public List<LinkPath> alternatives(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, int count) {
            return alternatives.find(fromLink, toLink, kind, linkSeconds, count);
        }

        /**
         * The way that one driver takes: a logit choice among {@value Alternatives#USUAL} alternatives, or null where there
         * is none. A way that takes 10 % longer than another is taken e times less often.
         *
         * @param random the driver's own number; the same number makes the same choice
         */
        public @Nullable LinkPath choose(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long random) {
            return alternatives.choose(fromLink, toLink, kind, linkSeconds, random);
        }

        /**
         * The way that one driver believes to be fastest, or null where there is none: each link's time is seen up to
         * {@value #MISJUDGED} longer, at random but always the same for the same driver. One search, so this is what a city of
         * simulated drivers asks; {@link #choose} weighs whole ways against each other and costs several.
         *
         * <p>Source: Y. Sheffi, "Urban Transportation Networks" (1985), chapter 11, stochastic network loading by perceived
         * link times; the spread is our estimate.
         */
        public @Nullable LinkPath perceived(
                int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long driver) {
            search.driver = driver == 0 ? 1 : driver;
            LinkPath path = search.run(fromLink, toLink, kind, linkSeconds);
            search.driver = 0;
            return path;
        }

        /** What a path costs, s; infinite where a step of it is not allowed. */
        public double seconds(LinkPath path, VehicleKind kind, float[] linkSeconds) {
            return search.seconds(path, kind, linkSeconds);
        }

        /** How many links the last search looked at: for tests and benchmarks. */
        int settled() {
            return search.settled();
        }
    }

    /** How much longer than it is a link may seem to a driver, as a share. */
    static final float MISJUDGED = 0.3f;

    /** One A* search after the other in the same arrays. One thread. */
    static final class Search {
        private static final int ACTIVE_LANDMARKS = 4;

        private final LinkGraph graph;
        private final Landmarks landmarks;
        private final LinkHeap heap;
        private final float[] cost;
        private final float[] bound;
        private final int[] parent;
        /** Number of the search that last wrote to this link's places. */
        private final int[] written;
        /** What a link's time is multiplied by, 1 or more. */
        private final float[] penalty;

        private final int[] active = new int[ACTIVE_LANDMARKS];
        private int number;
        private int settled;
        /** Whose eyes the links are seen with; 0 for things as they are. */
        private long driver;

        private Search(LinkGraph graph, Landmarks landmarks) {
            this.graph = graph;
            this.landmarks = landmarks;
            this.heap = new LinkHeap(graph.links);
            this.cost = new float[graph.links];
            this.bound = new float[graph.links];
            this.parent = new int[graph.links];
            this.written = new int[graph.links];
            this.penalty = new float[graph.links];
            Arrays.fill(penalty, 1);
        }

        /** Multiplies what a link costs from now on. */
        void penalise(int link, float factor) {
            penalty[link] *= factor;
        }

        void forgive(int link) {
            penalty[link] = 1;
        }

        int settled() {
            return settled;
        }

        @Nullable
        LinkPath run(int from, int to, VehicleKind kind, float[] linkSeconds) {
            if (linkSeconds.length != graph.links) {
                throw new IllegalArgumentException(
                        "travel times of " + linkSeconds.length + " links for a network of " + graph.links);
            }
            begin(from, to);
            int mask = 1 << kind.ordinal();
            while (!heap.isEmpty()) {
                int link = heap.takeLeast();
                settled++;
                if (link == to) {
                    heap.clear();
                    return path(from, to);
                }
                float soFar = cost[link];
                for (int e = graph.first[link]; e < graph.first[link + 1]; e++) {
                    if ((graph.access[e] & mask) != 0) {
                        int next = graph.other[e];
                        reach(next, link, soFar + graph.turnSeconds[e] + time(next, linkSeconds) * penalty[next] * seen(next), to);
                    }
                }
            }
            return null;
        }

        private void begin(int from, int to) {
            if (++number == 0) {
                Arrays.fill(written, 0);
                number = 1;
            }
            settled = 0;
            heap.clear();
            landmarks.choose(from, to, active);
            reach(from, -1, 0, to);
        }

        private void reach(int link, int before, float newCost, int to) {
            if (written[link] != number) {
                written[link] = number;
                bound[link] = landmarks.bound(link, to, active);
            } else if (newCost >= cost[link]) {
                return;
            }
            cost[link] = newCost;
            parent[link] = before;
            if (bound[link] != Float.POSITIVE_INFINITY) {
                // A link that was done may come back: rounding makes the bounds a little inconsistent.
                heap.put(link, newCost + bound[link]);
            }
        }

        private float time(int link, float[] linkSeconds) {
            return Math.max(linkSeconds[link], graph.freeFlowSeconds[link]);
        }

        /** How long the link seems to the driver, over how long it takes. */
        private float seen(int link) {
            if (driver == 0) {
                return 1;
            }
            long h = (driver ^ link * 0x9E3779B97F4A7C15L) * 0xff51afd7ed558ccdL;
            return 1 + MISJUDGED * ((h >>> 40) * 0x1p-24f);
        }

        private LinkPath path(int from, int to) {
            int size = 1;
            for (int l = to; l != from; l = parent[l]) {
                size++;
            }
            int[] links = new int[size];
            int l = to;
            for (int i = size - 1; i >= 0; i--) {
                links[i] = l;
                l = parent[l];
            }
            return LinkPath.of(links);
        }

        /** Without penalties. */
        double seconds(LinkPath path, VehicleKind kind, float[] linkSeconds) {
            double sum = 0;
            for (int i = 1; i < path.size(); i++) {
                int e = graph.edge(path.link(i - 1), path.link(i));
                if (e < 0 || (graph.access[e] & 1 << kind.ordinal()) == 0) {
                    return Double.POSITIVE_INFINITY;
                }
                sum += graph.turnSeconds[e] + time(path.link(i), linkSeconds);
            }
            return sum;
        }
    }
}
