package meridian.app;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import meridian.app.machine.Interrupt;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.soak.Soak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Does everything hold that must? A night of checked steps. */
@Command(
        name = "soak",
        description = "Checks every step of many runs over a billion vehicle updates.",
        footer = {
            "",
            "Grids with and without signals, the town, random streets, and Bologna where its",
            "files are; each round with other random numbers. A billion takes hours. Ctrl-C",
            "ends it and tells what was checked. The exit code is 1 where something broke.",
            "",
            "Example: meridian bench soak --updates 10000000"
        })
final class SoakBenchCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--updates",
            paramLabel = "N",
            defaultValue = "1000000000",
            description = "Vehicles moved, each step counted (${DEFAULT-VALUE}).")
    private long updates;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        if (updates < 1) {
            throw new ParameterException(terminal.spec().commandLine(), "--updates is 1 or more, not " + updates);
        }
        AtomicBoolean stop = new AtomicBoolean();
        List<Soak.Checked> runs;
        try (ProgressLine progress = terminal.progress();
                Interrupt _ = Interrupt.onSignal(code -> stop.set(true))) {
            runs = new Soak(updates, progress).run(stop::get);
        }
        if (json) {
            terminal.printJson(runs);
        } else {
            print(runs);
        }
        boolean broken = runs.stream().anyMatch(run -> !run.broken().isEmpty());
        return broken ? ExitCode.FAILURE : stop.get() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private void print(List<Soak.Checked> runs) {
        terminal.print(Words.wrap(
                "Checked at every step: no overlap, crossing ways apart, ranks in order, nobody over a line at red who"
                        + " could stop, nobody against priority, no speed above limit x factor, vehicles conserved,"
                        + " nobody stranded without a reason.",
                TextTable.COLUMNS));
        terminal.print("");
        TextTable table = new TextTable().head("city", "runs", "steps", "vehicle updates", "arrived", "broken");
        for (String city : runs.stream().map(Soak.Checked::city).distinct().toList()) {
            row(
                    table,
                    city,
                    runs.stream().filter(run -> run.city().equals(city)).toList());
        }
        row(table, "all", runs);
        terminal.print(table.lines());
        for (Soak.Checked run : runs) {
            for (String what : run.broken()) {
                terminal.print(Words.wrap(run.city() + ", seed " + run.seed() + ", " + what, TextTable.COLUMNS));
            }
        }
    }

    private static void row(TextTable table, String name, List<Soak.Checked> runs) {
        table.row(
                name,
                count(runs.size()),
                count(runs.stream().mapToLong(Soak.Checked::steps).sum()),
                count(runs.stream().mapToLong(Soak.Checked::updates).sum()),
                count(runs.stream().mapToLong(Soak.Checked::arrived).sum()),
                count(runs.stream().filter(run -> !run.broken().isEmpty()).count()));
    }

    private static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
