package meridian.sim.road;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.network.VehicleKind;
import meridian.sim.route.Router;

/** Short words for tests: trips, engines, and running them under the checking mode. */
final class Traffic {
    static final VehicleType CALM =
            new VehicleType("calm", VehicleKind.CAR, 5, 2.5, 50, 2.6, 4.5, 9, 1, 0, 1, 0, VehicleType.Following.KRAUSS);

    private Traffic() {}

    static Trip trip(City city, String id, double depart, String... links) {
        return trip(city, id, CALM, depart, List.of(), links);
    }

    static Trip trip(City city, String id, VehicleType type, double depart, List<StopVisit> stops, String... links) {
        int[] path = new int[links.length];
        for (int i = 0; i < links.length; i++) {
            path[i] = city.network().findLink(links[i]).orElseThrow();
        }
        return new Trip(id, type, depart, LinkPath.of(path), true, stops, Trip.Departure.USUAL, -1);
    }

    static RouteFinder routes(City city) {
        Router.Query query = Router.of(city.network()).query();
        return query::perceived;
    }

    static RoadEngine engine(City city, List<Trip> trips, List<String> log, RoadSettings settings) {
        return new RoadEngine(RoadNetwork.of(city), TripSource.of(trips), routes(city), log(log), settings);
    }

    static RoadEngine engine(City city, TripSource trips, List<String> log, RoadSettings settings) {
        return new RoadEngine(RoadNetwork.of(city), trips, routes(city), log(log), settings);
    }

    static TripLog log(List<String> lines) {
        return (trip, entered, left, meters, lost, waited, halts) -> lines.add(
                trip.id() + " " + entered + " " + left + " " + meters + " " + lost + " " + waited + " " + halts);
    }

    /** Runs for a while; every invariant is checked after every step. */
    static void runChecked(RoadEngine engine, double seconds) {
        double end = engine.timeSeconds() + seconds;
        Watcher watcher = new Watcher(engine);
        while (engine.timeSeconds() < end - 1e-9 && !engine.done()) {
            List<String> broken = watcher.step();
            if (!broken.isEmpty()) {
                throw new AssertionError("at " + engine.timeSeconds() + " s: " + broken.getFirst());
            }
        }
    }

    /** Random trips between all links of a city, about this many an hour. */
    static List<Trip> random(City city, int perHour, double hours, long seed, VehicleType... types) {
        Random random = new Random(seed);
        List<Trip> trips = new ArrayList<>();
        int links = city.network().links().size();
        int count = (int) (perHour * hours);
        for (int i = 0; i < count; i++) {
            VehicleType type = types.length == 0 ? VehicleType.CAR : types[random.nextInt(types.length)];
            int from = random.nextInt(links);
            int to = random.nextInt(links);
            trips.add(Trip.between("r" + i, type, 3600 * hours * i / count, from, to));
        }
        return trips;
    }
}
