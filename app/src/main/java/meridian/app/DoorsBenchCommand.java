package meridian.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import meridian.app.doors.DoorsBench;
import meridian.app.machine.Folders;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How fast do the twin's doors take and tell? */
@Command(
        name = "doors",
        description = "The twin's doors over HTTP: observations taken, latest values, notifications.",
        footer = {
            "",
            "A server, its database and the clients share this machine. Every acknowledgement includes",
            "the disk. What was asked stands beside what was measured.",
            "",
            "Example: meridian bench doors --seconds 30 --json"
        })
final class DoorsBenchCommand implements Callable<Integer> {
    private static final int LONGEST_SECONDS = 3_600;
    private static final int HIGHEST_RATE = 1_000_000;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Of each case of ingest, a quarter of it warming up (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--rate-observations-per-second",
            paramLabel = "N",
            defaultValue = "50000",
            description = "Of the cases at a rate (${DEFAULT-VALUE}).")
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
            throw wrong("--rate-observations-per-second is 1 to " + HIGHEST_RATE + ", not " + rate);
        }
        Folders.writable(folder, "--folder");
        List<DoorsBench.Result> results = measure();
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

    private List<DoorsBench.Result> measure() throws InterruptedException {
        try (ProgressLine progress = terminal.progress()) {
            return ScratchFolder.use(
                    folder,
                    "bench-doors-",
                    data -> new DoorsBench(data, Folders.ofThisUser().cache(), seconds, rate, progress).run());
        }
    }

    private void print(List<DoorsBench.Result> results) {
        TextTable table = new TextTable().head("case", "a second", "asked", "p50", "p99", "asked");
        for (DoorsBench.Result r : results) {
            table.row(
                    r.name(),
                    number(r.perSecond(), 0, ""),
                    number(r.askedPerSecond(), 0, ""),
                    number(r.p50Millis(), 1, " ms"),
                    number(r.p99Millis(), 1, " ms"),
                    number(r.askedMillis(), 0, " ms"));
        }
        terminal.print(table.lines());
    }

    private static String number(double value, int digits, String unit) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%,." + digits + "f", value) + unit;
    }
}
