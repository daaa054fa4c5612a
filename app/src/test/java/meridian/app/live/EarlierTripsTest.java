package meridian.app.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.testkit.Town;
import org.junit.jupiter.api.Test;

final class EarlierTripsTest {
    private static final double BEGIN = 27_000;

    private final City town = Town.city();
    private final TripSource source = Town.trips(town, 1);
    private final EarlierTrips filled = new EarlierTrips(town.network(), source, new RouterWays(town.network()), BEGIN);

    private static List<Trip> until(Iterator<Trip> trips, double end) {
        List<Trip> list = new ArrayList<>();
        for (Trip trip = trips.next(); trip.departSeconds() < end; trip = trips.next()) {
            list.add(trip);
        }
        return list;
    }

    @Test
    void theFirstMinuteHasMoreTripsThanDepartInIt() {
        int usual = until(source.trips(BEGIN), BEGIN + 60).size();
        int withEarlier = until(filled.trips(BEGIN), BEGIN + 60).size();
        assertTrue(withEarlier > usual + 20, withEarlier + " instead of " + usual);
    }

    @Test
    void afterThatItIsTheSource() {
        assertEquals(until(source.trips(BEGIN + 100), BEGIN + 200), until(filled.trips(BEGIN + 100), BEGIN + 200));
        List<Trip> all = until(filled.trips(BEGIN), BEGIN + 200);
        assertEquals(
                until(source.trips(BEGIN + 60), BEGIN + 200),
                all.stream().filter(t -> t.departSeconds() >= BEGIN + 60).toList());
    }

    @Test
    void noTripComesTwiceAndAllComeInOrder() {
        List<Trip> all = until(filled.trips(BEGIN), BEGIN + 120);
        assertEquals(all.size(), all.stream().map(Trip::id).distinct().count());
        // But for the very first, which is taken before any way has been searched.
        for (int i = 2; i < all.size(); i++) {
            assertTrue(all.get(i - 1).departSeconds() <= all.get(i).departSeconds());
        }
    }

    @Test
    void onceStoppedItSearchesNoMoreWays() {
        Iterator<Trip> trips = filled.trips(BEGIN);
        filled.stop();
        assertEquals(until(source.trips(BEGIN), BEGIN + 60), until(trips, BEGIN + 60));
    }

    @Test
    void itGivesTheSameTripsEveryTime() {
        assertEquals(until(filled.trips(BEGIN), BEGIN + 120), until(filled.trips(BEGIN), BEGIN + 120));
    }
}
