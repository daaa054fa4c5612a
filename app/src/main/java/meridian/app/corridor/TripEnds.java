package meridian.app.corridor;

import java.util.List;
import meridian.act.corridor.CorridorTrial;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.testkit.Avenue;

/** Where trips in a hurry begin and end. */
final class TripEnds {
    private TripEnds() {}

    /** The made-up corridor's whole length, either way; elsewhere where some other trip begins and where another one ends. */
    static CorridorTrial.Ends of(City city) {
        if (city.name().equals(Avenue.NAME)) {
            int[] east = ends(city, Avenue.EASTWARD);
            int[] west = ends(city, Avenue.WESTWARD);
            return random -> random.nextBoolean() ? east : west;
        }
        List<Trip> trips = city.trips();
        return random -> {
            Trip from = trips.get(random.nextInt(trips.size()));
            Trip to = trips.get(random.nextInt(trips.size()));
            return new int[] {from.path().link(0), to.path().link(to.path().size() - 1)};
        };
    }

    private static int[] ends(City city, String[] links) {
        return new int[] {
            city.network().findLink(links[0]).orElseThrow(),
            city.network().findLink(links[1]).orElseThrow()
        };
    }
}
