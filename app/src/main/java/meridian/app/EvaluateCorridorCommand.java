package meridian.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import meridian.act.corridor.Alternative;
import meridian.act.corridor.CorridorRun;
import meridian.act.corridor.CorridorTrial;
import meridian.act.corridor.CorridorTrip;
import meridian.app.city.CitySource;
import meridian.app.corridor.CorridorComparison;
import meridian.app.corridor.CorridorSeries;
import meridian.app.signals.SignalScenario;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.decide.Deciders;
import meridian.decide.corridor.PriorityVehicle;
import meridian.field.plant.ObserveMode;
import meridian.formats.ReadReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Green corridors against local pre-emption and against nothing: the same trips in each. */
@Command(
        name = "corridor",
        description = "Holds green corridors for emergency vehicles against doing nothing, trip by trip.",
        footer = {
            "",
            "CITY is corridor (made up: 7 km, 21 signals), cologne8, jinan, hangzhou or",
            "montevideo, where they are here, or a file or folder that can be imported.",
            "Each trip is driven four times from the same moment of the same traffic:",
            "without priority, with local pre-emption, in a corridor, and in one whose way",
            "is chosen anew on the way. docs/corridor.md explains the columns.",
            "",
            "Example: meridian evaluate corridor corridor cologne8 --trips 50"
        })
final class EvaluateCorridorCommand implements Callable<Integer> {
    private static final int MOST_TRIPS = 10_000;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "CITY", arity = "1..*", description = "corridor, cologne8, jinan, montevideo, a file.")
    private List<String> cities = List.of();

    @Option(names = "--trips", paramLabel = "N", description = "In each city, over all seeds (${DEFAULT-VALUE}).")
    private int trips = 200;

    @Option(names = "--seeds", paramLabel = "N", description = "Of traffic and trips, from 1 on (${DEFAULT-VALUE}).")
    private int seeds = 4;

    @Option(names = "--decider", paramLabel = "NAME", description = "What signals do otherwise (${DEFAULT-VALUE}).")
    private String decider = "fixed";

    @Option(
            names = "--observe",
            paramLabel = "MODE",
            description = "What is seen of the traffic: detectors, lanes or vehicles (${DEFAULT-VALUE}).")
    private ObserveMode observe = ObserveMode.DETECTORS;

    @Option(names = "--no-siren", description = "The vehicle keeps to limits and red lights, and nobody makes room.")
    private boolean noSiren;

    @Option(
            names = "--start",
            paramLabel = "HH:MM",
            converter = TimeOfDay.Converter.class,
            description = "When to begin: else with the first trip, or at 07:30.")
    private @Nullable TimeOfDay start;

    @Option(
            names = "--demand",
            paramLabel = "SHARE",
            description = "Of everybody else's trips that come (${DEFAULT-VALUE}).")
    private double demand = 1;

    @Option(names = "--warm-up-minutes", paramLabel = "M", description = "Before the first trip (${DEFAULT-VALUE}).")
    private int warmUpMinutes = 15;

    @Option(names = "--gap-seconds", paramLabel = "S", description = "From trip to trip (${DEFAULT-VALUE}).")
    private int gapSeconds = 30;

    @Option(
            names = "--recovery-minutes",
            paramLabel = "M",
            description = "Each run goes on so long after the arrival without priority (${DEFAULT-VALUE}).")
    private int recoveryMinutes = 10;

    @Option(names = "--threads", paramLabel = "N", description = "Seeds at a time: else one a core.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Print JSON: every trip and every comparison.")
    private boolean json;

    /** A trip in one alternative, as JSON. */
    private record Driven(
            double travelSeconds,
            boolean arrived,
            double extraSecondsOfOthers,
            double meters,
            int passages,
            long heldSeconds,
            int changes,
            long fallbacks) {}

    /** A trip, as JSON. */
    private record TripLine(
            String city,
            long seed,
            double requestSeconds,
            int fromLink,
            int toLink,
            double freeSeconds,
            Map<Alternative, Driven> alternatives) {}

    private record Result(String rules, List<CorridorComparison> comparisons, List<TripLine> trips) {}

    @Override
    public Integer call() {
        check();
        ReadReport report = new ReadReport();
        List<CorridorComparison> comparisons = new ArrayList<>();
        List<TripLine> lines = new ArrayList<>();
        try (ProgressLine progress = terminal.progress()) {
            for (String city : cities) {
                List<CorridorTrip> made = new CorridorSeries(jobs(city, report, progress), threads).run(progress);
                comparisons.add(CorridorComparison.of(city, recoveryMinutes, made));
                made.forEach(trip -> lines.add(line(city, trip)));
            }
        }
        CitySource.told(report).forEach(terminal::say);
        if (json) {
            terminal.printJson(new Result(sentence(), comparisons, lines));
            return ExitCode.OK;
        }
        comparisons.forEach(comparison -> terminal.print(comparison.lines()));
        terminal.print(Words.wrap(sentence(), TextTable.COLUMNS));
        return ExitCode.OK;
    }

    private void check() {
        if (trips < 1 || trips > MOST_TRIPS || seeds < 1 || seeds > trips) {
            throw wrong(
                    "--trips is 1 to " + MOST_TRIPS + " and --seeds no more than that, not " + trips + " and " + seeds);
        }
        if (Deciders.find(decider).isEmpty()) {
            throw wrong("there is no decider \"" + decider + "\" that works without a twin; docs/deciders.md has all");
        }
        if (warmUpMinutes < 0 || gapSeconds < 1 || recoveryMinutes < 1 || recoveryMinutes > 60) {
            throw wrong("--warm-up-minutes is 0 or more, --gap-seconds 1 or more, --recovery-minutes 1 to 60, not "
                    + warmUpMinutes + ", " + gapSeconds + " and " + recoveryMinutes);
        }
        if (!(demand > 0 && demand <= 2)) {
            throw wrong("--demand is more than 0 and at most 2, not " + demand);
        }
        if (threads < 1 || threads > 256) {
            throw wrong("--threads is 1 to 256, not " + threads);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    private List<CorridorSeries.Job> jobs(String city, ReadReport report, ProgressLine progress) {
        List<CorridorSeries.Job> jobs = new ArrayList<>();
        Optional<Double> wished = Optional.ofNullable(start).map(time -> (double) time.seconds());
        for (int seed = 1; seed <= seeds; seed++) {
            int own = trips / seeds + (seed <= trips % seeds ? 1 : 0);
            // Until the last trip's runs have ended, however long they are.
            double seconds = 60.0 * (warmUpMinutes + recoveryMinutes) + gapSeconds * own + 3600;
            SignalScenario scenario = SignalScenario.read(city, wished, seconds, seed, report, progress)
                    .scaled(demand, seed);
            CorridorTrial trial = new CorridorTrial(
                    Deciders.find(decider).orElseThrow(),
                    observe,
                    noSiren ? PriorityVehicle.WITHOUT_SIREN : PriorityVehicle.WITH_SIREN,
                    scenario.startSeconds(),
                    60 * warmUpMinutes,
                    gapSeconds,
                    own,
                    60 * recoveryMinutes,
                    seed);
            jobs.add(new CorridorSeries.Job(scenario, trial));
        }
        return jobs;
    }

    private static TripLine line(String city, CorridorTrip trip) {
        Map<Alternative, Driven> driven = trip.runs().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> driven(trip, e.getKey(), e.getValue())));
        return new TripLine(
                city, trip.seed(), trip.requestSeconds(), trip.fromLink(), trip.toLink(), trip.freeSeconds(), driven);
    }

    private static Driven driven(CorridorTrip trip, Alternative alternative, CorridorRun run) {
        return new Driven(
                run.travelSeconds(),
                run.arrived(),
                trip.extraSeconds(alternative),
                run.meters(),
                run.passages(),
                run.heldSeconds(),
                run.changes(),
                run.fallbacks());
    }

    private String sentence() {
        return "95 % intervals in brackets, by bootstrap over trips, the same trips in each row. Signals otherwise: "
                + decider + "; demand " + demand + "; seen: " + observe.name().toLowerCase(Locale.ROOT)
                + "; the vehicle drives "
                + (noSiren
                        ? "without a siren: it keeps to limits and lights"
                        : "with a siren: it passes red lights" + " at 20 km/h and others make room")
                + ". Every command passed the safety kernel. SIMULATED.";
    }
}
