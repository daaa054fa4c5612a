package meridian.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.sumo.Sumo;
import meridian.bench.theory.Finding;
import meridian.bench.theory.TheoryBench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Is Meridian right? What a century of counting knows about traffic, and what drives here. */
@Command(
        name = "theory",
        description = "Compares traffic with what theory and counts know of it.",
        footer = {
            "",
            "Takes a minute; with SUMO, where it is installed, two.",
            "",
            "Example: meridian bench theory --picture fundamental-diagram.svg"
        })
final class TheoryBenchCommand implements Callable<Integer> {
    @Mixin
    private Terminal terminal = new Terminal();

    @Option(names = "--no-sumo", description = "Meridian alone.")
    private boolean alone;

    @Option(names = "--picture", paramLabel = "FILE", description = "Draw the fundamental diagram there (SVG).")
    private @Nullable Path picture;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What is printed as JSON. */
    private record Result(List<Finding> findings, List<TheoryBench.GapCurve> gapCurves) {}

    @Override
    public Integer call() {
        Optional<Sumo> sumo = alone ? Optional.empty() : Sumo.find();
        if (!alone && sumo.isEmpty()) {
            terminal.say("SUMO is not installed here; Meridian drives alone.");
        }
        Result result;
        try (ProgressLine progress = terminal.progress()) {
            TheoryBench bench = new TheoryBench(sumo, progress);
            if (picture != null) {
                Files.writeString(picture, bench.fundamentalDiagram());
            }
            result = new Result(bench.findings(TheoryBench.ALL), bench.gapCurves(TheoryBench.KRAUSS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (json) {
            terminal.printJson(result);
        } else {
            print(result);
        }
        return ExitCode.OK;
    }

    private void print(Result result) {
        List<Finding> findings = result.findings();
        for (String what : findings.stream().map(Finding::what).distinct().toList()) {
            List<Finding> same =
                    findings.stream().filter(f -> f.what().equals(what)).toList();
            Finding first = same.getFirst();
            terminal.print(Words.wrap(
                    what + ": " + number(first.low()) + " to " + number(first.high()) + " (" + first.source() + ")",
                    TextTable.COLUMNS));
            TextTable table = new TextTable().head("drivers", "engine", "measured", "within");
            for (Finding f : same) {
                table.row(f.model(), f.engine(), number(f.measured()), f.within() ? "yes" : "no");
            }
            terminal.print(table.lines());
            terminal.print("");
        }
        terminal.print("Gaps taken before right of way, % by length in s, Krauß");
        TextTable table = new TextTable();
        table.head(cells("engine", second -> second + "-" + (second + 1)));
        for (TheoryBench.GapCurve curve : result.gapCurves()) {
            table.row(cells(curve.engine(), second -> share(curve.takenShare().get(second))));
        }
        terminal.print(table.lines());
    }

    private static String[] cells(String first, java.util.function.IntFunction<String> ofSecond) {
        List<String> cells = new ArrayList<>(List.of(first));
        for (int second = 2; second < 9; second++) {
            cells.add(ofSecond.apply(second));
        }
        return cells.toArray(String[]::new);
    }

    private static String share(double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, "%.0f", 100 * share);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%,.0f" : "%.1f", value);
    }
}
