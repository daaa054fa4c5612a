package meridian.app.live;

import meridian.model.demand.LinkPath;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;
import meridian.sim.road.RouteFinder;
import meridian.sim.route.Router;
import org.jspecify.annotations.Nullable;

/**
 * The router as the engine asks for it: each driver chooses among alternatives at present travel times.
 *
 * <p>One thread, the engine's. The working memory is made with the first question, on that thread, because the landmarks of
 * a large city take a second that a start should not wait for.
 */
public final class RouterWays implements RouteFinder {
    private final Router router;
    private Router.@Nullable Query query;

    public RouterWays(Network network) {
        router = Router.of(network);
    }

    @Override
    public @Nullable LinkPath find(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long random) {
        Router.Query asked = query;
        if (asked == null) {
            asked = router.query();
            query = asked;
        }
        return asked.choose(fromLink, toLink, kind, linkSeconds, random);
    }
}
