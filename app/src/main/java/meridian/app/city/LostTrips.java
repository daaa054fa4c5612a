package meridian.app.city;

import java.util.List;
import java.util.Set;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;

/** Trips that a reader had to leave out: told to whoever simulates, because they change the result. */
public final class LostTrips {
    /** What readers call them. */
    private static final Set<String> TRIPS = Set.of("trip", "vehicle", "flow");

    private final List<ReadReport.Skipped> lost;

    public LostTrips(ReadReport report) {
        lost = report.skipped().stream().filter(s -> TRIPS.contains(s.what())).toList();
    }

    /** One line for each reason. */
    public List<String> lines() {
        return lost.stream()
                .map(s -> "left out " + Words.plural(s.count(), s.what()) + ": " + s.why() + " ("
                        + String.join(", ", s.places()) + ")")
                .toList();
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
