package meridian.bench.soak;

import java.util.List;
import java.util.Locale;
import meridian.bench.sumo.Scene;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.testkit.Streets;
import meridian.testkit.Town;

/** Where the vehicles of the soak drive. Each round has other random numbers. */
enum SoakCase {
    GRID,
    CROSSINGS,
    TOWN,
    RANDOM,
    BOLOGNA;

    private static final double HOUR = 3600;

    /** A city, who drives, and from when to when. */
    record Run(City city, TripSource trips, double startSeconds, double seconds) {}

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that can run here: Bologna's files are not part of the repository. */
    static List<SoakCase> here() {
        return List.of(values()).stream()
                .filter(c -> c != BOLOGNA || bologna().place().isPresent())
                .toList();
    }

    private static Scene bologna() {
        return Scene.find("bologna").orElseThrow();
    }

    Run run(long seed) {
        return switch (this) {
            case GRID -> withRandomTrips(Streets.grid(4, 4, 200, 3, true), seed, 5_000);
            case CROSSINGS -> withRandomTrips(Streets.grid(4, 4, 150, 2, false), seed, 3_000);
            case TOWN -> {
                City town = Town.city();
                yield new Run(town, Town.trips(town, seed), 7.5 * HOUR, HOUR);
            }
            case RANDOM -> withRandomTrips(RandomStreets.city(seed), seed, 1_500);
            case BOLOGNA -> {
                Scene scene = bologna();
                City city = Formats.read(scene.files(scene.place().orElseThrow()), new ReadReport(), Progress.NONE);
                yield new Run(city, TripSource.of(city.trips()), 0, 2 * HOUR);
            }
        };
    }

    private static Run withRandomTrips(City city, long seed, int perHour) {
        TripSource trips = TripSource.of(RandomStreets.trips(city, seed, perHour, HOUR / 2));
        return new Run(city, trips, 0, HOUR);
    }
}
