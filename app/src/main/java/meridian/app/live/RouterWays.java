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
 * <p>Safe for all threads. What a question needs is made with the first of its kind, because shortcuts and landmarks of a
 * large city take a moment that a start should not wait for. One engine asks {@link #find}: its answers depend on what was
 * asked before.
 */
public final class RouterWays implements RouteFinder {
    private final Router router;
    private final ThreadLocal<Router.Query> query;
    private @Nullable LiveRoutes live;

    public RouterWays(Network network) {
        router = Router.of(network);
        query = ThreadLocal.withInitial(router::query);
    }

    @Override
    public @Nullable LinkPath find(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long random) {
        return live().find(fromLink, toLink, kind, linkSeconds, random);
    }

    private synchronized LiveRoutes live() {
        if (live == null) {
            live = router.live();
        }
        return live;
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
