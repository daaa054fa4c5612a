package meridian.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import meridian.app.city.CitySource;
import meridian.app.city.LostTrips;
import meridian.app.demand.DemandFile;
import meridian.app.live.RouterWays;
import meridian.app.live.Traffic;
import meridian.app.machine.Interrupt;
import meridian.app.run.DriverModel;
import meridian.app.run.Ending;
import meridian.app.run.Experiment;
import meridian.app.run.Outcome;
import meridian.app.run.ResultFolder;
import meridian.app.run.RunReport;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;
import meridian.sim.road.RoadSettings;
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
            "Example: meridian run bologna/joined --seed 7 --out results"
        })
final class RunCommand implements Callable<Integer> {
    private static final String COMPUTED = "computed";
    private static final double HOUR = 3600;

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

    @Option(names = "--step-seconds", paramLabel = "S", defaultValue = "1", description = "0.1 to 1; 1 is usual.")
    private double stepSeconds;

    @Option(names = "--model", paramLabel = "NAME", description = "Car following for all: krauss or idm.")
    private VehicleType.@Nullable Following model;

    @Option(names = "--out", paramLabel = "DIR", description = "Write CSV, Parquet and a summary page there.")
    private @Nullable Path out;

    @Option(names = "--force", description = "Replace earlier results in --out.")
    private boolean force;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        check();
        ResultFolder results = out == null ? null : ResultFolder.at(out, force);
        AtomicBoolean stop = new AtomicBoolean();
        Outcome outcome;
        try (ProgressLine progress = terminal.progress()) {
            City city = city(progress);
            Experiment experiment = experiment(city);
            try (Interrupt _ = Interrupt.onSignal(code -> stop.set(true))) {
                outcome = experiment.run(progress, stop::get);
            }
        }
        RunReport report = outcome.report();
        if (outcome.ending() == Ending.INTERRUPTED) {
            report.lines().forEach(terminal::say);
            if (out != null) {
                terminal.say("Nothing was written; " + out + " is as it was.");
            }
            return ExitCode.INTERRUPTED;
        }
        if (results != null) {
            results.write(outcome);
        }
        print(report);
        return ExitCode.OK;
    }

    private void check() {
        if (!(stepSeconds >= 0.1 && stepSeconds <= 1)) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--step-seconds is 0.1 to 1, not " + stepSeconds);
        }
        if (demand != null && demand.isBlank()) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--demand is a file or 'computed', not an empty name");
        }
        if (hours != null && !(hours > 0 && hours <= 24 * 7)) {
            throw new ParameterException(
                    terminal.spec().commandLine(), "--hours is more than 0 and at most 168, not " + hours);
        }
    }

    private City city(ProgressLine progress) {
        List<Path> all = new ArrayList<>(sources);
        if (demand != null && !computed() && !isModel()) {
            all.add(Path.of(demand));
        }
        ReadReport report = new ReadReport();
        City city = CitySource.of(all).read(report, progress);
        LostTrips lost = new LostTrips(report);
        if (!computed() && !isModel()) {
            report.notes().forEach(terminal::say);
            lost.demandSomeOf(city);
            lost.lines().forEach(terminal::say);
            demandTrips(city);
        }
        return city;
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

    private Experiment experiment(City city) {
        Traffic traffic = traffic(city);
        TripSource trips = model == null ? traffic.trips() : DriverModel.applied(model, traffic.trips());
        double begin = start == null ? traffic.usualStartSeconds() : start.seconds();
        OptionalDouble seconds = hours != null
                ? OptionalDouble.of(hours * HOUR)
                : traffic.computed() ? OptionalDouble.of(HOUR) : OptionalDouble.empty();
        return new Experiment(
                city,
                trips,
                traffic.origin(),
                new RouterWays(city.network()),
                new RoadSettings(stepSeconds, seed, begin),
                seconds);
    }

    private Traffic traffic(City city) {
        if (demand != null && isModel()) {
            Path model = CitySource.of(List.of(Path.of(demand))).files().getFirst();
            return Traffic.modelled(city, DemandFile.read(model), seed);
        }
        return computed() ? Traffic.computed(city, seed) : Traffic.of(city, seed);
    }

    private void print(RunReport report) {
        if (json) {
            terminal.printJson(report);
        } else {
            terminal.print(report.lines());
            terminal.print(report.pace());
        }
        if (out != null) {
            terminal.say("Results are in " + out + "; open " + out.resolve("summary.html"));
        }
    }
}
