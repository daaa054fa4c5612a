package meridian.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.statistics.Estimate;

/**
 * The figures of several seeds, each with its mean and 95 % interval over them.
 *
 * @param wanted how many seeds were asked for; those that were interrupted are missing in {@code runs}
 * @param figures each with one value a seed
 * @param runs what each seed gave, in order of seeds
 */
public record SeriesReport(
        String city, String demand, boolean simulated, int wanted, List<Figure> figures, List<RunReport> runs) {
    private static final double KMH = 3.6;

    public SeriesReport {
        figures = List.copyOf(figures);
        runs = List.copyOf(runs);
    }

    /**
     * One figure.
     *
     * @param unit s, km/h, or empty for counts
     * @param digits behind the point that say something
     * @param over its mean over all seeds
     * @param values one a seed, in their order
     */
    public record Figure(
            String name, String unit, int digits, Estimate over, double lowest, double highest, List<Double> values) {
        public Figure {
            values = List.copyOf(values);
        }

        /** Name, mean, interval, lowest and highest, for a row of a table. */
        List<String> cells() {
            String width = over.halfWidth95() == null ? "-" : "± " + number(over.halfWidth95());
            return List.of(name, measured(over.mean()), width, measured(lowest), measured(highest));
        }

        private String measured(double value) {
            return number(value) + (unit.isEmpty() ? "" : " " + unit);
        }

        private String number(double value) {
            return String.format(Locale.ROOT, "%,." + digits + "f", value);
        }
    }

    /** What stands over {@link Figure#cells}. */
    static final List<String> HEAD = List.of("mean over seeds", "mean", "95 % interval", "lowest", "highest");

    /** @param runs at least one */
    static SeriesReport of(int wanted, List<RunReport> runs) {
        RunReport first = runs.getFirst();
        List<Figure> figures = new ArrayList<>();
        figures.add(figure("travel time", "s", 1, runs, r -> r.travelSeconds().mean()));
        figures.add(figure("delay", "s", 1, runs, r -> r.delaySeconds().mean()));
        figures.add(figure("standing", "s", 1, runs, r -> r.standingSeconds().mean()));
        figures.add(figure("wait to enter", "s", 1, runs, r -> r.enterSeconds().mean()));
        figures.add(figure("stops", "", 1, runs, r -> r.stops().mean()));
        figures.add(figure("speed", "km/h", 1, runs, r -> r.speedMps().mean() * KMH));
        figures.add(figure("trips inserted", "", 0, runs, r -> r.trips().inserted()));
        figures.add(figure("trips completed", "", 0, runs, r -> r.trips().completed()));
        figures.add(figure("still driving", "", 0, runs, r -> r.trips().driving()));
        figures.add(figure("waiting to enter", "", 0, runs, r -> r.trips().waiting()));
        figures.add(figure("unroutable", "", 0, runs, r -> r.trips().unroutable()));
        figures.add(figure("ended elsewhere", "", 0, runs, r -> r.trips().strayed()));
        figures.add(figure("gridlocked", "", 0, runs, r -> r.gridlock().vehicles()));
        return new SeriesReport(first.city(), first.demand(), first.simulated(), wanted, figures, runs);
    }

    private static Figure figure(
            String name, String unit, int digits, List<RunReport> runs, ToDoubleFunction<RunReport> value) {
        double[] values = runs.stream().mapToDouble(value).toArray();
        return new Figure(
                name,
                unit,
                digits,
                Estimate.of(values),
                Arrays.stream(values).min().orElseThrow(),
                Arrays.stream(values).max().orElseThrow(),
                Arrays.stream(values).boxed().toList());
    }

    /** The table for a screen. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(headline());
        lines.addAll(Words.wrap(demand, TextTable.COLUMNS));
        lines.add("");
        TextTable table = new TextTable().head(HEAD.toArray(String[]::new));
        figures.forEach(f -> table.row(f.cells().toArray(String[]::new)));
        lines.addAll(table.lines());
        lines.add("");
        lines.addAll(endings());
        return lines;
    }

    /** City, time and seeds. */
    String headline() {
        RunReport first = runs.getFirst();
        String seeds = runs.size() == 1
                ? "seed " + first.seed()
                : Words.count(runs.size()) + " seeds (" + first.seed() + " to "
                        + runs.getLast().seed() + ")";
        String missing = runs.size() < wanted ? " of " + wanted : "";
        double end = runs.stream().mapToDouble(RunReport::endSeconds).max().orElseThrow();
        return city + ", simulated " + Words.clock(first.startSeconds()) + " to " + Words.clock(end) + ", " + seeds
                + missing;
    }

    /** How the seeds ended, the same ones together. */
    List<String> endings() {
        List<String> lines = new ArrayList<>();
        for (Ending ending : Ending.values()) {
            List<RunReport> such =
                    runs.stream().filter(r -> r.ending() == ending).toList();
            if (such.size() == runs.size()) {
                lines.addAll(Words.wrap("All ended because " + ending.reason() + ".", TextTable.COLUMNS));
            } else if (!such.isEmpty()) {
                String seeds = String.join(
                        ", ", such.stream().map(r -> Long.toString(r.seed())).toList());
                lines.addAll(Words.wrap(
                        Words.plural(such.size(), "seed") + " ended because " + ending.reason() + ": " + seeds + ".",
                        TextTable.COLUMNS));
            }
        }
        return lines;
    }
}
