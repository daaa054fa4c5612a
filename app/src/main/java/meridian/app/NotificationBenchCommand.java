package meridian.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import meridian.app.machine.Folders;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.app.twin.NotificationVictim;
import meridian.bench.notifications.NotificationBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Is a subscriber told everything, in order, who was away and then refuses half? */
@Command(
        name = "notifications",
        description = "Subscriptions: is anything lost when the subscriber is away and the server killed?",
        footer = {"", "Example: meridian bench notifications --kills 5"})
final class NotificationBenchCommand implements Callable<Integer> {
    private static final int MOST_ENTITIES = 40_000;
    private static final int LONGEST_SECONDS = 3_600;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--entities",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many, each updated five times (${DEFAULT-VALUE}).")
    private int entities;

    @Option(
            names = "--away-seconds",
            paramLabel = "N",
            defaultValue = "60",
            description = "How long the subscriber is away (${DEFAULT-VALUE}).")
    private int awaySeconds;

    @Option(
            names = "--kills",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often the server is killed meanwhile (${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of refusals and kills.")
    private long seed;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private static final int UPDATES = 5;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (entities < 1 || entities > MOST_ENTITIES || awaySeconds < 0 || awaySeconds > LONGEST_SECONDS || kills < 0) {
            throw new ParameterException(
                    terminal.spec().commandLine(),
                    "1 to " + MOST_ENTITIES + " entities, 0 to " + LONGEST_SECONDS + " seconds and 0 kills or more are"
                            + " expected, got " + entities + ", " + awaySeconds + " and " + kills);
        }
        NotificationBench.Result result = run();
        if (json) {
            terminal.printJson(result);
        } else {
            print(result);
        }
        return result.lost() + result.outOfOrder() == 0 ? ExitCode.OK : ExitCode.FAILURE;
    }

    private NotificationBench.Result run() throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("meridian-notifications-");
        NotificationBench.Order order = new NotificationBench.Order(
                NotificationVictim.class.getName(), entities, UPDATES, Duration.ofSeconds(awaySeconds), kills, seed);
        try (ProgressLine progress = terminal.progress()) {
            Path cache = Folders.ofThisUser().cache();
            return new NotificationBench(order, data.resolve("data"), cache, progress).run();
        } finally {
            delete(data);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print(NotificationBench.Result r) {
        terminal.print(new TextTable()
                .row("", "asked", "measured")
                .row("updates acknowledged", "", Words.count(r.expected()))
                .row("lost", "0", Words.count(r.lost()))
                .row("told after a later one of the same entity", "0", Words.count(r.outOfOrder()))
                .row("told again, under the same id", "", Words.count(r.repeats()))
                .row("answered with 500", "half", Words.count(r.refused()))
                .row("server killed", "", Words.count(r.kills()))
                .row("told, after the subscriber was back", "", String.format(Locale.ROOT, "%.0f s", r.seconds()))
                .lines());
    }
}
