package meridian.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import meridian.app.city.CitySource;
import meridian.app.plant.PlantComparison;
import meridian.app.plant.PlantFigures;
import meridian.app.plant.PlantScenario;
import meridian.app.plant.PlantTrial;
import meridian.app.signals.SideBySide;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.field.plant.ObserveMode;
import meridian.formats.ReadReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Deciders against each other, and against the plans of the files, in a simulator that is not ours. */
@Command(
        name = "plant",
        description = "Holds deciders against each other at SUMO's signals, seed by seed.",
        footer = {
            "",
            "PLANT is cologne1, cologne8, ingolstadt1 or bologna, where their files are",
            "here, or a .sumocfg. plan: the plans of the files, carried out by SUMO itself.",
            "Deciders go through the safety kernel. The first is what the others are held",
            "against. Nobody is teleported.",
            "",
            "loss: SUMO's time loss of all who entered; delay: the same with the wait",
            "outside, of all who were due, as RESCO's tables have it; duration: of those",
            "who arrived; most left: had not arrived at the end, in the worst run.",
            "",
            "Example: meridian evaluate plant cologne1 --deciders plan,actuated --seeds 10"
        })
final class EvaluatePlantCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 1000;
    private static final int MOST_EVERY_SECONDS = 30;
    private static final double HOUR = 3600;
    private static final double MOST_HOURS = 48;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "PLANT", arity = "1..*", description = "A measured city's name, or a .sumocfg.")
    private List<String> plants = List.of();

    @Option(names = "--deciders", paramLabel = "A,B", split = ",", description = "Who decides (${DEFAULT-VALUE}).")
    private List<String> deciders = List.of(PlantTrial.PLAN, "actuated", "advanced-max-pressure", "most-through");

    @Option(
            names = "--observe",
            paramLabel = "MODE",
            description = "What is seen: detectors, lanes or vehicles (${DEFAULT-VALUE}).")
    private ObserveMode observe = ObserveMode.DETECTORS;

    @Option(names = "--seeds", paramLabel = "N", description = "How many (${DEFAULT-VALUE}).")
    private int seeds = 3;

    @Option(names = "--first-seed", paramLabel = "N", description = "The first of them (${DEFAULT-VALUE}).")
    private long firstSeed = 1;

    @Option(
            names = "--hours",
            paramLabel = "H",
            description = "How long at most; it ends earlier when nobody is left (${DEFAULT-VALUE}).")
    private double hours = 1;

    @Option(names = "--every-seconds", paramLabel = "S", description = "Between decisions (${DEFAULT-VALUE}).")
    private int everySeconds = 5;

    @Option(
            names = "--most-green-seconds",
            paramLabel = "S",
            description = "Deciders that lengthen greens do so up to here (${DEFAULT-VALUE}).")
    private int mostGreenSeconds = 60;

    @Option(names = "--threads", paramLabel = "N", description = "Runs at a time: else one a core.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print JSON: every run and every comparison.")
    private boolean json;

    /** A run that is to be made. */
    private record Job(PlantScenario scenario, PlantTrial trial) {}

    /** What is printed as JSON. */
    private record Result(String rules, List<PlantComparison> comparisons, List<PlantComparison.Run> runs) {}

    @Override
    public Integer call() {
        check();
        ReadReport report = new ReadReport();
        List<PlantComparison.Run> runs;
        try (ProgressLine progress = terminal.progress()) {
            List<SideBySide.Task<PlantComparison.Run>> tasks = jobs(report, progress).stream()
                    .<SideBySide.Task<PlantComparison.Run>>map(job -> passed -> one(job, passed))
                    .toList();
            runs = new SideBySide(threads).run(tasks, (long) tasks.size() * seconds(), progress);
        }
        CitySource.told(report).forEach(terminal::say);
        List<PlantComparison> comparisons = plants.stream()
                .map(plant -> PlantComparison.of(
                        runs.stream().filter(run -> run.plant().equals(plant)).toList()))
                .toList();
        if (json) {
            terminal.printJson(new Result(rules(), comparisons, runs));
            return ExitCode.OK;
        }
        comparisons.forEach(comparison -> terminal.print(comparison.lines()));
        terminal.print(Words.wrap(rules(), TextTable.COLUMNS));
        return ExitCode.OK;
    }

    private void check() {
        for (String decider : deciders) {
            if (!PlantTrial.names().contains(decider)) {
                throw wrong("there is no decider \"" + decider + "\" here; there are "
                        + String.join(", ", PlantTrial.names()));
            }
        }
        if (seeds < 1 || seeds > MOST_SEEDS || firstSeed < 0) {
            throw wrong("--seeds is 1 to " + MOST_SEEDS + ", --first-seed 0 or more");
        }
        if (everySeconds < 1 || everySeconds > MOST_EVERY_SECONDS || !(hours > 0 && hours <= MOST_HOURS)) {
            throw wrong("--every-seconds is 1 to " + MOST_EVERY_SECONDS + ", --hours more than 0 and at most "
                    + Math.round(MOST_HOURS));
        }
        if (mostGreenSeconds < 5 || mostGreenSeconds > 120) {
            throw wrong("--most-green-seconds is 5 to 120, not " + mostGreenSeconds);
        }
        if (threads < 1 || threads > 256) {
            throw wrong("--threads is 1 to 256, not " + threads);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    private int seconds() {
        return (int) Math.max(1, Math.round(hours * HOUR));
    }

    private String rules() {
        return "Observed: " + observe.name().toLowerCase(Locale.ROOT) + "; decisions every " + everySeconds
                + " s through the safety kernel; greens up to " + mostGreenSeconds + " s; SUMO's seeds from "
                + firstSeed + " on; at most " + seconds() + " s.";
    }

    private List<Job> jobs(ReadReport report, ProgressLine progress) {
        List<Job> jobs = new ArrayList<>();
        for (String plant : plants) {
            PlantScenario scenario = PlantScenario.read(plant, report, progress);
            for (String decider : deciders) {
                for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
                    jobs.add(new Job(
                            scenario,
                            new PlantTrial(decider, observe, seconds(), everySeconds, mostGreenSeconds, seed)));
                }
            }
        }
        return jobs;
    }

    private static PlantComparison.Run one(Job job, IntConsumer passed) {
        PlantFigures figures = job.trial().run(job.scenario(), passed);
        return new PlantComparison.Run(
                job.scenario().name(), job.trial().decider(), job.trial().seed(), figures);
    }
}
