package meridian.sim.route;

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
        float[] seconds = new float[graph.links];
        for (int p = 0; p < graph.links; p++) {
            seconds[graph.linkAt[p]] = graph.freeFlowSeconds[p];
        }
        return seconds;
    }

    /** The working memory of one thread, about 20 bytes a link. */
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
        private static final float SPREAD = 0.4f;

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
         * The way that one driver takes, or null where there is none: the fastest by travel times as the driver sees them,
         * which are up to {@value #SPREAD} of each link's time too long, how much being chance. So no way is taken that is
         * more than 1.4 times as long as the fastest, and of two ways of two links each, of which one is 10 % longer, the
         * longer one is taken by one driver in six.
         *
         * <p>Source: J. E. Burrell, "Multiple route assignment and its application to capacity restraint", 4th Symposium on
         * the Theory of Road Traffic Flow, 1968. A logit among three alternatives was tried first: it needs three searches
         * a driver, 5.9 against 0.6 ms of processor time in Montevideo at dense traffic, for choices that hardly differ.
         *
         * @param driver the driver's own number; the same number makes the same choice
         */
        public @Nullable LinkPath choose(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long driver) {
            search.seeAs(driver, SPREAD);
            LinkPath path = search.run(fromLink, toLink, kind, linkSeconds);
            search.seeAs(0, 0);
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
}
