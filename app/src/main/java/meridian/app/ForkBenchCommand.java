package meridian.app;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.bench.road.ForkBench;
import meridian.bench.road.RoadCase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What does a what-if cost? */
@Command(
        name = "fork",
        description = "Copies of a running city, whole and in part: time and error.",
        footer = {
            "",
            "Cases: small, large (1,500 and 40,000 vehicles) and bologna.",
            "",
            "Example: meridian bench fork --case small"
        })
final class ForkBenchCommand implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;
    /** When each case is forked, s: its streets have filled. */
    private static final Map<RoadCase, Double> AT =
            Map.of(RoadCase.SMALL, 600.0, RoadCase.LARGE, 300.0, RoadCase.BOLOGNA, 1500.0);

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--case",
            paramLabel = "NAME",
            defaultValue = "large",
            description = "Which city (${DEFAULT-VALUE}).")
    private String word = "large";

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        RoadCase scene = RoadCase.find(word.strip())
                .filter(AT::containsKey)
                .orElseThrow(() -> new ParameterException(
                        terminal.spec().commandLine(),
                        "there is no case \"" + word + "\"; the cases are "
                                + AT.keySet().stream()
                                        .sorted()
                                        .map(RoadCase::word)
                                        .collect(Collectors.joining(", "))));
        if (scene.missing().isPresent()) {
            terminal.say("Skipped: " + scene.missing().orElseThrow() + ".");
            return ExitCode.NOT_FOUND;
        }
        ForkBench.Result result = run(scene);
        if (json) {
            terminal.printJson(result);
        } else {
            print(result);
        }
        return ExitCode.OK;
    }

    private ForkBench.Result run(RoadCase scene) throws InterruptedException {
        try (ProgressLine progress = terminal.progress()) {
            return ScratchFolder.use(
                    "meridian-fork-", folder -> new ForkBench(scene, AT.get(scene), folder, progress).run());
        }
    }

    private void print(ForkBench.Result r) {
        terminal.print(new TextTable()
                .row("vehicles on the road", number(r.vehicles(), 0))
                .row("fork", number(r.forkMillis(), 2) + " ms")
                .row("take over by an engine that is there", number(r.takeOverMillis(), 2) + " ms")
                .row("save, safe on the disk", number(r.saveMillis(), 0) + " ms")
                .row("restore", number(r.restoreMillis(), 0) + " ms")
                .row("file", number(r.fileBytes() / MEBIBYTE, 1) + " MiB")
                .row("whole city, " + r.seconds() + " s further", number(r.rolloutMillis(), 0) + " ms")
                .lines());
        terminal.print("");
        terminal.print("Around a junction, " + r.seconds() + " s further; error of the time lost before it:");
        TextTable table = new TextTable().head("border", "hops", "nodes", "fork", "run", "error");
        for (ForkBench.Part p : r.parts()) {
            table.row(
                    p.border(),
                    Integer.toString(p.hops()),
                    number(p.nodes(), 1),
                    number(p.forkMillis(), 2) + " ms",
                    number(p.rolloutMillis(), 2) + " ms",
                    number(100 * p.errorShare(), 1) + " %");
        }
        terminal.print(table.lines());
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
