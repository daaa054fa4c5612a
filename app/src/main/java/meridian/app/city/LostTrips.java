package meridian.app.city;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;

/** What a reader had to leave out or change of trips, roads and signals: told to whoever simulates, because it changes the result. */
public final class LostTrips {
    /** What readers call them. */
    private static final Set<String> TRIPS = Set.of("trip", "vehicle", "flow");

    private static final Set<String> PARTS = Set.of("stop of a vehicle", "lane length", "signal program");

    private final List<ReadReport.Skipped> lost;
    private final List<ReadReport.Skipped> changed;

    public LostTrips(ReadReport report) {
        lost = report.skipped().stream().filter(s -> TRIPS.contains(s.what())).toList();
        changed =
                report.skipped().stream().filter(s -> PARTS.contains(s.what())).toList();
    }

    /** One line for each reason. */
    public List<String> lines() {
        return Stream.concat(
                        lost.stream().map(s -> line("left out " + Words.plural(s.count(), s.what()), s)),
                        changed.stream().map(s -> line(s.what() + ", " + Words.plural(s.count(), "time"), s)))
                .toList();
    }

    private static String line(String subject, ReadReport.Skipped s) {
        return subject + ": " + s.why() + " (" + String.join(", ", s.places()) + ")";
    }

    /** @throws BadInput where the files held trips and not one of them can be used */
    public void demandSomeOf(City city) {
        if (city.trips().isEmpty() && !lost.isEmpty()) {
            ReadReport.Skipped first = lost.getFirst();
            throw new BadInput(
                    first.places().isEmpty() ? city.name() : first.places().getFirst(),
                    "none of " + Words.plural(first.count(), first.what()) + " can be used: " + first.why(),
                    "trips on roads of this network",
                    "Name the demand that was made for this network, or add --demand computed");
        }
    }
}
