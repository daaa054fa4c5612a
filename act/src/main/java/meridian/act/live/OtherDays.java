package meridian.act.live;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;

/**
 * The next minutes as they could be as well: of the trips that are expected each comes as often as a Poisson number of mean one says, so
 * that arrivals scatter as arrivals do. The same seed gives the same minutes. Immutable.
 */
final class OtherDays {
    private final List<Trip> expected = new ArrayList<>();

    /** @param seconds how far ahead */
    OtherDays(RoadEngine present, double seconds) {
        double end = present.timeSeconds() + seconds;
        for (Iterator<Trip> trips = present.upcomingTrips(); trips.hasNext(); ) {
            Trip trip = trips.next();
            if (trip.departSeconds() > end) {
                break;
            }
            expected.add(trip);
        }
    }

    TripSource drawn(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Trip> drawn = new ArrayList<>(expected.size());
        for (Trip trip : expected) {
            int times = poisson(random);
            for (int i = 0; i < times; i++) {
                drawn.add(i == 0 ? trip : trip.withId(trip.id() + "+" + i));
            }
        }
        return TripSource.of(drawn);
    }

    /** Of mean one; Knuth, "The Art of Computer Programming" 2, 3.4.1. */
    private static int poisson(SplittableRandom random) {
        double limit = Math.exp(-1);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }
}
