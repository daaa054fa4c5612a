package meridian.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import meridian.app.city.CitySource;
import meridian.app.signals.SignalComparison;
import meridian.app.signals.SignalReport;
import meridian.app.signals.SignalScenario;
import meridian.app.signals.SignalSeries;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Deciders of signals against each other: same cities, same seeds, same trips. */
@Command(
        name = "signals",
        description = "Holds deciders of signals against each other, seed by seed.",
        footer = {
            "",
            "CITY is hangzhou or jinan, where their files are here, or a file or folder",
            "that can be imported. The first decider is what the others are held against.",
            "",
            "delay: lost against everybody's wanted speed, waiting outside included;",
            "a person: the same, by people (--weights);",
            "approach: time on approaches to signals, as published with CityFlow;",
            "trip: the whole trip, waiting outside included; outside: not yet entered.",
            "",
            "Example: meridian evaluate signals hangzhou jinan --protocol published",
            "           --observe vehicles --deciders advanced-max-pressure,rollout"
        })
final class EvaluateSignalsCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 1000;

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private SignalOptions options = new SignalOptions();

    @Parameters(paramLabel = "CITY", arity = "1..*", description = "hangzhou, jinan, or anything that can be imported.")
    private List<String> cities = List.of();

    @Option(names = "--deciders", paramLabel = "A,B", split = ",", description = "Who decides (${DEFAULT-VALUE}).")
    private List<String> deciders = List.of("fixed", "actuated", "max-pressure", "advanced-max-pressure");

    @Option(names = "--seeds", paramLabel = "N", description = "How many, from 1 on (${DEFAULT-VALUE}).")
    private int seeds = 3;

    @Option(names = "--demand", paramLabel = "A,B", split = ",", description = "Shares of the trips that come (1).")
    private List<Double> demands = List.of(1.0);

    @Option(names = "--threads", paramLabel = "N", description = "Runs at a time: else one a core.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--report", paramLabel = "FILE", description = "Write a page with charts and published figures.")
    private @Nullable Path page;

    @Option(names = "--json", description = "Print JSON: every run and every comparison.")
    private boolean json;

    /** What is printed as JSON. */
    private record Result(String rules, List<SignalComparison> comparisons, List<SignalSeries.Run> runs) {}

    @Override
    public Integer call() {
        check();
        ReadReport report = new ReadReport();
        List<SignalSeries.Run> runs;
        try (ProgressLine progress = terminal.progress()) {
            runs = new SignalSeries(jobs(report, progress), threads).run(progress);
        }
        CitySource.told(report).forEach(terminal::say);
        List<SignalComparison> comparisons = comparisons(runs);
        if (page != null) {
            write(page, new SignalReport(comparisons, options.sentence()).html());
        }
        if (json) {
            terminal.printJson(new Result(options.sentence(), comparisons, runs));
            return ExitCode.OK;
        }
        comparisons.forEach(comparison -> terminal.print(comparison.lines()));
        terminal.print(Words.wrap(options.sentence(), TextTable.COLUMNS));
        return ExitCode.OK;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new BadInput(
                    file.toString(),
                    "it cannot be written (" + e.getMessage() + ")",
                    "a file in a folder that may be written",
                    "Choose another --report");
        }
    }

    private void check() {
        options.check();
        deciders.forEach(options::checkDecider);
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw wrong("--seeds is 1 to " + MOST_SEEDS + ", not " + seeds);
        }
        if (threads < 1 || threads > 256) {
            throw wrong("--threads is 1 to 256, not " + threads);
        }
        for (double demand : demands) {
            if (!(demand > 0 && demand <= 2)) {
                throw wrong("--demand is more than 0 and at most 2, not " + demand);
            }
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    private List<SignalSeries.Job> jobs(ReadReport report, ProgressLine progress) {
        List<SignalSeries.Job> jobs = new ArrayList<>();
        for (String city : cities) {
            SignalScenario scenario =
                    SignalScenario.read(city, options.startSeconds(), options.seconds(), 1, report, progress);
            for (double demand : demands) {
                for (String decider : deciders) {
                    for (long seed = 1; seed <= seeds; seed++) {
                        jobs.add(new SignalSeries.Job(
                                scenario, options.trial(decider, scenario.startSeconds(), seed, demand)));
                    }
                }
            }
        }
        return jobs;
    }

    private List<SignalComparison> comparisons(List<SignalSeries.Run> runs) {
        List<SignalComparison> comparisons = new ArrayList<>();
        for (String city : cities) {
            for (double demand : demands) {
                comparisons.add(SignalComparison.of(runs.stream()
                        .filter(run -> run.city().equals(city) && run.demand() == demand)
                        .toList()));
            }
        }
        return comparisons;
    }
}
