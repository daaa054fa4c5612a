package meridian.app.signals;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import meridian.act.effect.BlockSums;
import meridian.act.effect.SwitchbackDesign;
import meridian.act.effect.SwitchbackEstimate;
import meridian.act.effect.SwitchbackTrial;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.formats.Progress;

/**
 * Switchback experiments in a simulated city, with the true effect beside what they find.
 *
 * @param days of each experiment
 * @param experiments one, or more to see how often the interval holds the truth
 */
public record SwitchbackSeries(int days, List<Experiment> experiments) {
    /**
     * What an experiment of some days found.
     *
     * @param found vehicles held up at a time, on less off, with its 95 % interval
     * @param trueEffect the same of whole days on and off
     * @param off vehicles held up at a time on whole days off
     */
    public record Experiment(SwitchbackEstimate found, double trueEffect, double off) {
        /** Whether the interval holds the true effect. */
        public boolean holds() {
            return found.holds(trueEffect);
        }
    }

    public SwitchbackSeries {
        experiments = List.copyOf(experiments);
    }

    /** Three runs of a day: switched, all on, all off. */
    private record Day(BlockSums switched, BlockSums on, BlockSums off) {}

    /**
     * Runs them.
     *
     * @param trials a day each, those of an experiment together
     * @param days of each experiment
     */
    public static SwitchbackSeries run(
            SignalScenario scenario, List<SwitchbackTrial> trials, int days, int together, Progress progress) {
        List<SideBySide.Task<BlockSums>> tasks = new ArrayList<>();
        for (SwitchbackTrial trial : trials) {
            tasks.add(passed -> switched(trial, scenario, passed));
            tasks.add(passed -> whole(trial, true, scenario, passed));
            tasks.add(passed -> whole(trial, false, scenario, passed));
        }
        long seconds =
                3 * trials.stream().mapToLong(trial -> trial.trial().seconds()).sum();
        List<BlockSums> sums = new SideBySide(together).run(tasks, seconds, progress);
        List<Experiment> experiments = new ArrayList<>();
        for (int first = 0; first < trials.size(); first += days) {
            List<Day> own = new ArrayList<>();
            for (int d = first; d < first + days; d++) {
                own.add(new Day(sums.get(3 * d), sums.get(3 * d + 1), sums.get(3 * d + 2)));
            }
            experiments.add(experiment(own));
        }
        return new SwitchbackSeries(days, experiments);
    }

    private static BlockSums switched(SwitchbackTrial trial, SignalScenario scenario, IntConsumer passed) {
        return trial.switched(scenario.city(), scenario.road(), scenario.routes(), passed);
    }

    private static BlockSums whole(SwitchbackTrial trial, boolean on, SignalScenario scenario, IntConsumer passed) {
        return trial.whole(on, scenario.city(), scenario.road(), scenario.routes(), passed);
    }

    private static Experiment experiment(List<Day> days) {
        double[] differences = days.stream()
                .flatMapToDouble(day -> DoubleStream.of(day.switched.differences()))
                .toArray();
        double on = days.stream().mapToDouble(day -> day.on.mean()).average().orElseThrow();
        double off = days.stream().mapToDouble(day -> day.off.mean()).average().orElseThrow();
        return new Experiment(SwitchbackEstimate.of(differences), on - off, off);
    }

    /** Share of the experiments whose interval holds the true effect. */
    public double coverage() {
        return experiments.stream().filter(Experiment::holds).count() / (double) experiments.size();
    }

    /**
     * For a screen.
     *
     * @param design of each day, but for its seed
     */
    public List<String> lines(String on, String off, SwitchbackDesign design) {
        List<String> lines = new ArrayList<>();
        lines.add(on + ", switched against " + off);
        lines.add(Words.plural(days, "day") + " of " + Words.plural(design.pairs(), "pair") + " of blocks of "
                + minutes(design.blockSeconds()) + ", of which the first " + minutes(design.burnInSeconds())
                + " are dropped; " + Words.plural(design.areas(), "area"));
        lines.add("");
        lines.addAll(experiments.size() == 1 ? one(experiments.getFirst()) : many());
        return lines;
    }

    private static String minutes(int seconds) {
        return String.format(Locale.ROOT, seconds % 60 == 0 ? "%.0f min" : "%.1f min", seconds / 60.0);
    }

    private static List<String> one(Experiment experiment) {
        SwitchbackEstimate found = experiment.found;
        TextTable table = new TextTable()
                .head("vehicles held up at a time", "", "of off")
                .row("effect found", signed(found.effect()), percent(found.effect(), experiment))
                .row("95 % interval, from", signed(found.low()), percent(found.low(), experiment))
                .row("to", signed(found.high()), percent(found.high(), experiment))
                .row("by chance alone, p", String.format(Locale.ROOT, "%.4f", found.pValue()), "")
                .row("true effect", signed(experiment.trueEffect), percent(experiment.trueEffect, experiment))
                .row("whole days off", String.format(Locale.ROOT, "%.1f", experiment.off), "");
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add("The interval " + (experiment.holds() ? "holds" : "does not hold") + " the true effect.");
        return lines;
    }

    private List<String> many() {
        double effect = experiments.stream()
                .mapToDouble(e -> e.found.effect())
                .average()
                .orElseThrow();
        double truth = experiments.stream()
                .mapToDouble(Experiment::trueEffect)
                .average()
                .orElseThrow();
        double width = experiments.stream()
                .mapToDouble(e -> e.found.high() - e.found.low())
                .average()
                .orElseThrow();
        return new TextTable()
                .head("vehicles held up at a time", "")
                .row("experiments", Words.count(experiments.size()))
                .row("effect found, mean", signed(effect))
                .row("true effect, mean", signed(truth))
                .row("width of the 95 % interval, mean", String.format(Locale.ROOT, "%.1f", width))
                .row("intervals that hold the true effect", String.format(Locale.ROOT, "%.1f %%", 100 * coverage()))
                .lines();
    }

    private static String signed(double value) {
        return String.format(Locale.ROOT, "%+.1f", value).replace('-', '−');
    }

    private static String percent(double value, Experiment experiment) {
        return signed(100 * value / experiment.off) + " %";
    }
}
