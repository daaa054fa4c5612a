package meridian.app;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import meridian.app.city.CitySource;
import meridian.app.city.LostTrips;
import meridian.app.compare.EarlierTimes;
import meridian.app.demand.DemandFile;
import meridian.app.live.RouterWays;
import meridian.app.live.Traffic;
import meridian.app.machine.Folders;
import meridian.app.machine.Interrupt;
import meridian.app.run.DriverModel;
import meridian.app.run.Ending;
import meridian.app.run.Experiment;
import meridian.app.run.Outcome;
import meridian.app.run.ResultFolder;
import meridian.app.run.RunReport;
import meridian.app.run.SeedSeries;
import meridian.app.run.SeriesFolder;
import meridian.app.run.SeriesReport;
import meridian.app.run.Watch;
import meridian.app.run.Way;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.Words;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.CityCheck;
import meridian.model.Finding;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.model.place.Detector;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.SavedState;
import meridian.sim.route.Router;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Simulates a city as fast as the machine can, and says what happened. */
@Command(
        name = "run",
        description = "Simulates a city and prints what happened.",
        footer = {
            "",
            "Without --hours, a city with its own trips runs until all have arrived, one",
            "with computed demand for an hour.",
            "",
            "Example: meridian run bologna/joined --seed 7 --out results",
            "         meridian run bologna/joined --seeds 10 --out ten"
        })
final class RunCommand implements Callable<Integer> {
    private static final String COMPUTED = "computed";
    private static final double HOUR = 3600;
    private static final int PLACES_SHOWN = 3;
    private static final int MOST_SEEDS = 10_000;
    private static final int MOST_THREADS = 256;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(
            paramLabel = "CITY",
            arity = "1..*",
            description = "A city file, or files and folders that can be imported.")
    private List<Path> sources = List.of();

    @Option(
            names = "--demand",
            paramLabel = "FILE",
            description = "Trips (SUMO, CityFlow) or a demand model (YAML); 'computed' for an estimate.")
    private @Nullable String demand;

    @Option(
            names = "--events",
            paramLabel = "FILE",
            description = "Works, incidents and weather: YAML (docs/events.md) or a SUMO additional file.")
    private @Nullable Path events;

    @Option(names = "--hours", paramLabel = "H", description = "How long to simulate.")
    private @Nullable Double hours;

    @Option(
            names = "--start",
            paramLabel = "HH:MM",
            converter = TimeOfDay.Converter.class,
            description = "When to begin: else with the first trip, or at 07:30.")
    private @Nullable TimeOfDay start;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Another number, another day.")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Run N seeds from --seed on, as many at a time as there are cores.")
    private @Nullable Integer seeds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of one run (1), or seeds at a time (one a core); results do not depend on it.")
    private @Nullable Integer threads;

    @Option(names = "--step-seconds", paramLabel = "S", defaultValue = "1", description = "0.1 to 1; 1 is usual.")
    private double stepSeconds;

    @Option(names = "--model", paramLabel = "NAME", description = "Car following for all: krauss, idm or cityflow.")
    private VehicleType.@Nullable Following model;

    @Option(
            names = "--informed",
            paramLabel = "SHARE",
            description =
                    "Share of drivers, of those whose way is not given, who drive around jams: 0 to 1 (${DEFAULT-VALUE}).")
    private double informed = Traffic.INFORMED_SHARE;

    @Option(
            names = "--expect",
            paramLabel = "RUN",
            description =
                    "Drivers choose ways by the travel times of an earlier run (its --out folder), as on any other day.")
    private @Nullable Path expect;

    @Option(
            names = "--block-nodes",
            description = "Drivers enter a junction also where there is no room behind it, which the rules forbid.")
    private boolean blockNodes;

    @Option(
            names = "--slice-minutes",
            paramLabel = "M",
            defaultValue = "15",
            description = "Links and junctions are told in slices of so many minutes.")
    private double sliceMinutes;

    @Option(names = "--lanes", description = "Tell single lanes in slices as well; costs some time.")
    private boolean lanes;

    @Option(
            names = "--detectors",
            paramLabel = "FILE",
            description = "SUMO additional file whose induction loops are told, instead of the city's own.")
    private @Nullable Path detectors;

    @Option(
            names = "--corridor",
            paramLabel = "A,B",
            split = ",",
            description =
                    "Links on a way; the page draws its time-space diagram. Gaps are filled with the fastest way.")
    private List<String> corridor = List.of();

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Save the city as it is at the end, also after Ctrl-C; --from goes on with it.")
    private @Nullable Path save;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Go on from a saved city, with its seed, step and start, and its demand.")
    private @Nullable Path from;

    @Option(names = "--out", paramLabel = "DIR", description = "Write CSV, Parquet and a summary page there.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace earlier results in --out, and an earlier file of --save.")
    private boolean force;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        check();
        ResultFolder results = out == null ? null : ResultFolder.at(out, force);
        AtomicBoolean stop = new AtomicBoolean();
        try (ProgressLine progress = terminal.progress()) {
            CitySource.Scenario scenario = scenario(progress);
            City city = scenario.city();
            Router router = Router.of(city.network());
            Watch watch =
                    new Watch(sliceMinutes * 60, lanes, Way.of(corridor, city.network(), router), loops(scenario));
            SavedState saved = from == null ? null : SavedState.open(from, RoadNetwork.of(city));
            LongFunction<Experiment> experiments = one -> saved == null
                    ? experiment(city, router, watch, one)
                    : goingOn(experiment(city, router, watch, saved.settings().seed()), saved);
            try (Interrupt _ = Interrupt.onSignal(code -> stop.set(true))) {
                return seeds == null
                        ? one(experiments.apply(seed), results, progress, stop)
                        : series(city, experiments, results, progress, stop);
            }
        }
    }

    private int one(Experiment experiment, @Nullable ResultFolder results, ProgressLine progress, AtomicBoolean stop) {
        Outcome outcome = experiment.run(progress, stop::get);
        progress.close();
        RunReport report = outcome.report();
        if (outcome.ending() == Ending.INTERRUPTED) {
            report.lines().forEach(terminal::say);
            saveCity(outcome);
            if (out != null) {
                terminal.say("Nothing was written; " + out + " is as it was.");
            }
            return ExitCode.INTERRUPTED;
        }
        if (results != null) {
            results.write(outcome);
        }
        if (json) {
            terminal.printJson(report);
        } else {
            terminal.print(report.lines());
            terminal.print(report.pace());
        }
        tellFolder();
        saveCity(outcome);
        return ExitCode.OK;
    }

    /** Ctrl-C ends the seeds that run; those that have ended are told and kept. */
    private int series(
            City city,
            LongFunction<Experiment> experiments,
            @Nullable ResultFolder results,
            ProgressLine progress,
            AtomicBoolean stop) {
        SeriesFolder folder = new SeriesFolder(results, city);
        int wanted = java.util.Objects.requireNonNull(seeds);
        int together = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        List<RunReport> runs =
                new SeedSeries(experiments, seed, wanted, together).run(progress, stop::get, folder::add);
        progress.close();
        if (runs.isEmpty()) {
            terminal.say("No seed has finished.");
            return ExitCode.INTERRUPTED;
        }
        SeriesReport report = folder.finish(wanted, runs);
        if (runs.size() < wanted) {
            report.lines().forEach(terminal::say);
            tellFolder();
            return ExitCode.INTERRUPTED;
        }
        if (json) {
            terminal.printJson(report);
        } else {
            terminal.print(report.lines());
        }
        tellFolder();
        return ExitCode.OK;
    }

    private void saveCity(Outcome outcome) {
        if (save != null) {
            outcome.save(save);
            terminal.say("The city as it is at " + Words.clock(outcome.endSeconds()) + " is in " + save
                    + "; --from goes on with it");
        }
    }

    private void tellFolder() {
        if (out != null) {
            terminal.say("Results are in " + out + "; open " + out.resolve("summary.html"));
        }
    }

    private void check() {
        if (!(stepSeconds >= 0.1 && stepSeconds <= 1)) {
            throw wrong("--step-seconds is 0.1 to 1, not " + stepSeconds);
        }
        if (demand != null && demand.isBlank()) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--demand is a file or 'computed', not an empty name");
        }
        if (hours != null && !(hours > 0 && hours <= 24 * 7)) {
            throw wrong("--hours is more than 0 and at most 168, not " + hours);
        }
        if (seeds != null && !(seeds >= 1 && seeds <= MOST_SEEDS)) {
            throw wrong("--seeds is 1 to " + MOST_SEEDS + ", not " + seeds);
        }
        if (threads != null && !(threads >= 1 && threads <= MOST_THREADS)) {
            throw wrong("--threads is 1 to " + MOST_THREADS + ", not " + threads);
        }
        if (!(informed >= 0 && informed <= 1)) {
            throw wrong("--informed is 0 to 1, not " + informed);
        }
        checkState();
        if (!(sliceMinutes >= 1 && sliceMinutes <= 24 * 60)) {
            throw wrong("--slice-minutes is 1 to 1440, not " + sliceMinutes);
        }
    }

    /** What cannot be is said before hours of computing. */
    private void checkState() {
        if (seeds != null && (save != null || from != null)) {
            throw wrong("--save and --from are for one run, not for --seeds");
        }
        List<String> saved = List.of("--seed", "--start", "--step-seconds", "--informed", "--block-nodes");
        String other = saved.stream()
                .filter(terminal.spec().commandLine().getParseResult()::hasMatchedOption)
                .findFirst()
                .orElse(null);
        if (from != null && other != null) {
            throw wrong(other + " is saved with the city; it cannot be another one with --from");
        }
        if (save == null) {
            return;
        }
        Path whole = save.toAbsolutePath().normalize();
        Path parent = whole.getParent();
        if (parent == null || Files.isDirectory(whole)) {
            throw new BadInput(save.toString(), "it is a folder", "a file", "Name another file");
        }
        if (!Files.isDirectory(parent)) {
            throw new BadInput(
                    save.toString(),
                    "there is no folder " + parent,
                    "a file in a folder that is there",
                    "Make the folder, or name another file");
        }
        Folders.writable(parent, "--save");
        if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(whole, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInput(
                    save.toString(),
                    "it is a link or a device, which would be replaced",
                    "a new file",
                    "Name another file");
        }
        if (Files.exists(save) && !force) {
            throw new BadInput(
                    save.toString(),
                    "it is there already",
                    "a new file",
                    "Name another file, or add --force to replace it");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(terminal.spec().commandLine(), message);
    }

    /** Counts without results are of no use to anybody. */
    private List<Detector> loops(CitySource.Scenario scenario) {
        List<Detector> all = detectors == null
                ? scenario.detectors()
                : CityDetectors.read(detectors, scenario.city().network(), terminal);
        return out == null ? List.of() : CityDetectors.loops(all, terminal);
    }

    private CitySource.Scenario scenario(ProgressLine progress) {
        List<Path> all = new ArrayList<>(sources);
        if (demand != null && !computed() && !isModel()) {
            all.add(Path.of(demand));
        }
        ReadReport report = new ReadReport();
        CitySource.Scenario read = CitySource.of(all).readScenario(report, progress);
        City city = read.city();
        LostTrips lost = new LostTrips(report);
        if (!computed() && !isModel()) {
            report.notes().forEach(terminal::say);
            lost.demandSomeOf(city);
            lost.lines().forEach(terminal::say);
            demandTrips(city);
            tellTripsBeforeStart(city);
        }
        tellConflictingGreens(city);
        return events == null
                ? read
                : new CitySource.Scenario(CityEvents.added(city, events, terminal), read.detectors());
    }

    private void tellTripsBeforeStart(City city) {
        TimeOfDay begin = start;
        if (begin == null) {
            return;
        }
        List<String> early = city.trips().stream()
                .filter(trip -> trip.departSeconds() < begin.seconds())
                .map(Trip::id)
                .toList();
        if (!early.isEmpty()) {
            terminal.say("left out " + Words.plural(early.size(), "trip") + ": departure before the start ("
                    + String.join(", ", early.subList(0, Math.min(PLACES_SHOWN, early.size()))) + ")");
        }
    }

    /** The engine keeps crossing vehicles apart whatever the signals show, but no such plan would be switched on. */
    private void tellConflictingGreens(City city) {
        List<Finding> wrong = CityCheck.signals(city).stream()
                .filter(f -> f.kind() == Finding.Kind.CONFLICTING_GREENS)
                .toList();
        if (!wrong.isEmpty()) {
            terminal.say(Words.plural(wrong.size(), "signal") + " with conflicting greens, driven as they are ("
                    + wrong.stream().limit(PLACES_SHOWN).map(Finding::id).collect(Collectors.joining(", "))
                    + "); 'meridian city validate' says more");
        }
    }

    /** Who names a demand wants that one, and no estimate in its place. */
    private void demandTrips(City city) {
        if (demand != null && city.trips().isEmpty()) {
            throw new BadInput(
                    demand,
                    "it has no trips",
                    "trips on roads of this network",
                    "Name another file, or --demand computed");
        }
    }

    private boolean computed() {
        return COMPUTED.equalsIgnoreCase(demand);
    }

    private boolean isModel() {
        return demand != null && (demand.endsWith(".yaml") || demand.endsWith(".yml"));
    }

    private Experiment experiment(City city, Router router, Watch watch, long seed) {
        Traffic traffic = traffic(city, seed);
        TripSource trips = model == null ? traffic.trips() : DriverModel.applied(model, traffic.trips());
        double begin = start == null ? traffic.usualStartSeconds() : start.seconds();
        OptionalDouble seconds = hours != null
                ? OptionalDouble.of(hours * HOUR)
                : traffic.computed() ? OptionalDouble.of(HOUR) : OptionalDouble.empty();
        return new Experiment(
                city,
                trips,
                traffic.origin(),
                new RouterWays(router),
                new RoadSettings(stepSeconds, seed, begin)
                        .withThreads(seeds == null && threads != null ? threads : 1)
                        .withInformed(informed)
                        .withNodesKeptClear(!blockNodes),
                seconds,
                expect == null ? null : EarlierTimes.of(expect, city.network()),
                watch,
                null);
    }

    /** The same from where a saved city is. */
    private Experiment goingOn(Experiment anew, SavedState saved) {
        return anew.from(
                saved,
                "Goes on from " + from + "; counts are of the day since "
                        + Words.clock(saved.settings().startSeconds())
                        + ", times of trips that are completed from now on.");
    }

    private Traffic traffic(City city, long seed) {
        if (demand != null && isModel()) {
            Path model = CitySource.of(List.of(Path.of(demand))).files().getFirst();
            return Traffic.modelled(city, DemandFile.read(model), seed);
        }
        return computed() ? Traffic.computed(city, seed) : Traffic.of(city, seed);
    }
}
