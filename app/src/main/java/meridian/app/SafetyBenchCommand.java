package meridian.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import meridian.app.city.CitySource;
import meridian.app.machine.Interrupt;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.safety.SafetyBench;
import meridian.formats.ReadReport;
import meridian.model.City;
import meridian.testkit.Town;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Can chance break the safety kernel? */
@Command(
        name = "safety",
        description = "Tries to break the safety kernel by a billion random steps, most of them asking for what must be"
                + " refused; a log of the lamps says afterwards whether anything went wrong.",
        footer = {
            "",
            "At the controllers of the town, or of a city that is named. A billion takes",
            "minutes. Ctrl-C ends it and tells what was tried. The exit code is 1 where",
            "something broke.",
            "",
            "Example: meridian bench safety --steps 10000000"
        })
final class SafetyBenchCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "CITY", arity = "0..*", description = "A city file, or anything that can be imported.")
    private List<Path> sources = List.of();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1000000000",
            description = "Steps over all controllers (${DEFAULT-VALUE}).")
    private long steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the random numbers (${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (steps < 1) {
            throw new ParameterException(terminal.spec().commandLine(), "--steps is 1 or more, not " + steps);
        }
        AtomicBoolean stop = new AtomicBoolean();
        List<SafetyBench.Tried> tried;
        try (ProgressLine progress = terminal.progress();
                Interrupt _ = Interrupt.onSignal(code -> stop.set(true))) {
            City city = sources.isEmpty() ? Town.city() : CitySource.of(sources).read(new ReadReport(), progress);
            tried = new SafetyBench(city, seed, progress).run(steps, stop::get);
        }
        if (json) {
            terminal.printJson(tried);
        } else {
            print(tried);
        }
        boolean holds = tried.stream().allMatch(SafetyBench.Tried::holds);
        return !holds ? ExitCode.FAILURE : stop.get() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private void print(List<SafetyBench.Tried> tried) {
        TextTable table =
                new TextTable().head("controllers", "groups", "steps", "greens", "unlawful", "accepted", "wrong");
        boolean few = tried.size() <= 20;
        for (SafetyBench.Tried one : tried) {
            if (few || !one.holds()) {
                row(table, one.controller(), one.groups(), List.of(one));
            }
        }
        row(
                table,
                "all " + tried.size(),
                tried.stream().mapToInt(SafetyBench.Tried::groups).sum(),
                tried);
        terminal.print(table.lines());
        double seconds = tried.stream().mapToDouble(SafetyBench.Tried::seconds).sum();
        long done = tried.stream().mapToLong(SafetyBench.Tried::steps).sum();
        terminal.print(String.format(Locale.ROOT, "%.1f s, %,.0f steps/s", seconds, done / seconds));
        for (SafetyBench.Tried one : tried) {
            for (String wrong : one.wrongs()) {
                terminal.print(Words.wrap(one.controller() + ": " + wrong, TextTable.COLUMNS));
            }
        }
    }

    private static void row(TextTable table, String name, int groups, List<SafetyBench.Tried> tried) {
        table.row(
                name,
                Words.count(groups),
                Words.count(tried.stream().mapToLong(SafetyBench.Tried::steps).sum()),
                Words.count(tried.stream().mapToLong(SafetyBench.Tried::greens).sum()),
                Words.count(
                        tried.stream().mapToLong(SafetyBench.Tried::unlawful).sum()),
                Words.count(tried.stream()
                        .mapToLong(SafetyBench.Tried::unlawfulAccepted)
                        .sum()),
                Words.count(tried.stream().mapToLong(t -> t.wrongs().size()).sum()));
    }
}
