package meridian.app.live;

import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalDouble;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.testkit.Town;

/**
 * Who wants to drive in a city, and where that is known from.
 *
 * @param trips in order of departure
 * @param origin one sentence for people
 * @param usualStartSeconds second of the day at which to begin where nobody says when
 */
public record Traffic(TripSource trips, String origin, double usualStartSeconds) {
    /** The morning peak is what most people want to see. */
    public static final double MORNING_SECONDS = 7.5 * 3600;

    /** What came with the city, or what can be computed for it. */
    public static Traffic of(City city, long seed) {
        if (!city.trips().isEmpty()) {
            return given(city);
        }
        if (city.name().equals(Town.NAME)) {
            return new Traffic(
                    Town.trips(city, seed),
                    "Made up: about 1,500 vehicles an hour between the gates and streets of the town.",
                    MORNING_SECONDS);
        }
        return new Traffic(
                TripSource.of(java.util.List.of()), "None: no demand is known for this city.", MORNING_SECONDS);
    }

    private static Traffic given(City city) {
        TripSource trips = TripSource.of(city.trips());
        double first = Math.floor(first(trips).orElse(0));
        String origin = String.format(
                Locale.ROOT, "Came with the city: %,d trips.", city.trips().size());
        return new Traffic(trips, origin, first);
    }

    private static OptionalDouble first(TripSource trips) {
        Iterator<Trip> all = trips.trips(0);
        return all.hasNext() ? OptionalDouble.of(all.next().departSeconds()) : OptionalDouble.empty();
    }
}
