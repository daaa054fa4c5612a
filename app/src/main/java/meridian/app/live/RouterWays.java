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
 * <p>{@link #find} is for one engine, because {@link LiveRoutes} answers from what was asked before; {@link #fastest} is for
 * all threads.
 */
public final class RouterWays implements RouteFinder {
    private final Router router;
    private final ThreadLocal<Router.Query> query;
    private volatile @Nullable LiveRoutes live;
    private volatile boolean preparing;

    public RouterWays(Network network) {
        this(Router.of(network));
    }

    /** Of a router that others use too: what it has prepared is shared, what it has been asked is not. */
    public RouterWays(Router router) {
        this.router = router;
        query = ThreadLocal.withInitial(router::query);
    }

    /**
     * Prepares what a large city's ways are found with on a thread of its own, which takes a second or two; until that is
     * done each way is searched for alone. So a start need not wait, but two starts may differ in a few ways: for a city
     * that is watched, not for an experiment.
     */
    void prepareInBackground() {
        preparing = true;
        Thread.ofPlatform().daemon().name("preparing-routes").start(() -> live = router.live());
    }

    @Override
    public @Nullable LinkPath find(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long random) {
        LiveRoutes routes = live;
        if (routes == null) {
            if (preparing) {
                return query.get().perceived(fromLink, toLink, kind, linkSeconds, random);
            }
            routes = router.live();
            live = routes;
        }
        return routes.find(fromLink, toLink, kind, linkSeconds, random);
    }

    /** The fastest way where nobody else drives, or null where there is none. */
    @Nullable
    LinkPath fastest(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds) {
        return query.get().fastest(fromLink, toLink, kind, linkSeconds);
    }

    /** Seconds that each link takes alone, by its index; a copy. */
    float[] freeFlowSeconds() {
        return router.freeFlowSeconds();
    }
}
