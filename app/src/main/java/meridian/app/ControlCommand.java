package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import meridian.act.ControlLoop;
import meridian.act.GridlockGuard;
import meridian.act.RunFigures;
import meridian.act.SignalTrial;
import meridian.app.city.CitySource;
import meridian.app.signals.SignalScenario;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.decide.Proposal;
import meridian.decide.Snapshot;
import meridian.field.plant.Observation;
import meridian.field.plant.SignalCommand;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Controls the signals of a simulated city, and says what was decided and what came of it. */
@Command(
        name = "control",
        description = "Controls a simulated city's signals by a decider.",
        footer = {
            "",
            "CITY is hangzhou or jinan, where their files are here, or a file or folder",
            "that can be imported. Deciders: docs/deciders.md.",
            "",
            "Example: meridian control hangzhou --decider max-pressure"
        })
final class ControlCommand implements Callable<Integer> {
    private static final int REASONS_SHOWN = 5;
    private static final double NANOS = 1e9;

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private SignalOptions options = new SignalOptions();

    @Parameters(paramLabel = "CITY", description = "hangzhou, jinan, or anything that can be imported.")
    private String city = "";

    @Option(names = "--decider", paramLabel = "NAME", description = "Who decides (${DEFAULT-VALUE}).")
    private String decider = "advanced-max-pressure";

    @Option(names = "--seed", paramLabel = "N", description = "Another number, another day (${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(
            names = "--receipts",
            paramLabel = "DIR",
            description =
                    "Write a receipt for each round of decisions that changes something into the audit log in this"
                            + " folder, before it takes effect (docs/audit.md).")
    private @Nullable Path receipts;

    @Option(
            names = "--receipts-key",
            paramLabel = "FILE",
            description = "The key that signs it; made where there is none. Else control-audit.key in the data folder.")
    private @Nullable Path receiptsKey;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    private OptionalLong written = OptionalLong.empty();

    /** What is printed as JSON. */
    private record Result(
            SignalTrial trial,
            RunFigures figures,
            long decisions,
            long changes,
            Map<String, Long> reasons,
            Paces paces,
            OptionalLong receipts) {}

    /**
     * Time of this machine: of the rounds in which was decided, and of all that a second of the city took, the round among it.
     *
     * @param roundMedianSeconds and the others: of those times
     */
    private record Paces(
            double roundMedianSeconds, double roundP99Seconds, double secondP99Seconds, double longestSecondSeconds) {}

    /** What was decided: how often, and why. */
    private static final class Reasons implements ControlLoop.Listener {
        private final Map<String, Long> byRule = new HashMap<>();
        private final List<String> last = new ArrayList<>();
        private final List<Long> rounds = new ArrayList<>();
        private final List<Long> seconds = new ArrayList<>();
        private long decisions;
        private long changes;
        private long sawNanos = System.nanoTime();

        @Override
        public void acting(ControlLoop.Acting acting) {
            if (!acting.decided().isEmpty()) {
                rounds.add(System.nanoTime() - sawNanos);
            }
        }

        @Override
        public void saw(Observation seen, List<SignalCommand> told) {
            long now = System.nanoTime();
            seconds.add(now - sawNanos);
            sawNanos = now;
        }

        Paces paces() {
            return new Paces(at(rounds, 0.5), at(rounds, 0.99), at(seconds, 0.99), at(seconds, 1));
        }

        /** A quantile, s; 0 where there is none. */
        private static double at(List<Long> nanos, double share) {
            List<Long> sorted = nanos.stream().sorted().toList();
            int rank = (int) Math.ceil(share * sorted.size());
            return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, rank - 1)) / NANOS;
        }

        @Override
        public void decided(Snapshot now, List<Proposal> proposals) {
            last.clear();
            for (Proposal proposal : proposals) {
                decisions++;
                boolean changed = proposal.stage() != now.stage(proposal.junction());
                changes += changed ? 1 : 0;
                byRule.merge(proposal.reason().rule(), 1L, Long::sum);
                if (last.size() < REASONS_SHOWN) {
                    last.add("junction " + proposal.junction() + ", stage " + proposal.stage() + ": "
                            + proposal.reason().sentence());
                }
            }
        }
    }

    @Override
    public Integer call() {
        options.check();
        options.checkDecider(decider);
        if (receipts == null && receiptsKey != null) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--receipts-key goes with --receipts, which names the log's folder");
        }
        ReadReport report = new ReadReport();
        Reasons reasons = new Reasons();
        SignalTrial trial;
        RunFigures figures;
        try (ProgressLine progress = terminal.progress()) {
            SignalScenario scenario =
                    SignalScenario.read(city, options.startSeconds(), options.seconds(), seed, report, progress);
            trial = options.trial(decider, scenario.startSeconds(), seed, 1);
            figures = run(trial, scenario, progress, reasons);
        }
        CitySource.told(report).forEach(terminal::say);
        if (json) {
            terminal.printJson(new Result(
                    trial,
                    figures,
                    reasons.decisions,
                    reasons.changes,
                    Map.copyOf(reasons.byRule),
                    reasons.paces(),
                    written));
        } else {
            print(figures, reasons);
        }
        return ExitCode.OK;
    }

    private RunFigures run(SignalTrial trial, SignalScenario scenario, Progress progress, Reasons reasons) {
        int seconds = trial.seconds();
        IntConsumer passed = second -> progress.at("controlled seconds", second, seconds);
        if (receipts == null) {
            return trial.run(scenario.city(), scenario.road(), scenario.routes(), passed, reasons);
        }
        try (ReceiptLog log =
                ReceiptLog.open(receipts, receiptsKey, decider, scenario.city().name())) {
            RunFigures figures =
                    trial.run(scenario.city(), scenario.road(), scenario.routes(), passed, log.beside(reasons));
            written = OptionalLong.of(log.finish());
            return figures;
        }
    }

    private void print(RunFigures figures, Reasons reasons) {
        terminal.print(List.of(city + ", " + decider, ""));
        terminal.print(new TextTable()
                .row("delay, mean", seconds(figures.delaySeconds()))
                .row("delay a person, mean", seconds(figures.personDelaySeconds()))
                .row("approach time, mean", seconds(figures.approachSeconds()))
                .row("whole trip, mean", seconds(figures.tripSeconds()))
                .row("stops, mean of who arrived", String.format(Locale.ROOT, "%.2f", figures.stops()))
                .row("longest stand", seconds(figures.longestStandSeconds()))
                .row("trips due", Words.count(figures.due()))
                .row("arrived", Words.count(figures.arrived()))
                .row("not yet entered", Words.count(figures.outside()))
                .row("decisions", Words.count(reasons.decisions))
                .row("of them changes", Words.count(reasons.changes))
                .row(
                        "a round of decisions",
                        pace(
                                reasons.paces().roundMedianSeconds(),
                                reasons.paces().roundP99Seconds()))
                .row("a second of the city", pace99(reasons.paces()))
                .row("refused by the kernel", Words.count(figures.refused()))
                .row("fallbacks", Words.count(figures.fallbacks()))
                .row("rollout budget exhausted", Words.count(figures.exhausted()))
                .row("receipts", written.isPresent() ? Words.count(written.getAsLong()) : "none written")
                .lines());
        if (!figures.interventions().isEmpty()) {
            terminal.print(List.of("", "The guard:"));
            figures.interventions().forEach(i -> terminal.print(Words.indented(told(i), 2)));
        }
        terminal.print(List.of("", "The last decisions:"));
        reasons.last.forEach(line -> terminal.print(Words.indented(line, 2)));
        terminal.print("");
        terminal.print(Words.wrap(options.sentence(), TextTable.COLUMNS));
    }

    private static String told(GridlockGuard.Intervention intervention) {
        String until = Double.isInfinite(intervention.untilSeconds())
                ? "to the end"
                : "to " + Words.clock(intervention.untilSeconds());
        return Words.clock(intervention.fromSeconds()) + " " + until + ": " + intervention.sentence();
    }

    private static String pace(double median, double p99) {
        return String.format(Locale.ROOT, "median %.3f s, p99 %.3f s", median, p99);
    }

    private static String pace99(Paces paces) {
        return String.format(
                Locale.ROOT, "p99 %.3f s, longest %.3f s", paces.secondP99Seconds(), paces.longestSecondSeconds());
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.1f s", value);
    }
}
