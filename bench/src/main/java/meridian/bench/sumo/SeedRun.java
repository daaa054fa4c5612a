package meridian.bench.sumo;

import java.util.List;

/**
 * One run of one simulator with one seed.
 *
 * @param strayed drivers of Meridian who ended elsewhere, because the lane they were caught on led nowhere else
 * @param teleported vehicles that SUMO took off the road and put elsewhere, with the reason
 * @param endSeconds when it ended
 */
record SeedRun(long seed, TripFigures trips, LinkHour links, long strayed, List<String> teleported, double endSeconds) {
    SeedRun {
        teleported = List.copyOf(teleported);
    }
}
