package meridian.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import meridian.app.machine.Folders;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.bench.journal.JournalBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How fast is what must not be lost? */
@Command(
        name = "journal",
        description = "Durable events a second, and how long an acknowledgement takes.",
        footer = {
            "",
            "Bulk at a rate, bulk as fast as it goes, single events of 32 producers; one event in",
            "ten is a duplicate. The disk that is measured is the one with the folder.",
            "",
            "Example: meridian bench journal --seconds 30 --json"
        })
final class JournalBenchCommand implements Callable<Integer> {
    private static final int LONGEST_SECONDS = 3_600;
    private static final int HIGHEST_RATE = 10_000_000;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Of each case, a quarter of it warming up (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rate-events-per-second",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Of the first case (${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--folder", paramLabel = "DIR", description = "Where to write; the cache folder by default.")
    private Path folder = Folders.ofThisUser().cache();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1 || seconds > LONGEST_SECONDS) {
            throw wrong("--seconds is 1 to " + LONGEST_SECONDS + ", not " + seconds);
        }
        if (rate < 1 || rate > HIGHEST_RATE) {
            throw wrong("--rate-events-per-second is 1 to " + HIGHEST_RATE + ", not " + rate);
        }
        Folders.writable(folder, "--folder");
        List<JournalBench.Result> results = measure();
        if (json) {
            terminal.printJson(results);
        } else {
            print(results);
        }
        return ExitCode.OK;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    private List<JournalBench.Result> measure() throws InterruptedException {
        try (ProgressLine progress = terminal.progress()) {
            return ScratchFolder.use(
                    folder,
                    "bench-journal-",
                    data -> new JournalBench(data, Folders.ofThisUser().cache(), seconds, progress)
                            .run(JournalBench.cases(rate)));
        }
    }

    private void print(List<JournalBench.Result> results) {
        TextTable table =
                new TextTable().head("case", "producers", "an append", "events/s", "p50", "p99", "worst", "duplicates");
        for (JournalBench.Result r : results) {
            table.row(
                    r.of().name(),
                    Integer.toString(r.of().producers()),
                    Integer.toString(r.of().eventsPerAppend()),
                    number(r.eventsPerSecond(), 0),
                    number(r.p50Millis(), 1) + " ms",
                    number(r.p99Millis(), 1) + " ms",
                    number(r.worstMillis(), 1) + " ms",
                    number(100 * r.duplicateShare(), 1) + " %");
        }
        terminal.print(table.lines());
    }

    private static String number(double value, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
