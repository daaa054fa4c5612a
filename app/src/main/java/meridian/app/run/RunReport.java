package meridian.app.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import org.jspecify.annotations.Nullable;

/**
 * The figures of a run. Spreads are over trips that have arrived.
 *
 * @param city its name
 * @param network a digest of its links: reports with the same one can be compared link by link
 * @param demand where the trips come from
 * @param events works and weather that were in force meanwhile, in words
 * @param simulated always true: nothing here was measured in a street
 * @param sliceSeconds length of the slices of time in the tables of links and junctions
 * @param travelSeconds from entering the road to arriving
 * @param delaySeconds lost against driving at the wanted speed
 * @param standingSeconds stood on the way, planned stops left out
 * @param enterSeconds waited outside for room
 * @param stops how often a vehicle came to a stand
 * @param speedMps of whole trips, and of the slowest of them
 * @param computing null in files, because it differs from run to run
 */
public record RunReport(
        String city,
        String network,
        String demand,
        List<String> events,
        boolean simulated,
        long seed,
        double stepSeconds,
        double startSeconds,
        double endSeconds,
        double sliceSeconds,
        Ending ending,
        Trips trips,
        Spread travelSeconds,
        Spread delaySeconds,
        Spread standingSeconds,
        Spread enterSeconds,
        Spread stops,
        Spread.Slow speedMps,
        Gridlock gridlock,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Computing computing) {

    public RunReport {
        // Reports of earlier versions know of none.
        events = events == null ? List.of() : List.copyOf(events);
    }

    /**
     * How many.
     *
     * @param completed of those inserted, with those who ended elsewhere
     * @param rerouted who missed their way and took another one
     * @param strayed who ended elsewhere, because the lane they were caught on led nowhere else
     * @param diverted who came to a closed road and took another way
     * @param endedBefore who ended before their destination, because it was closed
     * @param changedWay how often a driver left the chosen way for one that had become faster
     */
    public record Trips(
            long inserted,
            long completed,
            int driving,
            int waiting,
            long unroutable,
            long rerouted,
            long strayed,
            long changedWay,
            long diverted,
            long endedBefore) {}

    /** @param vehicles that stand in a circle of waiting for each other */
    public record Gridlock(int vehicles, List<Queue> longestQueues) {}

    /** Vehicles that stand on a link at the end. */
    public record Queue(String link, String street, int standing) {}

    /** How much work it was for this machine. */
    public record Computing(long vehicleUpdates, double seconds) {
        double updatesPerSecond() {
            return seconds > 0 ? vehicleUpdates / seconds : 0;
        }
    }

    /** The table for a screen. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(city + ", simulated " + Words.clock(startSeconds) + " to " + Words.clock(endSeconds) + ", seed "
                + seed);
        lines.addAll(Words.wrap(demand, TextTable.COLUMNS));
        events.forEach(event -> lines.addAll(Words.wrap("In force: " + event + ".", TextTable.COLUMNS)));
        lines.add("");
        TextTable counts = new TextTable()
                .head("trips", "count")
                .row("inserted", Words.count(trips.inserted()))
                .row("completed", Words.count(trips.completed()))
                .row("still driving", Words.count(trips.driving()))
                .row("waiting to enter", Words.count(trips.waiting()))
                .row("unroutable", Words.count(trips.unroutable()))
                .row("rerouted", Words.count(trips.rerouted()))
                .row("ended elsewhere", Words.count(trips.strayed()))
                .row("changes of way", Words.count(trips.changedWay()));
        if (!events.isEmpty()) {
            counts.row("diverted at closures", Words.count(trips.diverted()))
                    .row("ended before closures", Words.count(trips.endedBefore()));
        }
        lines.addAll(counts.lines());
        lines.add("");
        lines.addAll(new TextTable()
                .head("of completed trips", "mean", "95th percentile")
                .row("travel time", seconds(travelSeconds.mean()), seconds(travelSeconds.percentile95()))
                .row("delay", seconds(delaySeconds.mean()), seconds(delaySeconds.percentile95()))
                .row("standing", seconds(standingSeconds.mean()), seconds(standingSeconds.percentile95()))
                .row("wait to enter", seconds(enterSeconds.mean()), seconds(enterSeconds.percentile95()))
                .row("stops", number(stops.mean()), number(stops.percentile95()))
                .row("speed (5th percentile)", kmh(speedMps.mean()), kmh(speedMps.percentile5()))
                .lines());
        neverEntered().ifPresent(words -> lines.addAll(Words.wrap(words, TextTable.COLUMNS)));
        lines.add("");
        lines.addAll(closing());
        return lines;
    }

    /** What the wait to enter leaves out, where it leaves something out. */
    Optional<String> neverEntered() {
        return trips.waiting() == 0
                ? Optional.empty()
                : Optional.of("The wait to enter is of those who have arrived; " + Words.plural(trips.waiting(), "trip")
                        + (trips.waiting() == 1 ? " has" : " have")
                        + " not entered yet, and none of these figures counts them.");
    }

    private List<String> closing() {
        List<String> lines = new ArrayList<>();
        lines.addAll(Words.wrap("Ended because " + ending.reason() + ".", TextTable.COLUMNS));
        if (gridlock.vehicles() > 0 || ending == Ending.STANDSTILL || ending == Ending.FRUITLESS) {
            lines.add("Gridlock: " + Words.plural(gridlock.vehicles(), "vehicle")
                    + " in circles of waiting. Most stand on:");
            for (Queue queue : gridlock.longestQueues()) {
                String street = queue.street().isBlank() ? "" : " (" + queue.street() + ")";
                lines.addAll(Words.indented(Words.count(queue.standing()) + " on link " + queue.link() + street, 2));
            }
        }
        return lines;
    }

    /** What belongs into a file: the same for the same city, demand and seed. */
    RunReport withoutComputing() {
        return new RunReport(
                city,
                network,
                demand,
                events,
                simulated,
                seed,
                stepSeconds,
                startSeconds,
                endSeconds,
                sliceSeconds,
                ending,
                trips,
                travelSeconds,
                delaySeconds,
                standingSeconds,
                enterSeconds,
                stops,
                speedMps,
                gridlock,
                null);
    }

    /** How fast it was computed, where that is known. */
    public String pace() {
        return computing == null
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d vehicle updates in %.1f s: %,.0f a second",
                        computing.vehicleUpdates(),
                        computing.seconds(),
                        computing.updatesPerSecond());
    }

    private static String seconds(double value) {
        return number(value) + " s";
    }

    private static String kmh(double mps) {
        return number(mps * 3.6) + " km/h";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
