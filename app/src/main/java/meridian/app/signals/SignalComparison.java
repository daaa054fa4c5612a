package meridian.app.signals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import meridian.act.RunFigures;
import meridian.app.terminal.TextTable;
import meridian.bench.statistics.Estimate;

/**
 * Deciders beside each other in one city at one demand, seed by seed.
 *
 * @param city its name
 * @param demand share of the trips that came
 * @param seeds how many
 * @param deciders in the order that was asked for; the first is what the others are held against
 */
public record SignalComparison(String city, double demand, int seeds, List<Row> deciders) {
    public SignalComparison {
        deciders = List.copyOf(deciders);
    }

    /**
     * A decider's means over seeds, each with its 95 % interval.
     *
     * @param delayAgainstFirst difference of delay to the first decider, seed by seed, s
     */
    public record Row(
            String decider,
            Estimate delaySeconds,
            Estimate personDelaySeconds,
            Estimate approachSeconds,
            Estimate tripSeconds,
            Estimate stops,
            Estimate longestStandSeconds,
            Estimate arrived,
            Estimate outside,
            Estimate delayAgainstFirst,
            long refused,
            long fallbacks,
            Estimate heldShare,
            long exhausted) {}

    /** @param runs of this city and demand, in the order of deciders and then of seeds */
    public static SignalComparison of(List<SignalSeries.Run> runs) {
        List<String> names =
                runs.stream().map(SignalSeries.Run::decider).distinct().toList();
        List<Row> rows = new ArrayList<>();
        List<RunFigures> first = figures(runs, names.getFirst());
        for (String name : names) {
            rows.add(row(name, figures(runs, name), first));
        }
        SignalSeries.Run any = runs.getFirst();
        return new SignalComparison(any.city(), any.demand(), first.size(), rows);
    }

    private static List<RunFigures> figures(List<SignalSeries.Run> runs, String decider) {
        return runs.stream()
                .filter(run -> run.decider().equals(decider))
                .map(SignalSeries.Run::figures)
                .toList();
    }

    private static Row row(String name, List<RunFigures> own, List<RunFigures> first) {
        return new Row(
                name,
                mean(own, RunFigures::delaySeconds),
                mean(own, RunFigures::personDelaySeconds),
                mean(own, RunFigures::approachSeconds),
                mean(own, RunFigures::tripSeconds),
                mean(own, RunFigures::stops),
                mean(own, RunFigures::longestStandSeconds),
                mean(own, RunFigures::arrived),
                mean(own, RunFigures::outside),
                Estimate.ofPairs(values(first, RunFigures::delaySeconds), values(own, RunFigures::delaySeconds)),
                own.stream().mapToLong(RunFigures::refused).sum(),
                own.stream().mapToLong(RunFigures::fallbacks).sum(),
                mean(own, RunFigures::heldShare),
                own.stream().mapToLong(RunFigures::exhausted).sum());
    }

    private static double[] values(List<RunFigures> runs, ToDoubleFunction<RunFigures> what) {
        return runs.stream().mapToDouble(what).toArray();
    }

    private static Estimate mean(List<RunFigures> runs, ToDoubleFunction<RunFigures> what) {
        return Estimate.of(values(runs, what));
    }

    /** For a screen. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s, demand %.2f, %d seed%s; means, 95 %% intervals",
                title(),
                demand,
                seeds,
                seeds == 1 ? "" : "s"));
        lines.add("");
        TextTable times = new TextTable().head("decider", "delay s", "a person s", "approach s", "trip s");
        TextTable changes = new TextTable().head("decider", "delay against first", "stops", "longest s");
        TextTable counts = new TextTable().head("decider", "arrived", "outside");
        for (Row row : deciders) {
            times.row(
                    row.decider,
                    text(row.delaySeconds, 1),
                    text(row.personDelaySeconds, 1),
                    text(row.approachSeconds, 1),
                    text(row.tripSeconds, 1));
            changes.row(row.decider, against(row), text(row.stops, 2), text(row.longestStandSeconds, 0));
            counts.row(row.decider, text(row.arrived, 0), text(row.outside, 0));
        }
        for (TextTable table : List.of(times, changes, counts)) {
            lines.addAll(table.lines());
            lines.add("");
        }
        lines.addAll(held());
        if (seeds > 1 && deciders.stream().allMatch(SignalComparison::leavesNothingToChance)) {
            lines.add("All seeds gave the same: neither these drivers nor these loops leave anything");
            lines.add("to chance. The intervals say nothing about other days.");
            lines.add("");
        }
        return lines;
    }

    /** Where the guard stepped in or time ran out, if they did. */
    private List<String> held() {
        List<String> lines = new ArrayList<>();
        for (Row row : deciders) {
            if (row.heldShare.mean() > 0) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s: the guard held %.1f %% of all areas' time by the fixed plan.",
                        row.decider,
                        100 * row.heldShare.mean()));
            }
        }
        for (Row row : deciders) {
            if (row.exhausted > 0) {
                lines.add(row.decider + ": the budget of " + row.exhausted + " decisions was exhausted.");
            }
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        return lines;
    }

    /** A file is called by its name, without its folders. */
    String title() {
        Path last = Path.of(city).getFileName();
        return last == null ? city : last.toString();
    }

    private static boolean leavesNothingToChance(Row row) {
        Double half = row.delaySeconds.halfWidth95();
        return half != null && half == 0;
    }

    private String against(Row row) {
        double base = deciders.getFirst().delaySeconds.mean();
        if (row.decider.equals(deciders.getFirst().decider)) {
            return "";
        }
        String percent = String.format(Locale.ROOT, " (%+.0f %%)", 100 * row.delayAgainstFirst.mean() / base);
        return (String.format(Locale.ROOT, "%+.1f", row.delayAgainstFirst.mean())
                        + halfWidth(row.delayAgainstFirst, 1)
                        + percent)
                .replace('-', '−');
    }

    static String text(Estimate estimate, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", estimate.mean()) + halfWidth(estimate, digits);
    }

    private static String halfWidth(Estimate estimate, int digits) {
        Double half = estimate.halfWidth95();
        return half == null ? "" : String.format(Locale.ROOT, " ±%." + digits + "f", half);
    }
}
