package meridian.app;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import meridian.act.effect.SwitchbackDesign;
import meridian.act.effect.SwitchbackEstimate;
import meridian.act.effect.SwitchbackTrial;
import meridian.app.city.CitySource;
import meridian.app.signals.SignalScenario;
import meridian.app.signals.SwitchbackSeries;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Two deciders switched at random, and the effect that is found beside the true one. */
@Command(
        name = "switchback",
        description = "Switches a city's areas at random between two deciders, and finds the effect.",
        footer = {
            "",
            "CITY is hangzhou or jinan, where their files are here, or a file or folder",
            "that can be imported. The true effect is that of the same days all on and all",
            "off, which only a simulation can have. docs/effects.md says how it works.",
            "",
            "Example: meridian experiment switchback hangzhou --observe vehicles",
            "           --decider most-through --against fixed --seeds 10"
        })
final class ExperimentSwitchbackCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    @Mixin
    private Terminal terminal = new Terminal();

    @Mixin
    private SignalOptions options = new SignalOptions();

    @Parameters(paramLabel = "CITY", description = "hangzhou, jinan, or anything that can be imported.")
    private String city = "";

    @Option(names = "--decider", paramLabel = "NAME", description = "Who decides where it is on (${DEFAULT-VALUE}).")
    private String decider = "advanced-max-pressure";

    @Option(names = "--against", paramLabel = "NAME", description = "Who decides where it is off (${DEFAULT-VALUE}).")
    private String against = "fixed";

    @Option(
            names = "--block-minutes",
            paramLabel = "N",
            description = "From one time at which areas may be switched to the next (${DEFAULT-VALUE}).")
    private int blockMinutes = 5;

    @Option(
            names = "--burn-in-minutes",
            paramLabel = "N",
            description = "Of each block, dropped: the traffic is still the last block's (${DEFAULT-VALUE}).")
    private int burnInMinutes = 2;

    @Option(names = "--areas", paramLabel = "N", description = "Parts that are switched apart (${DEFAULT-VALUE}).")
    private int areas = 1;

    @Option(names = "--seeds", paramLabel = "N", description = "Days of an experiment (${DEFAULT-VALUE}).")
    private int seeds = 5;

    @Option(
            names = "--replications",
            paramLabel = "N",
            description = "Experiments, to see how often the interval holds the truth (${DEFAULT-VALUE}).")
    private int replications = 1;

    @Option(names = "--threads", paramLabel = "N", description = "Runs at a time: else one a core.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    /** What is printed as JSON. */
    private record Result(
            String city,
            String decider,
            String against,
            SwitchbackDesign design,
            SwitchbackSeries found,
            String rules) {}

    @Override
    public Integer call() {
        check();
        ReadReport report = new ReadReport();
        SwitchbackSeries series;
        try (ProgressLine progress = terminal.progress()) {
            SignalScenario scenario =
                    SignalScenario.read(city, options.startSeconds(), options.seconds(), 1, report, progress);
            series = SwitchbackSeries.run(scenario, trials(scenario), seeds, threads, progress);
        }
        CitySource.told(report).forEach(terminal::say);
        if (json) {
            terminal.printJson(new Result(city, decider, against, design(1), series, options.sentence()));
            return ExitCode.OK;
        }
        terminal.print(series.lines(decider, against, design(1)).stream()
                .flatMap(line -> Words.wrap(line, TextTable.COLUMNS).stream())
                .toList());
        terminal.print("");
        terminal.print(Words.wrap(options.sentence(), TextTable.COLUMNS));
        return ExitCode.OK;
    }

    private List<SwitchbackTrial> trials(SignalScenario scenario) {
        List<SwitchbackTrial> trials = new ArrayList<>();
        for (long seed = 1; seed <= (long) seeds * replications; seed++) {
            trials.add(new SwitchbackTrial(
                    options.trial(decider, scenario.startSeconds(), seed, 1), against, design(seed)));
        }
        return trials;
    }

    private int pairs() {
        return options.seconds() / (2 * 60 * blockMinutes);
    }

    private SwitchbackDesign design(long seed) {
        return new SwitchbackDesign(areas, 60 * blockMinutes, 60 * burnInMinutes, pairs(), seed);
    }

    private void check() {
        options.check();
        options.checkDecider(decider);
        options.checkDecider(against);
        within("--block-minutes", blockMinutes, 1, 720);
        within("--burn-in-minutes", burnInMinutes, 0, blockMinutes - 1);
        within("--areas", areas, 1, MOST);
        within("--seeds", seeds, 1, MOST);
        within("--replications", replications, 1, MOST);
        within("--threads", threads, 1, 256);
        if (60 * blockMinutes % options.everySeconds() != 0) {
            throw wrong("areas are switched when decisions are made: " + blockMinutes + " min are no multiple of "
                    + options.everySeconds() + " s");
        }
        if (pairs() < 1 || pairs() * seeds < SwitchbackEstimate.FEWEST_PAIRS) {
            throw wrong(SwitchbackEstimate.FEWEST_PAIRS + " pairs of blocks are the least that say anything; "
                    + seeds + " times " + options.seconds() + " s have " + Math.max(0, pairs()) * seeds + " of "
                    + 2 * blockMinutes + " min: more --hours or --seeds, or fewer --block-minutes");
        }
    }

    private void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(name + " is " + least + " to " + most + ", not " + value);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }
}
