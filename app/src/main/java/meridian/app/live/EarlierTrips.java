package meridian.app.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.network.Network;
import org.jspecify.annotations.Nullable;

/**
 * The trips of a source, and during the first minute also those that departed earlier and would still be under way: so the
 * streets fill within a minute instead of half an hour. Each begins on the link that it would have reached, at {@value
 * #SLOWNESS} times its free-flow time; that is a guess, which real queues replace within minutes.
 *
 * <p>Ways are searched in batches as trips are asked for, on all processors. One thread at a time may ask; any may {@link
 * #stop}.
 */
final class EarlierTrips implements TripSource {
    /** How long the streets take to fill, s of the simulated day. */
    static final double FILLING_SECONDS = 60;

    /** Nearly nobody drives longer than this. */
    private static final double LONGEST_SECONDS = 30 * 60;

    private static final double SLOWNESS = 1.5;
    /** Who is slower than this as the crow flies counts as arrived, m/s; saves searching ways in vain. */
    private static final double SLOWEST_MPS = 6;

    /** Ways are searched for so many at once, on all processors. */
    private static final int BATCH = 128;

    private final Network network;
    private final TripSource source;
    private final RouterWays ways;
    private final double beginSeconds;
    private volatile boolean stopped;

    /** @param beginSeconds when filling begins: asked for trips from then on, it adds the earlier ones */
    EarlierTrips(Network network, TripSource source, RouterWays ways, double beginSeconds) {
        this.network = network;
        this.source = source;
        this.ways = ways;
        this.beginSeconds = beginSeconds;
    }

    /** Looks for no more earlier trips: in a large city that takes seconds, and nobody who wants to stop waits for it. */
    void stop() {
        stopped = true;
    }

    @Override
    public Iterator<Trip> trips(double fromSeconds) {
        Iterator<Trip> later = source.trips(fromSeconds);
        return fromSeconds > beginSeconds ? later : new Merged(new Placed(), later);
    }

    @Override
    public OptionalLong count() {
        return source.count();
    }

    /** Both in order of departure; the first trip comes from the source, because the others take a while to find. */
    private static final class Merged implements Iterator<Trip> {
        private final Iterator<Trip> placed;
        private final Iterator<Trip> later;
        private @Nullable Trip nextPlaced;
        private @Nullable Trip nextLater;
        private boolean begun;

        Merged(Iterator<Trip> placed, Iterator<Trip> later) {
            this.placed = placed;
            this.later = later;
        }

        @Override
        public boolean hasNext() {
            return nextPlaced != null || nextLater != null || later.hasNext() || placed.hasNext();
        }

        @Override
        public Trip next() {
            if (!begun && later.hasNext()) {
                begun = true;
                return later.next();
            }
            if (nextPlaced == null && placed.hasNext()) {
                nextPlaced = placed.next();
            }
            if (nextLater == null && later.hasNext()) {
                nextLater = later.next();
            }
            Trip one = nextPlaced;
            Trip other = nextLater;
            if (other == null || one != null && one.departSeconds() <= other.departSeconds()) {
                nextPlaced = null;
                return Objects.requireNonNull(one);
            }
            nextLater = null;
            return other;
        }
    }

    /** The trips that are under way, in an order that fills all parts of the city at once. */
    private final class Placed implements Iterator<Trip> {
        private final float[] linkSeconds = ways.freeFlowSeconds();
        private final ArrayDeque<Trip> found = new ArrayDeque<>();
        private @Nullable List<Trip> candidates;
        private int taken;

        @Override
        public boolean hasNext() {
            List<Trip> all = candidates;
            if (all == null) {
                all = shuffled();
                candidates = all;
            }
            while (found.isEmpty() && taken < all.size() && !stopped) {
                int from = taken;
                int to = Math.min(all.size(), from + BATCH);
                List<Trip> known = all;
                found.addAll(IntStream.range(from, to)
                        .parallel()
                        .mapToObj(i -> underWay(known.get(i), enterSeconds(i, known.size())))
                        .filter(Objects::nonNull)
                        .toList());
                taken = to;
            }
            return !found.isEmpty();
        }

        @Override
        public Trip next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no earlier trip is under way");
            }
            return found.remove();
        }

        private double enterSeconds(int i, int of) {
            return beginSeconds + FILLING_SECONDS * i / of;
        }

        private List<Trip> shuffled() {
            List<Trip> trips = new ArrayList<>();
            Iterator<Trip> earlier = source.trips(Math.max(0, beginSeconds - LONGEST_SECONDS));
            while (!stopped && earlier.hasNext()) {
                Trip trip = earlier.next();
                if (trip.departSeconds() >= beginSeconds) {
                    break;
                }
                if (!surelyArrived(trip)) {
                    trips.add(trip);
                }
            }
            Collections.shuffle(trips, new Random(trips.size()));
            return trips;
        }

        private boolean surelyArrived(Trip trip) {
            double straight = network.link(trip.path().first())
                    .shape()
                    .first()
                    .distanceMeters(network.link(trip.path().last()).shape().last());
            return beginSeconds - trip.departSeconds() > 60 + straight / SLOWEST_MPS;
        }

        private @Nullable Trip underWay(Trip trip, double enter) {
            LinkPath path = trip.fixed() ? trip.path() : way(trip);
            return path == null ? null : onTheWay(trip, path, enter);
        }

        private @Nullable LinkPath way(Trip trip) {
            return ways.fastest(
                    trip.path().first(), trip.path().last(), trip.type().kind());
        }

        private @Nullable Trip onTheWay(Trip trip, LinkPath path, double enter) {
            double elapsed = enter - trip.departSeconds();
            double driven = 0;
            int leg = 0;
            while (leg < path.size() && driven <= elapsed) {
                driven += SLOWNESS * linkSeconds[path.link(leg)];
                leg++;
            }
            if (driven <= elapsed || leg == 0) {
                return null;
            }
            int[] rest = Arrays.copyOfRange(path.toArray(), leg - 1, path.size());
            return new Trip(
                    trip.id(),
                    trip.type(),
                    enter,
                    LinkPath.of(rest),
                    true,
                    trip.stops().stream()
                            .filter(stop -> contains(rest, stop.link()))
                            .toList(),
                    Trip.Departure.USUAL,
                    trip.arrivalMeters());
        }

        private static boolean contains(int[] links, int link) {
            return Arrays.stream(links).anyMatch(l -> l == link);
        }
    }
}
