package meridian.app.plant;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import meridian.app.terminal.TextTable;
import meridian.bench.statistics.Estimate;

/**
 * Deciders beside each other in one plant, seed by seed.
 *
 * @param plant its name
 * @param seeds how many
 * @param deciders in the order that was asked for; the first is what the others are held against
 */
public record PlantComparison(String plant, int seeds, List<Row> deciders) {
    /**
     * A run that was made.
     *
     * @param plant its name
     */
    public record Run(String plant, String decider, long seed, PlantFigures figures) {}

    /**
     * A decider's means over seeds, each with its 95 % interval.
     *
     * @param lossAgainstFirst difference of time loss to the first decider, seed by seed, s
     * @param mostLeft the most vehicles that had not arrived at the end of a run
     */
    public record Row(
            String decider,
            Estimate lossSeconds,
            Estimate delaySeconds,
            Estimate arrivedLossSeconds,
            Estimate durationSeconds,
            Estimate waitingSeconds,
            Estimate stops,
            Estimate arrived,
            Estimate driving,
            Estimate outside,
            Estimate lossAgainstFirst,
            long mostLeft,
            long teleported,
            long refused,
            long fallbacks) {}

    public PlantComparison {
        deciders = List.copyOf(deciders);
    }

    /** @param runs of this plant, in the order of deciders and then of seeds */
    public static PlantComparison of(List<Run> runs) {
        List<String> names = runs.stream().map(Run::decider).distinct().toList();
        List<PlantFigures> first = figures(runs, names.getFirst());
        List<Row> rows = names.stream()
                .map(name -> row(name, figures(runs, name), first))
                .toList();
        return new PlantComparison(runs.getFirst().plant(), first.size(), rows);
    }

    private static List<PlantFigures> figures(List<Run> runs, String decider) {
        return runs.stream()
                .filter(run -> run.decider().equals(decider))
                .map(Run::figures)
                .toList();
    }

    private static Row row(String name, List<PlantFigures> own, List<PlantFigures> first) {
        return new Row(
                name,
                mean(own, PlantFigures::lossSeconds),
                mean(own, PlantFigures::delaySeconds),
                mean(own, PlantFigures::arrivedLossSeconds),
                mean(own, PlantFigures::durationSeconds),
                mean(own, PlantFigures::waitingSeconds),
                mean(own, PlantFigures::stops),
                mean(own, PlantFigures::arrived),
                mean(own, PlantFigures::driving),
                mean(own, PlantFigures::outside),
                Estimate.ofPairs(values(first, PlantFigures::lossSeconds), values(own, PlantFigures::lossSeconds)),
                own.stream().mapToLong(f -> f.driving() + f.outside()).max().orElse(0),
                own.stream().mapToLong(PlantFigures::teleported).sum(),
                own.stream().mapToLong(PlantFigures::refused).sum(),
                own.stream().mapToLong(PlantFigures::fallbacks).sum());
    }

    private static double[] values(List<PlantFigures> runs, ToDoubleFunction<PlantFigures> what) {
        return runs.stream().mapToDouble(what).toArray();
    }

    private static Estimate mean(List<PlantFigures> runs, ToDoubleFunction<PlantFigures> what) {
        return Estimate.of(values(runs, what));
    }

    /** For a screen. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%s, %d seed%s; means, 95 %% intervals", plant, seeds, seeds == 1 ? "" : "s"));
        lines.add("");
        TextTable times = new TextTable().head("decider", "loss s", "delay s", "duration s", "waiting s");
        TextTable rest = new TextTable().head("decider", "loss against first", "stops", "arrived", "most left");
        for (Row row : deciders) {
            times.row(
                    row.decider,
                    text(row.lossSeconds, 1),
                    text(row.delaySeconds, 1),
                    text(row.durationSeconds, 1),
                    text(row.waitingSeconds, 1));
            rest.row(
                    row.decider,
                    against(row),
                    text(row.stops, 2),
                    text(row.arrived, 0),
                    String.format(Locale.ROOT, "%,d", row.mostLeft));
        }
        lines.addAll(times.lines());
        lines.add("");
        lines.addAll(rest.lines());
        lines.add("");
        return lines;
    }

    private String against(Row row) {
        if (row.decider.equals(deciders.getFirst().decider)) {
            return "";
        }
        double base = deciders.getFirst().lossSeconds.mean();
        String percent = String.format(Locale.ROOT, " (%+.0f %%)", 100 * row.lossAgainstFirst.mean() / base);
        return (String.format(Locale.ROOT, "%+.1f", row.lossAgainstFirst.mean())
                        + halfWidth(row.lossAgainstFirst, 1)
                        + percent)
                .replace('-', '−');
    }

    private static String text(Estimate estimate, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", estimate.mean()) + halfWidth(estimate, digits);
    }

    private static String halfWidth(Estimate estimate, int digits) {
        Double half = estimate.halfWidth95();
        return half == null ? "" : String.format(Locale.ROOT, " ±%." + digits + "f", half);
    }
}
