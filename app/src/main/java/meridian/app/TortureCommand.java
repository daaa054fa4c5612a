package meridian.app;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.Callable;
import meridian.app.machine.Folders;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.bench.torture.FaultKind;
import meridian.bench.torture.FaultTorture;
import meridian.bench.torture.KillTorture;
import meridian.bench.torture.PowerTorture;
import meridian.bench.torture.ReceiptTorture;
import meridian.bench.torture.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Breaks Meridian on purpose and looks whether its promises hold. */
@Command(
        name = "torture",
        description = "Breaks Meridian on purpose and looks whether what it promised still holds.",
        subcommands = {
            TortureCommand.Kill.class,
            TortureCommand.Power.class,
            TortureCommand.Fault.class,
            TortureCommand.Receipts.class
        },
        footer = {"", "Example: meridian torture kill --count 100"})
final class TortureCommand implements Runnable {
    @Mixin
    private Terminal terminal = new Terminal();

    @Override
    public void run() {
        throw terminal.needsACommand();
    }

    /** What all tortures are told and tell. */
    private abstract static sealed class Torture implements Callable<Integer> {
        private static final int MOST = 1_000_000;

        @Mixin
        private Terminal terminal = new Terminal();

        @Option(
                names = "--count",
                paramLabel = "N",
                defaultValue = "25",
                description = "How many times (${DEFAULT-VALUE}).")
        private int count;

        @Option(names = "--seed", paramLabel = "N", description = "Of the moments; by default another each time.")
        private long seed = new SecureRandom().nextLong();

        @Option(names = "--folder", paramLabel = "DIR", description = "Where to write; the cache folder by default.")
        private Path folder = Folders.ofThisUser().cache();

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        private final String word;
        private final String things;

        /**
         * @param word what is counted
         * @param things what may get lost
         */
        Torture(String word, String things) {
            this.word = word;
            this.things = things;
        }

        /** Empty where it cannot be done here; the terminal has been told why. */
        abstract Optional<Verdict> run(Scene scene) throws InterruptedException;

        @Override
        public Integer call() throws InterruptedException {
            if (count < 1 || count > MOST) {
                throw new ParameterException(
                        terminal.spec().commandLine(), "--count is 1 to " + MOST + ", not " + count);
            }
            Folders.writable(folder, "--folder");
            Optional<Verdict> verdict = torture();
            if (verdict.isEmpty()) {
                return ExitCode.NOT_FOUND;
            }
            if (json) {
                terminal.printJson(verdict.orElseThrow());
            } else {
                print(verdict.orElseThrow());
            }
            return verdict.orElseThrow().isClean() ? ExitCode.OK : ExitCode.FAILURE;
        }

        private Optional<Verdict> torture() throws InterruptedException {
            try (ProgressLine progress = terminal.progress()) {
                return ScratchFolder.use(
                        folder,
                        "torture-",
                        data -> run(new Scene(data, Folders.ofThisUser().cache(), seed, count, progress, terminal)));
            }
        }

        private void print(Verdict verdict) {
            terminal.print(new TextTable()
                    .row(word, Words.count(verdict.count()))
                    .row("acknowledged " + things, Words.count(verdict.acknowledged()))
                    .row(things + " stored", Words.count(verdict.stored()))
                    .row("lost", Words.count(verdict.lost()))
                    .row("doubled", Words.count(verdict.doubled()))
                    .row("at another position", Words.count(verdict.moved()))
                    .row("refused, and brought again", Words.count(verdict.refused()))
                    .row("did not go on by itself", Words.count(verdict.stuck()))
                    .row("seed", Long.toString(seed))
                    .lines());
            verdict.examples().forEach(terminal::say);
        }
    }

    private record Scene(Path folder, Path cache, long seed, int count, ProgressLine progress, Terminal terminal) {}

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
    static final class Kill extends Torture {
        Kill() {
            super("kills", "events");
        }

        @Override
        Optional<Verdict> run(Scene scene) throws InterruptedException {
            return Optional.of(
                    new KillTorture(scene.folder(), scene.cache(), scene.seed(), scene.progress()).run(scene.count()));
        }
    }

    /** What a power cut leaves on the disk. */
    @Command(
            name = "power",
            description = "Cuts the power of a writing Meridian; each acknowledged event must be there once.",
            footer = {
                "",
                "It works on a disk in a file. Everything stands still, what has reached that disk is",
                "copied, all are killed, and the copy takes the disk's place. Needs Linux and root,",
                "and ends with 4 where such a disk cannot be mounted, with 1 when anything was lost,",
                "doubled or moved.",
                "",
                "Example: meridian torture power --count 100"
            })
    static final class Power extends Torture {
        Power() {
            super("power cuts", "events");
        }

        @Override
        Optional<Verdict> run(Scene scene) throws InterruptedException {
            PowerTorture torture = new PowerTorture(scene.folder(), scene.cache(), scene.seed(), scene.progress());
            Optional<String> missing = torture.missing();
            if (missing.isPresent()) {
                scene.terminal().say("Skipped: " + missing.orElseThrow() + ".");
                return Optional.empty();
            }
            return Optional.of(torture.run(scene.count()));
        }
    }

    /** Something under it breaks and is mended. */
    @Command(
            name = "fault",
            description = "Breaks what a writing Meridian stands on; each acknowledged event must be there once.",
            footer = {
                "",
                "KIND is disk-full, write-error, sync-error, database-killed, clock-jump or none. Each time",
                "it has to go on by itself. A full disk needs Linux and root, errors need strace;",
                "ends with 4 where that is not there, with 1 when anything was lost, doubled or moved, or",
                "when it did not go on.",
                "",
                "Example: meridian torture fault disk-full --count 20"
            })
    static final class Fault extends Torture {
        @Parameters(paramLabel = "KIND", description = "What breaks.")
        private FaultKind kind = FaultKind.NONE;

        Fault() {
            super("faults", "events");
        }

        @Override
        Optional<Verdict> run(Scene scene) throws InterruptedException {
            FaultTorture.Outcome outcome = new FaultTorture(
                            kind, scene.folder(), scene.cache(), scene.seed(), scene.progress())
                    .run(scene.count());
            outcome.missing().ifPresent(why -> scene.terminal().say("Skipped: " + why + "."));
            return outcome.verdict();
        }
    }

    /** kill -9 while actions are carried out. */
    @Command(
            name = "receipts",
            description = "Kills what acts on receipts; each action must have its receipt in the log, once.",
            footer = {
                "",
                "About two seconds a kill; the log is verified as well.",
                "Ends with 1 when a receipt was lost, doubled or moved, or the log is not what",
                "was signed.",
                "",
                "Example: meridian torture receipts --count 100"
            })
    static final class Receipts extends Torture {
        Receipts() {
            super("kills", "receipts");
        }

        @Override
        Optional<Verdict> run(Scene scene) throws InterruptedException {
            return Optional.of(new ReceiptTorture(scene.folder(), scene.seed(), scene.progress()).run(scene.count()));
        }
    }
}
