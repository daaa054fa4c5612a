package meridian.app;

import java.util.Locale;
import java.util.concurrent.Callable;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.bench.history.HistoryBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How fast is the past? */
@Command(
        name = "history",
        description = "The past: keeping readings in files, and asking them.",
        footer = {"", "Example: meridian bench history --readings 1000000"})
final class HistoryBenchCommand implements Callable<Integer> {
    private static final long LEAST = 20_000;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--readings",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "How many are kept (${DEFAULT-VALUE}).")
    private long readings;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (readings < LEAST) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--readings is " + LEAST + " or more, not " + readings);
        }
        HistoryBench.Result result = run();
        if (json) {
            terminal.printJson(result);
        } else {
            print(result);
        }
        return ExitCode.OK;
    }

    private HistoryBench.Result run() throws InterruptedException {
        try (ProgressLine progress = terminal.progress()) {
            return ScratchFolder.use("meridian-history-", folder -> new HistoryBench(readings, folder, progress).run());
        }
    }

    private void print(HistoryBench.Result r) {
        terminal.print(new TextTable()
                .head("", "measured", "asked")
                .row("readings kept, folded and on the disk", number(r.keptPerSecond(), 0) + " /s", "")
                .row("on the disk, roll-ups included", number(r.bytesPerReading(), 1) + " bytes each", "")
                .row("10,000 points in 5-minute buckets, median", number(r.bucketsMillis(), 1) + " ms", "50 ms")
                .row("the same, p99", number(r.bucketsP99Millis(), 1) + " ms", "")
                .row("the same without roll-ups", number(r.baselineMillis(), 1) + " ms", "")
                .row("10,000 single values", number(r.rawMillis(), 1) + " ms", "")
                .row("an entity as it was", number(r.asOfMillis(), 1) + " ms", "")
                .row("opened again, first answer", number(r.restartSeconds(), 2) + " s", "")
                .lines());
        terminal.print("");
        terminal.print(String.format(
                Locale.ROOT,
                "%,d readings of 20,001 devices in %,d files; %,d buckets; roll-ups answer %.1f times as fast as raw values.",
                r.readings(),
                r.files(),
                r.buckets(),
                r.baselineMillis() / r.bucketsMillis()));
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
