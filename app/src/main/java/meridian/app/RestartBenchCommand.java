package meridian.app;

import java.util.Locale;
import java.util.concurrent.Callable;
import meridian.app.machine.Folders;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.app.twin.RestartBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How soon does a twin answer again? */
@Command(
        name = "restart",
        description = "How soon a twin with millions of events answers again, after kill -9 and after a stop.",
        footer = {"", "Example: meridian bench restart --observations 1000000"})
final class RestartBenchCommand implements Callable<Integer> {
    private static final int MOST_ENTITIES = 1_000_000;

    @Mixin
    private Terminal terminal = new Terminal();

    @Option(
            names = "--entities",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Of how many things (${DEFAULT-VALUE}).")
    private int entities;

    @Option(
            names = "--observations",
            paramLabel = "N",
            defaultValue = "10000000",
            description = "How many events, one each (${DEFAULT-VALUE}).")
    private long observations;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (entities < 1 || entities > MOST_ENTITIES || observations < entities) {
            throw new ParameterException(
                    terminal.spec().commandLine(),
                    "--entities is 1 to " + MOST_ENTITIES + ", and --observations as many or more");
        }
        RestartBench.Result result = run();
        if (json) {
            terminal.printJson(result);
        } else {
            print(result);
        }
        return result.known() == entities && result.position() >= observations ? ExitCode.OK : ExitCode.FAILURE;
    }

    private RestartBench.Result run() throws InterruptedException {
        try (ProgressLine progress = terminal.progress()) {
            return ScratchFolder.use(
                    "meridian-restart-",
                    folder -> new RestartBench(
                                    folder.resolve("data"),
                                    Folders.ofThisUser().cache(),
                                    entities,
                                    observations,
                                    progress)
                            .run());
        }
    }

    private void print(RestartBench.Result r) {
        terminal.print(new TextTable()
                .head("", "measured", "asked")
                .row("observations, one event each", Words.count(r.observations()), "")
                .row("of things, all known after the restart", Words.count(r.known()), Words.count(r.entities()))
                .row("taken, folded and on the disk in", seconds(r.fillSeconds()), "")
                .row("after kill -9, until the twin answers", seconds(r.afterKillSeconds()), "10 s")
                .row("the same with the start of the JVM", seconds(r.afterKillWallSeconds()), "")
                .row("after a stop in order", seconds(r.afterCloseSeconds()), "5 s")
                .lines());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
