package meridian.app.live;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import meridian.app.demand.DemandFile;
import meridian.app.terminal.Words;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.sim.demand.DemandModel;
import meridian.sim.demand.GravityDemand;
import meridian.testkit.Town;

/**
 * Who wants to drive in a city, and where that is known from.
 *
 * @param trips in order of departure
 * @param origin one sentence for people
 * @param computed whether the trips were computed and go on all day, instead of being a list that ends
 * @param usualStartSeconds second of the day at which to begin where nobody says when
 */
public record Traffic(TripSource trips, String origin, boolean computed, double usualStartSeconds) {
    /** Of drivers who hear on the way how long other ways take, by radio, signs or a navigator: an estimate. */
    public static final double INFORMED_SHARE = 0.7;

    /** The morning peak is what most people want to see. */
    private static final double MORNING_SECONDS = 7.5 * 3600;

    /** The trips that came with the city; where there are none, what can be computed for it. */
    public static Traffic of(City city, long seed) {
        return city.trips().isEmpty() ? computed(city, seed) : given(city.trips());
    }

    private static Traffic given(List<Trip> list) {
        TripSource trips = TripSource.of(list);
        Iterator<Trip> all = trips.trips(0);
        double first = all.hasNext() ? Math.floor(all.next().departSeconds()) : 0;
        String origin = "The traffic came with the city: " + Words.plural(list.size(), "trip") + ".";
        return new Traffic(trips, origin, false, first);
    }

    /** Whatever trips came with the city, others are computed. */
    public static Traffic computed(City city, long seed) {
        if (city.name().equals(Town.NAME)) {
            return new Traffic(
                    Town.trips(city, seed),
                    "The traffic is made up: about 1,500 vehicles an hour between gates and streets.",
                    true,
                    MORNING_SECONDS);
        }
        return modelled(city, DemandFile.shipped(city.name()).orElseGet(() -> DemandModel.estimated(city)), seed);
    }

    /** Trips that a model makes. */
    public static Traffic modelled(City city, DemandModel model, long seed) {
        GravityDemand demand = GravityDemand.of(city, model, seed);
        String origin = String.format(
                Locale.ROOT,
                "The traffic is computed from addresses and places, %,d trips a day (%s%s).",
                demand.count().orElse(0),
                model.source(),
                model.assumed() ? ", assumed" : "");
        return new Traffic(demand, origin, true, MORNING_SECONDS);
    }
}
