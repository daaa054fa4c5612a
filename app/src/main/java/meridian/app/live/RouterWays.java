package meridian.app.live;

import meridian.model.demand.LinkPath;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;
import meridian.sim.road.RouteFinder;
import meridian.sim.route.LiveRoutes;
import meridian.sim.route.Router;
import org.jspecify.annotations.Nullable;

/**
 * The router as the engine asks for it: each driver takes the way that seems fastest to that driver.
 *
 * <p>Safe for all threads; each has its own working memory, made with its first question, because what a large city's
 * ways are found with takes a moment that a start should not wait for.
 */
public final class RouterWays implements RouteFinder {
    private final Router router;
    private final ThreadLocal<Router.Query> query;
    private final ThreadLocal<LiveRoutes> live;

    public RouterWays(Network network) {
        router = Router.of(network);
        query = ThreadLocal.withInitial(router::query);
        live = ThreadLocal.withInitial(router::live);
    }

    @Override
    public @Nullable LinkPath find(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long random) {
        return live.get().find(fromLink, toLink, kind, linkSeconds, random);
    }

    /** The fastest way where nobody else drives, or null where there is none; cheaper than {@link #find}. */
    @Nullable
    LinkPath fastest(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds) {
        return query.get().fastest(fromLink, toLink, kind, linkSeconds);
    }

    /** Seconds that each link takes alone, by its index; a copy. */
    float[] freeFlowSeconds() {
        return router.freeFlowSeconds();
    }
}
