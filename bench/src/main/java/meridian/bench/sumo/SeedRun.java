package meridian.bench.sumo;

import java.util.List;

/**
 * One run of one simulator with one seed.
 *
 * @param teleported vehicles that SUMO took off the road and put elsewhere, with the reason
 * @param endSeconds when it ended
 */
record SeedRun(long seed, TripFigures trips, LinkHour links, List<String> teleported, double endSeconds) {
    SeedRun {
        teleported = List.copyOf(teleported);
    }
}
