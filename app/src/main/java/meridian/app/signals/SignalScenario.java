package meridian.app.signals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import meridian.act.SignalTrial;
import meridian.app.city.CitySource;
import meridian.app.city.DefaultCity;
import meridian.app.city.NotFound;
import meridian.app.live.RouterWays;
import meridian.app.live.Traffic;
import meridian.app.machine.Folders;
import meridian.bench.cityflow.PublishedCity;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RouteFinder;
import meridian.sim.route.Router;
import meridian.testkit.Avenue;
import meridian.testkit.MeasuredCities;
import meridian.testkit.Town;

/**
 * A city in which signals are controlled, with the trips of the time that is looked at. Immutable; each run makes its own {@link #routes}.
 *
 * @param name as it was asked for
 * @param city with the trips as its own
 * @param startSeconds when it begins
 */
public record SignalScenario(String name, City city, RoadNetwork road, Router router, double startSeconds) {
    private static final String COLOGNE = "cologne8";
    private static final String TOWN = "town";
    private static final String MONTEVIDEO = "montevideo";

    /**
     * @param name a city of the published benchmark ({@code hangzhou}, {@code jinan}), {@code cologne8}, {@code montevideo} where it has been
     *     prepared, {@code corridor} for {@link Avenue}, {@code town} for {@link Town}, or a file or folder that can be imported
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
        if (name.equals(Avenue.NAME)) {
            return avenue(wishedStart.orElse(0.0), seconds, seed);
        }
        City city = name.equals(TOWN) ? Town.city() : CitySource.of(files(name)).read(report, progress);
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

    private static SignalScenario avenue(double start, double seconds, long seed) {
        City empty = Avenue.city();
        List<Trip> trips = Avenue.trips(empty, seed, start + seconds).stream()
                .filter(trip -> trip.departSeconds() >= start)
                .toList();
        City filled = empty.withTrips(trips);
        return new SignalScenario(Avenue.NAME, filled, RoadNetwork.of(filled), Router.of(filled.network()), start);
    }

    private static List<Path> files(String name) {
        if (name.equals(COLOGNE)) {
            Path folder = MeasuredCities.find("cologne")
                    .orElseThrow(() -> new NotFound(MeasuredCities.missing("cologne") + "."));
            return List.of(folder.resolve(COLOGNE + ".net.xml"), folder.resolve(COLOGNE + ".rou.xml"));
        }
        if (name.equals(MONTEVIDEO)) {
            return List.of(DefaultCity.of(Folders.ofThisUser())
                    .find()
                    .orElseThrow(() -> new NotFound(
                            "Montevideo is not prepared: run 'meridian city prepare', or name its file.")));
        }
        Optional<PublishedCity> published = PublishedCity.find(name);
        if (published.isEmpty()) {
            return List.of(Path.of(name));
        }
        PublishedCity known = published.get();
        Path place = known.place().orElseThrow(() -> new NotFound(MeasuredCities.missing(known.folder()) + "."));
        return List.of(place.resolve(known.roadnet()), place.resolve(known.flow()));
    }

    /** The same with each trip as often as a share says. */
    public SignalScenario scaled(double demand, long seed) {
        List<Trip> trips = new ArrayList<>();
        city.trips().forEach(trip -> trips.addAll(SignalTrial.scaled(trip, demand, seed)));
        return new SignalScenario(name, city.withTrips(trips), road, router, startSeconds);
    }

    /** Ways for trips that have none; one for each run. */
    public RouteFinder routes() {
        return new RouterWays(router);
    }
}
