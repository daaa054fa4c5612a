package meridian.sim.road;

import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;
import meridian.sim.route.Hands;
import org.jspecify.annotations.Nullable;

/** Chooses the way of a trip that has none. */
@FunctionalInterface
public interface RouteFinder {
    /**
     * @param linkSeconds present time to drive each link; not to be changed or kept
     * @param random a number of the trip's own, for drivers who do not all take the fastest way
     * @return the way, or null where there is none
     */
    @Nullable
    LinkPath find(int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long random);

    /**
     * The same, asked for a way that needs less than some time; where none does the answer may be none.
     *
     * @param lessThanSeconds for all links behind the first
     */
    default @Nullable LinkPath findFaster(
            int fromLink, int toLink, VehicleKind kind, float[] linkSeconds, long random, float lessThanSeconds) {
        return find(fromLink, toLink, kind, linkSeconds, random);
    }

    /**
     * One that answers from now on as this one would, whatever this one is asked. Those whose answers depend on earlier
     * questions must say how; the others serve all.
     */
    default RouteFinder fork() {
        return this;
    }

    /** Told once a simulated minute that travel times have changed: what it has kept of them may be looked at anew. */
    default void timesChanged() {}

    /**
     * Whether several threads may ask at a time, after {@link #prepare} and as long as travel times do not change. The
     * answers must not depend on the order of the questions then.
     */
    default boolean concurrent() {
        return false;
    }

    /** Does what the next questions would wait for, with these hands; for those that are {@link #concurrent}. */
    default void prepare(float[] linkSeconds, Hands hands) {}

    /** Told when roads have been closed or opened: what it has kept of travel times holds no longer. */
    default void forget() {}

    /** What the answers depend on besides the questions, to be kept with a city's state; empty where there is nothing. */
    default byte[] memory() {
        return new byte[0];
    }

    /**
     * Goes on from what {@link #memory} told.
     *
     * @throws IllegalArgumentException where it is not its own
     */
    default void remember(byte[] memory) {
        if (memory.length > 0) {
            throw new IllegalArgumentException("the state was saved with a route finder that remembers");
        }
    }

    /** Knows no way: for demand whose paths are all given. */
    RouteFinder NONE = (from, to, kind, seconds, random) -> null;
}
