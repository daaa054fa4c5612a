package meridian.app.corridor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import meridian.act.corridor.Alternative;
import meridian.act.corridor.CorridorRun;
import meridian.act.corridor.CorridorTrip;
import meridian.app.terminal.TextTable;
import meridian.bench.statistics.Bootstrap;
import org.jspecify.annotations.Nullable;

/**
 * The alternatives beside each other in one city.
 *
 * @param city its name
 * @param trips that were made
 * @param left of these, left out because the vehicle did not arrive in one of the alternatives
 * @param meters median way without priority
 * @param junctions median of the junctions on it that can be asked for
 * @param freeSeconds median of what the trips need alone, all lights green
 * @param othersLost mean time that everybody else loses without priority until the run's end, s a vehicle
 * @param recoveryMinutes that each run goes on after the arrival without priority
 * @param rows by alternative
 */
public record CorridorComparison(
        String city,
        int trips,
        int left,
        double meters,
        double junctions,
        double freeSeconds,
        double othersLost,
        int recoveryMinutes,
        List<Row> rows) {
    public CorridorComparison {
        rows = List.copyOf(rows);
    }

    /**
     * An alternative, each figure with its 95 % interval.
     *
     * @param median travel time from request to arrival, s
     * @param ninetieth its 90th percentile
     * @param change of the median against without priority, trip by trip the same, as a share
     * @param ninetiethChange of the 90th percentile
     * @param extraSeconds that each other vehicle loses more, mean, s
     * @param extraMinutes that all others together lose more for one trip, vehicle minutes
     * @param recoveryMinutes after the arrival until others lose no more than without priority, as far as that can be told; null where they
     *     still do at the run's end
     * @param heldSeconds mean junction seconds in which one belonged to the vehicle
     * @param changedWay share of the trips that were told another way
     */
    public record Row(
            String alternative,
            Bootstrap median,
            Bootstrap ninetieth,
            Bootstrap change,
            Bootstrap ninetiethChange,
            Bootstrap extraSeconds,
            Bootstrap extraMinutes,
            @Nullable Integer recoveryMinutes,
            double heldSeconds,
            double changedWay,
            long fallbacks) {}

    /**
     * @param minutes that each run goes on after the arrival without priority
     * @param made one or more trips, of which some arrived in all alternatives
     */
    public static CorridorComparison of(String city, int minutes, List<CorridorTrip> made) {
        List<Alternative> all = List.of(Alternative.values());
        List<CorridorTrip> trips = made.stream().filter(t -> t.complete(all)).toList();
        if (trips.isEmpty()) {
            throw new IllegalStateException(
                    "in " + city + " no vehicle arrived in all alternatives; there is nothing to compare");
        }
        List<Row> rows = all.stream().map(a -> row(a, minutes, trips)).toList();
        return new CorridorComparison(
                city,
                made.size(),
                made.size() - trips.size(),
                median(trips, t -> t.runs().get(Alternative.NONE).meters()),
                median(trips, t -> t.runs().get(Alternative.NONE).passages()),
                median(trips, CorridorTrip::freeSeconds),
                trips.stream()
                        .mapToDouble(CorridorComparison::lostEach)
                        .average()
                        .orElseThrow(),
                minutes,
                rows);
    }

    private static double lostEach(CorridorTrip trip) {
        CorridorRun none = trip.runs().get(Alternative.NONE);
        return none.lostInAll() / none.others();
    }

    private static double median(List<CorridorTrip> trips, ToDoubleFunction<CorridorTrip> what) {
        return Bootstrap.quantile(trips.stream().mapToDouble(what).sorted().toArray(), 0.5);
    }

    private static double[] values(List<CorridorTrip> trips, ToDoubleFunction<CorridorTrip> what) {
        return trips.stream().mapToDouble(what).toArray();
    }

    private static Row row(Alternative alternative, int minutes, List<CorridorTrip> trips) {
        int n = trips.size();
        double[] own = values(trips, t -> t.runs().get(alternative).travelSeconds());
        double[] none = values(trips, t -> t.runs().get(Alternative.NONE).travelSeconds());
        double[] extra = values(trips, t -> t.extraSeconds(alternative));
        double[] others = values(trips, t -> t.runs().get(Alternative.NONE).others());
        return new Row(
                alternative.title(),
                Bootstrap.of(n, m -> Bootstrap.quantile(own, m, 0.5)),
                Bootstrap.of(n, m -> Bootstrap.quantile(own, m, 0.9)),
                Bootstrap.of(n, m -> change(own, none, m, 0.5)),
                Bootstrap.of(n, m -> change(own, none, m, 0.9)),
                Bootstrap.of(n, m -> Bootstrap.mean(extra, m) / Bootstrap.mean(others, m)),
                Bootstrap.of(n, m -> Bootstrap.mean(extra, m) / 60),
                recovery(alternative, minutes, trips),
                Arrays.stream(values(trips, t -> t.runs().get(alternative).heldSeconds()))
                        .average()
                        .orElseThrow(),
                Arrays.stream(values(
                                trips,
                                t -> Math.min(1, t.runs().get(alternative).changes())))
                        .average()
                        .orElseThrow(),
                trips.stream()
                        .mapToLong(t -> t.runs().get(alternative).fallbacks())
                        .sum());
    }

    private static double change(double[] own, double[] none, int[] members, double share) {
        return Bootstrap.quantile(own, members, share) / Bootstrap.quantile(none, members, share) - 1;
    }

    /** The first minute in which others' mean extra loss cannot be told from none: the interval's lower end is 0 or less. */
    private static @Nullable Integer recovery(Alternative alternative, int minutes, List<CorridorTrip> trips) {
        List<double[]> extra = new ArrayList<>();
        trips.forEach(t -> extra.add(t.extraByMinute(alternative, minutes)));
        OptionalInt first = OptionalInt.empty();
        for (int m = 0; m < minutes && first.isEmpty(); m++) {
            int minute = m;
            double[] then = extra.stream().mapToDouble(by -> by[minute]).toArray();
            Bootstrap mean = Bootstrap.of(then.length, members -> Bootstrap.mean(then, members));
            first = mean.low() <= 0 ? OptionalInt.of(m) : OptionalInt.empty();
        }
        return first.isPresent() ? first.getAsInt() : null;
    }

    /** For a screen. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s: %d trips, median %.1f km and %.0f signals; alone and all green %.0f s",
                title(),
                trips - left,
                meters / 1000,
                junctions,
                freeSeconds));
        lines.add("");
        TextTable times = new TextTable().head("", "median s", "90th percentile s", "median against none");
        TextTable cost = new TextTable().head("", "others, s each", "minutes a trip", "recovered");
        for (Row row : rows) {
            times.row(row.alternative, text(row.median, 0), text(row.ninetieth, 0), percent(row.change));
            String minutes =
                    row.recoveryMinutes == null ? "over " + recoveryMinutes + " min" : row.recoveryMinutes + " min";
            boolean none = row.alternative.equals(Alternative.NONE.title());
            cost.row(
                    row.alternative,
                    none ? String.format(Locale.ROOT, "(lose %.1f)", othersLost) : signed(row.extraSeconds, 1),
                    none ? "" : signed(row.extraMinutes, 0),
                    none ? "" : minutes);
        }
        lines.addAll(times.lines());
        lines.add("");
        lines.addAll(cost.lines());
        lines.add("");
        if (left > 0) {
            lines.add(left + " more trips are left out: the vehicle did not arrive in one alternative.");
            lines.add("");
        }
        return lines;
    }

    /** A file is called by its name, without its folders. */
    private String title() {
        Path last = Path.of(city).getFileName();
        return last == null ? city : last.toString();
    }

    private static String text(Bootstrap b, int digits) {
        String one = "%." + digits + "f";
        return String.format(Locale.ROOT, one + " [" + one + ", " + one + "]", b.value(), b.low(), b.high());
    }

    private static String signed(Bootstrap b, int digits) {
        String one = "%+." + digits + "f";
        return minus(String.format(Locale.ROOT, one + " [" + one + ", " + one + "]", b.value(), b.low(), b.high()));
    }

    private static String percent(Bootstrap b) {
        return minus(
                String.format(Locale.ROOT, "%+.0f %% [%+.0f, %+.0f]", 100 * b.value(), 100 * b.low(), 100 * b.high()));
    }

    private static String minus(String text) {
        return text.replace('-', '−');
    }
}
