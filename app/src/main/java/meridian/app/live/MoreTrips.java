package meridian.app.live;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import org.jspecify.annotations.Nullable;

/** Trips, and a share of others besides, which of them being a matter of their names. */
public final class MoreTrips implements TripSource {
    private final TripSource all;
    private final TripSource others;
    private final double share;
    private final long seed;

    /** @param share of the others, 0 to 1 */
    public MoreTrips(TripSource all, TripSource others, double share, long seed) {
        this.all = all;
        this.others = others;
        this.share = share;
        this.seed = seed;
    }

    @Override
    public Iterator<Trip> trips(double fromSeconds) {
        return new Merged(all.trips(fromSeconds), others.trips(fromSeconds));
    }

    @Override
    public OptionalLong count() {
        return OptionalLong.empty();
    }

    private final class Merged implements Iterator<Trip> {
        private final Iterator<Trip> one;
        private final Iterator<Trip> other;
        private @Nullable Trip nextOne;
        private @Nullable Trip nextOther;

        Merged(Iterator<Trip> one, Iterator<Trip> other) {
            this.one = one;
            this.other = other;
            nextOne = one.hasNext() ? one.next() : null;
            nextOther = chosen();
        }

        private @Nullable Trip chosen() {
            while (other.hasNext()) {
                Trip trip = other.next();
                if (new SplittableRandom(seed ^ (long) trip.id().hashCode() << 32).nextDouble() < share) {
                    return trip.withId("more-" + trip.id());
                }
            }
            return null;
        }

        @Override
        public boolean hasNext() {
            return nextOne != null || nextOther != null;
        }

        @Override
        public Trip next() {
            Trip a = nextOne;
            Trip b = nextOther;
            if (a != null && (b == null || a.departSeconds() <= b.departSeconds())) {
                nextOne = one.hasNext() ? one.next() : null;
                return a;
            }
            if (b == null) {
                throw new NoSuchElementException();
            }
            nextOther = chosen();
            return b;
        }
    }
}
