package meridian.app.live;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import meridian.model.demand.LinkPath;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;
import meridian.sim.road.RouteFinder;
import meridian.sim.route.FixedRoutes;
import meridian.sim.route.Hands;
import meridian.sim.route.LiveRoutes;
import meridian.sim.route.Router;
import org.jspecify.annotations.Nullable;

/**
 * The router as the engine asks for it: each driver takes the way that seems fastest to that driver.
 *
 * <p>{@link #find} is for one engine, because {@link LiveRoutes} answers from what was asked before; {@link #fastest} is for
 * all threads. What both need is prepared when somebody first asks, once; a large city takes a second.
 */
public final class RouterWays implements RouteFinder {
    private final float[] freeFlowSeconds;
    private final FutureTask<LiveRoutes> live;
    private final FutureTask<FixedRoutes> alone;
    private final ThreadLocal<FixedRoutes.Query> aloneQuery;
    /** For vehicles that may not drive where cars may. */
    private final ThreadLocal<Router.Query> streetsQuery;

    public RouterWays(Network network) {
        this(Router.of(network));
    }

    /** Of a router that others use too: what it has prepared is shared, what it has been asked is not. */
    public RouterWays(Router router) {
        this(router, false);
    }

    private RouterWays(Router router, boolean ahead) {
        freeFlowSeconds = router.freeFlowSeconds();
        live = new FutureTask<>(() -> ahead ? router.live(freeFlowSeconds) : router.live());
        alone = new FutureTask<>(() -> router.fixed(freeFlowSeconds));
        aloneQuery = ThreadLocal.withInitial(() -> made(alone).query());
        streetsQuery = ThreadLocal.withInitial(router::query);
    }

    /**
     * Ways that are prepared before somebody asks, for a city in which nobody drives yet. Who asks earlier waits, so the
     * answers are the same.
     *
     * @param preparer where that is done
     */
    static RouterWays ahead(Network network, Executor preparer) {
        RouterWays ways = new RouterWays(Router.of(network), true);
        preparer.execute(() -> {
            ways.alone.run();
            ways.live.run();
        });
        return ways;
    }

    private RouterWays(RouterWays other) {
        freeFlowSeconds = other.freeFlowSeconds;
        live = new FutureTask<>(() -> made(other.live).fork());
        live.run();
        alone = other.alone;
        aloneQuery = other.aloneQuery;
        streetsQuery = other.streetsQuery;
    }

    /** For a fork of the engine that asks this one. */
    @Override
    public RouterWays fork() {
        return new RouterWays(this);
    }

    @Override
    public void timesChanged() {
        made(live).timesChanged();
    }

    @Override
    public boolean concurrent() {
        return true;
    }

    @Override
    public void prepare(float[] linkSeconds, Hands hands) {
        made(live).prepare(linkSeconds, hands);
    }

    @Override
    public byte[] memory() {
        return made(live).memory();
    }

    @Override
    public void remember(byte[] memory) {
        made(live).remember(memory);
    }

    @Override
    public @Nullable LinkPath find(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long random) {
        return made(live).find(fromLink, toLink, kind, linkSeconds, random);
    }

    @Override
    public @Nullable LinkPath findFaster(
            int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long random, float lessThanSeconds) {
        return made(live).find(fromLink, toLink, kind, linkSeconds, random, lessThanSeconds);
    }

    @Override
    public void forget() {
        made(live).forget();
    }

    /** The fastest way where nobody else drives, or null where there is none. */
    @Nullable
    LinkPath fastest(int fromLink, int toLink, VehicleKind kind) {
        return made(alone).serves(kind)
                ? aloneQuery.get().fastest(fromLink, toLink)
                : streetsQuery.get().fastest(fromLink, toLink, kind, freeFlowSeconds);
    }

    /** Seconds that each link takes alone, by its index; a copy. */
    float[] freeFlowSeconds() {
        return freeFlowSeconds.clone();
    }

    /** What the task makes: by this thread where nobody has begun, else when it is ready. */
    private static <T> T made(FutureTask<T> task) {
        task.run();
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
