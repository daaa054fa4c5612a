package meridian.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import meridian.app.machine.Folders;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.torture.KillTorture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Breaks Meridian on purpose and looks whether its promises hold. */
@Command(
        name = "torture",
        description = "Breaks Meridian on purpose and looks whether what it promised still holds.",
        subcommands = TortureCommand.Kill.class,
        footer = {"", "Example: meridian torture kill --count 100"})
final class TortureCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }

    /** kill -9 at random points of writing. */
    @Command(
            name = "kill",
            description = "Kills a writing Meridian at random moments; each acknowledged event must be there once.",
            footer = {
                "",
                "The process, its database or both are killed with SIGKILL; about two seconds each.",
                "Ends with 1 when anything was lost, doubled or moved.",
                "",
                "Example: meridian torture kill --count 100"
            })
    static final class Kill implements Callable<Integer> {
        private static final int MOST = 1_000_000;

        @Mixin
        private Terminal terminal = new Terminal();

        @Option(
                names = "--count",
                paramLabel = "N",
                defaultValue = "25",
                description = "How many kills (${DEFAULT-VALUE}).")
        private int count;

        @Option(names = "--seed", paramLabel = "N", description = "Of the moments; by default another each time.")
        private long seed = new SecureRandom().nextLong();

        @Option(names = "--folder", paramLabel = "DIR", description = "Where to write; the cache folder by default.")
        private Path folder = Folders.ofThisUser().cache();

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() throws InterruptedException {
            if (count < 1 || count > MOST) {
                throw new ParameterException(
                        terminal.spec().commandLine(), "--count is 1 to " + MOST + ", not " + count);
            }
            Folders.writable(folder, "--folder");
            KillTorture.Result result = torture();
            if (json) {
                terminal.printJson(result);
            } else {
                print(result);
            }
            return result.isClean() ? ExitCode.OK : ExitCode.FAILURE;
        }

        private KillTorture.Result torture() throws InterruptedException {
            try (ProgressLine progress = terminal.progress()) {
                Path data = Files.createTempDirectory(folder, "torture-");
                try {
                    return new KillTorture(data, Folders.ofThisUser().cache(), seed, progress).run(count);
                } finally {
                    ScratchFolder.delete(data);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void print(KillTorture.Result result) {
            terminal.print(new TextTable()
                    .row("kills", Words.count(result.kills()))
                    .row("acknowledged events", Words.count(result.acknowledged()))
                    .row("events stored", Words.count(result.stored()))
                    .row("lost", Words.count(result.lost()))
                    .row("doubled", Words.count(result.doubled()))
                    .row("at another position", Words.count(result.moved()))
                    .row("seed", Long.toString(seed))
                    .lines());
            result.examples().forEach(terminal::say);
        }
    }
}
