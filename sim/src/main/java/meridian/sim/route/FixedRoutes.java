package meridian.sim.route;

import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/**
 * The fastest ways at travel times that do not change: one {@link Picture}, taken when it is made. In Montevideo an answer
 * takes 0.2 ms of processor time, where a search in the streets ({@link Router.Query#fastest}) takes 0.5 to 0.7 ms; preparing
 * takes 0.8 to 1.1 s, nearly all of it for the {@link Hierarchy}, which is made once for all routes of a {@link Router}.
 *
 * <p>Immutable and safe for all threads; each thread takes its own {@link Query}.
 */
public final class FixedRoutes {
    private final LinkGraph graph;
    private final Hierarchy hierarchy;
    private final Picture picture;

    FixedRoutes(LinkGraph graph, Hierarchy hierarchy, float[] linkSeconds) {
        this.graph = graph;
        this.hierarchy = hierarchy;
        this.picture = new Picture(graph, hierarchy);
        picture.take(VehicleKind.CAR, linkSeconds, 0, 0);
    }

    /** Whether it knows the ways of this kind of vehicle: of those that may drive just where cars may. */
    public boolean serves(VehicleKind kind) {
        return graph.likeCars(kind);
    }

    /** The working memory of one thread, 16 bytes a link. */
    public Query query() {
        return new Query(picture, new TreeSearch(hierarchy));
    }

    /** Searches with their working memory. One thread. */
    public static final class Query {
        private final Picture picture;
        private final TreeSearch search;

        private Query(Picture picture, TreeSearch search) {
            this.picture = picture;
            this.search = search;
        }

        /** The fastest way of a vehicle that the routes serve, or null where there is none. */
        public @Nullable LinkPath fastest(int fromLink, int toLink) {
            return search.run(fromLink, toLink, picture, Float.POSITIVE_INFINITY);
        }
    }
}
