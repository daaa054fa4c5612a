package meridian.app;

import java.util.Locale;
import meridian.app.city.DefaultCity;
import meridian.app.machine.Folders;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.ImportBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures this machine with Meridian, and Meridian on this machine. */
@Command(
        name = "bench",
        description = "Measures how fast Meridian is here, and how right.",
        subcommands = {
            RoadBenchCommand.class,
            ForkBenchCommand.class,
            TwinBenchCommand.class,
            HistoryBenchCommand.class,
            JournalBenchCommand.class,
            NotificationBenchCommand.class,
            DoorsBenchCommand.class,
            RestartBenchCommand.class,
            SumoBenchCommand.class,
            CityFlowBenchCommand.class,
            TheoryBenchCommand.class,
            SoakBenchCommand.class,
            SafetyBenchCommand.class,
            AssimilationBenchCommand.class
        },
        footer = {"", "Example: meridian bench road"})
final class BenchCommand implements Runnable {
    private static final double MEBIBYTE = 1 << 20;

    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }

    @Command(
            name = "import",
            description = "The import of the default city: time and memory.",
            footer = {"", "Example: meridian bench import"})
    void measureImport(@Mixin Terminal here, @Option(names = "--json", description = "Print JSON.") boolean json) {
        ImportBench.Result result;
        try (ProgressLine progress = here.progress()) {
            result = DefaultCity.of(Folders.ofThisUser())
                    .withSource(here::say, source -> ImportBench.run(source, progress));
        }
        if (json) {
            here.printJson(result);
            return;
        }
        here.print(new TextTable()
                .row("city", result.city())
                .row("read the source", result.readSeconds() + " s")
                .row("write the city file", result.writeSeconds() + " s")
                .row("read the city file", result.reopenSeconds() + " s")
                .row("size of the city file", Words.count(result.fileBytes() / 1024) + " KiB")
                .row("peak heap", String.format(Locale.ROOT, "%,.0f MiB", result.peakHeapBytes() / MEBIBYTE))
                .lines());
    }
}
