package meridian.app.signals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import meridian.app.city.CitySource;
import meridian.app.city.NotFound;
import meridian.app.live.RouterWays;
import meridian.app.live.Traffic;
import meridian.bench.cityflow.PublishedCity;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RouteFinder;
import meridian.sim.route.Router;
import meridian.testkit.MeasuredCities;

/**
 * A city in which signals are controlled, with the trips of the time that is looked at. Immutable; each run makes its own {@link #routes}.
 *
 * @param name as it was asked for
 * @param city with the trips as its own
 * @param startSeconds when it begins
 */
public record SignalScenario(String name, City city, RoadNetwork road, Router router, double startSeconds) {
    /**
     * @param name a city of the published benchmark ({@code hangzhou}, {@code jinan}), or a file or folder that can be imported
     * @param wishedStart second of the day, where somebody says when
     * @param seed of computed demand
     */
    public static SignalScenario read(
            String name,
            Optional<Double> wishedStart,
            double seconds,
            long seed,
            ReadReport report,
            Progress progress) {
        City city = CitySource.of(files(name)).read(report, progress);
        Traffic traffic = Traffic.of(city, seed);
        double start = wishedStart.orElse(traffic.usualStartSeconds());
        List<Trip> trips = new ArrayList<>();
        for (Iterator<Trip> all = traffic.trips().trips(start); all.hasNext(); ) {
            Trip trip = all.next();
            if (trip.departSeconds() >= start + seconds) {
                break;
            }
            trips.add(trip);
        }
        City filled = city.withTrips(trips);
        return new SignalScenario(name, filled, RoadNetwork.of(filled), Router.of(city.network()), start);
    }

    private static List<Path> files(String name) {
        Optional<PublishedCity> published = PublishedCity.find(name);
        if (published.isEmpty()) {
            return List.of(Path.of(name));
        }
        PublishedCity known = published.get();
        Path place = known.place().orElseThrow(() -> new NotFound(MeasuredCities.missing(known.folder()) + "."));
        return List.of(place.resolve(known.roadnet()), place.resolve(known.flow()));
    }

    /** Ways for trips that have none; one for each run. */
    public RouteFinder routes() {
        return new RouterWays(router);
    }
}
