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
 * its users and safe for all threads; each thread takes its own {@link Query}. A running city, whose drivers
 * ask by the thousand, takes {@link #live} routes instead.
 */
public final class Router {
    private final Network network;
    private final LinkGraph graph;
    private volatile @Nullable Landmarks landmarks;
    private volatile @Nullable Hierarchy hierarchy;

    private Router(Network network) {
        this.network = network;
        this.graph = LinkGraph.of(network);
    }

    public static Router of(Network network) {
        return new Router(network);
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

    /** Routes for one running city, which sees its travel times change. */
    public LiveRoutes live() {
        return new LiveRoutes(this, hierarchy());
    }

    /**
     * Routes for one running city that begins with these travel times: what the first question would otherwise wait for is
     * done here.
     *
     * @param linkSeconds travel time of each link with the delay at its end, s, by the link's index
     */
    public LiveRoutes live(float[] linkSeconds) {
        LiveRoutes made = live();
        made.prepare(linkSeconds, Hands.OWN);
        return made;
    }

    /**
     * Routes for many questions at the same travel times.
     *
     * @param linkSeconds travel time of each link with the delay at its end, s, by the link's index
     */
    public FixedRoutes fixed(float[] linkSeconds) {
        return new FixedRoutes(graph, hierarchy(), linkSeconds);
    }

    LinkGraph graph() {
        return graph;
    }

    private Hierarchy hierarchy() {
        Hierarchy made = hierarchy;
        if (made == null) {
            synchronized (graph) {
                made = hierarchy;
                if (made == null) {
                    made = Hierarchy.of(graph, Dissection.order(network));
                    hierarchy = made;
                }
            }
        }
        return made;
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
        /** How much longer than it is a link may seem to a driver, as a share. */
        static final float MISJUDGED = 0.3f;

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
         * {@value #MISJUDGED} longer, at random but always the same for the same driver. So no way is more than 1.3 times as
         * long as the fastest. One search, so this is what a city of simulated drivers asks; {@link #choose} weighs whole
         * ways against each other and costs several.
         *
         * <p>Source: Y. Sheffi, "Urban Transportation Networks" (1985), chapter 11, stochastic network loading by perceived
         * link times; the spread is our estimate.
         */
        public @Nullable LinkPath perceived(
                int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long driver) {
            search.seeAs(driver, MISJUDGED);
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
