package meridian.sim.road;

import meridian.model.demand.LinkPath;
import meridian.model.network.VehicleKind;
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

    /** Knows no way: for demand whose paths are all given. */
    RouteFinder NONE = (from, to, kind, seconds, random) -> null;
}
