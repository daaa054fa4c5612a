package meridian.app.compare;

import java.util.List;
import java.util.OptionalLong;
import meridian.app.run.RunReport;
import meridian.formats.sumo.SumoTrip;

/**
 * One run with one seed. Times are means over completed trips.
 *
 * @param seed empty where nobody wrote it down
 * @param links in slices of time; empty where nothing was recorded
 */
record SeedFigures(
        OptionalLong seed,
        double travelSeconds,
        double standingSeconds,
        double lostSeconds,
        double enterSeconds,
        double stops,
        double completed,
        List<LinkFlow> links) {

    SeedFigures {
        links = List.copyOf(links);
    }

    static SeedFigures of(RunReport report, List<LinkFlow> links) {
        return new SeedFigures(
                OptionalLong.of(report.seed()),
                report.travelSeconds().mean(),
                report.standingSeconds().mean(),
                report.delaySeconds().mean(),
                report.enterSeconds().mean(),
                report.stops().mean(),
                report.trips().completed(),
                links);
    }

    /** SUMO's trips, in the same definitions. */
    static SeedFigures of(OptionalLong seed, List<SumoTrip> trips, List<LinkFlow> links) {
        List<SumoTrip> arrived = trips.stream().filter(SumoTrip::arrived).toList();
        return new SeedFigures(
                seed,
                mean(arrived, SumoTrip::durationSeconds),
                mean(arrived, SumoTrip::waitingSeconds),
                mean(arrived, SumoTrip::lossSeconds),
                mean(arrived, SumoTrip::departDelaySeconds),
                mean(arrived, SumoTrip::stops),
                arrived.size(),
                links);
    }

    private static double mean(List<SumoTrip> trips, java.util.function.ToDoubleFunction<SumoTrip> value) {
        return trips.stream().mapToDouble(value).average().orElse(0);
    }
}
