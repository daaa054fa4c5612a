package meridian.app;

import java.util.Locale;
import java.util.concurrent.Callable;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.bench.twin.TwinBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How fast is the twin? */
@Command(
        name = "twin",
        description = "The twin in memory: folding observations, box queries, snapshots, memory.",
        footer = {"", "Example: meridian bench twin --entities 100000"})
final class TwinBenchCommand implements Callable<Integer> {
    private static final int MOST_ENTITIES = 10_000_000;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--entities",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many (${DEFAULT-VALUE}).")
    private int entities;

    @Option(
            names = "--observations",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "How many are folded (${DEFAULT-VALUE}).")
    private long observations;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (entities < 1 || entities > MOST_ENTITIES || observations < 1) {
            throw new ParameterException(
                    terminal.spec().commandLine(),
                    "1 to " + MOST_ENTITIES + " entities and 1 observation or more are expected, got " + entities
                            + " and " + observations);
        }
        TwinBench.Result result = run();
        if (json) {
            terminal.printJson(result);
        } else {
            print(result);
        }
        return ExitCode.OK;
    }

    private TwinBench.Result run() throws InterruptedException {
        try (ProgressLine progress = terminal.progress()) {
            return ScratchFolder.use(
                    "meridian-twin-", folder -> new TwinBench(entities, observations, folder, progress).run());
        }
    }

    private void print(TwinBench.Result r) {
        terminal.print(new TextTable()
                .row("entities of five attributes", number(r.entities(), 0))
                .row("heap that they take", number(r.heapMebibytes(), 0) + " MiB")
                .row("observations folded", number(r.foldedPerSecond(), 0) + " /s")
                .row("the same by processor time", number(r.foldedPerCpuSecond(), 0) + " /s")
                .row("publish, after each 10,000", number(r.publishMicros(), 1) + " µs")
                .row("observations decoded and folded", number(r.decodedPerSecond(), 0) + " /s")
                .row("bytes of an observation", number(r.bytesPerObservation(), 1))
                .row("box of 1 % of the land, median", number(r.boxP50Millis(), 2) + " ms")
                .row("box of 1 % of the land, p99", number(r.boxP99Millis(), 2) + " ms")
                .row("20,000 entities in one answer", number(r.latestMillis(), 1) + " ms")
                .row("save a snapshot", number(r.saveSeconds(), 2) + " s")
                .row("restore it", number(r.restoreSeconds(), 2) + " s")
                .row("its file", number(r.fileMebibytes(), 1) + " MiB")
                .lines());
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
