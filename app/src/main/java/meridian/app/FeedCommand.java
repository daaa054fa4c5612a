package meridian.app;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import meridian.app.access.RunningInstance;
import meridian.app.city.CitySource;
import meridian.app.live.MoreTrips;
import meridian.app.live.RouterWays;
import meridian.app.live.Traffic;
import meridian.app.machine.Folders;
import meridian.app.machine.Interrupt;
import meridian.app.terminal.ProgressLine;
import meridian.app.terminal.Terminal;
import meridian.app.terminal.Words;
import meridian.app.twin.FeedText;
import meridian.bench.assimilation.AssimilationBench;
import meridian.field.LinkReport;
import meridian.field.OutsideCity;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.model.event.Period;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.model.network.Access;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.TripLog;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Plays a city outside, for whoever has no real one to connect yet. */
@Command(
        name = "feed",
        description =
                "Plays a city outside that the running one is to follow: the same streets with other drivers, and reports what"
                        + " it counts at signals once a minute, as a real feed would, marked simulated (docs/assimilation.md).",
        footer = {"", "Example: meridian feed bologna/joined --demand 1.15 --close a53[0]_0", "Ctrl-C ends it."})
final class FeedCommand implements Callable<Integer> {
    private static final int MINUTE = 60;
    private static final long LOOK_NANOS = 100_000_000L;
    private static final double MOST_DEMAND = 2;

    @Mixin
    private Terminal terminal = new Terminal();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The city that is running, in any format.")
    private List<Path> files = List.of();

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder of the running city.")
    private @Nullable Path data;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Of the drivers outside (${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--demand",
            paramLabel = "X",
            defaultValue = "1.15",
            description = "Times as many trips as the city has, 1 to 2 (${DEFAULT-VALUE}).")
    private double demand;

    @Option(names = "--close", paramLabel = "LINK_LANE", description = "A lane that is closed outside, as in a53_0.")
    private @Nullable String closed;

    @Option(names = "--minutes", paramLabel = "N", description = "Ends after so many simulated minutes.")
    private @Nullable Integer minutes;

    private volatile boolean stopped;

    /** As in openapi.yaml. */
    record ClockBody(double seconds, double speed, boolean paused, boolean filling) {}

    record TakenBody(int taken, List<Object> mistakes) {}

    @Override
    public Integer call() {
        if (!(demand >= 1 && demand <= MOST_DEMAND) || minutes != null && minutes < 1) {
            throw new ParameterException(terminal.spec().commandLine(), "--demand is 1 to 2 and --minutes 1 or more");
        }
        Path folder = Folders.privateFolder(Folders.ofThisUser(data).data(), "--data");
        try (RunningInstance instance = RunningInstance.of(folder);
                Interrupt _ = Interrupt.onSignal(_ -> stopped = true)) {
            City city = read();
            try (OutsideCity outside = new OutsideCity(city, engine(city))) {
                catchUp(instance, outside);
                report(instance, city, outside);
            }
            return ExitCode.OK;
        } catch (RunningInstance.Refused e) {
            terminal.say("refused: " + e.getMessage());
            return ExitCode.FAILURE;
        }
    }

    private City read() {
        try (ProgressLine progress = terminal.progress()) {
            return CitySource.of(files).read(new ReadReport(), progress);
        }
    }

    private RoadEngine engine(City city) {
        RoadNetwork road = RoadNetwork.of(city);
        Traffic traffic = Traffic.of(city, seed);
        TripSource trips = traffic.computed()
                ? new MoreTrips(traffic.trips(), Traffic.of(city, seed + 1).trips(), demand - 1, seed)
                : TripSource.of(AssimilationBench.more(city.trips(), demand - 1, seed));
        RoadSettings settings =
                RoadSettings.startingAt(traffic.usualStartSeconds(), seed).withInformed(Traffic.INFORMED_SHARE);
        RoadEngine engine = new RoadEngine(road, trips, new RouterWays(city.network()), TripLog.NONE, settings);
        city.events().forEach(engine::apply);
        if (closed != null) {
            engine.apply(lane(city, closed));
        }
        return engine;
    }

    private static LaneClosed lane(City city, String name) {
        int cut = name.lastIndexOf('_');
        for (int link = 0; cut > 0 && link < city.network().links().size(); link++) {
            if (city.network().link(link).id().equals(name.substring(0, cut))) {
                String lane = name.substring(cut + 1);
                int lanes = city.network().link(link).lanes().size();
                if (lane.matches("\\d{1,2}") && Integer.parseInt(lane) < lanes) {
                    return new LaneClosed(link, Integer.parseInt(lane), Access.NONE, Period.ALWAYS);
                }
            }
        }
        throw new BadInput(
                "--close " + name,
                "there is no such lane",
                "a link's id, _ and the lane's number from the kerb, from 0",
                "Look the link up on the map");
    }

    private void catchUp(RunningInstance instance, OutsideCity outside) {
        try (ProgressLine progress = terminal.progress()) {
            double now = clock(instance).seconds();
            double begin = outside.timeSeconds();
            while (outside.timeSeconds() < now && !stopped) {
                outside.runTo(Math.min(now, outside.timeSeconds() + MINUTE));
                progress.at(
                        "streets outside fill, s", Math.round(outside.timeSeconds() - begin), Math.round(now - begin));
                now = clock(instance).seconds();
            }
        }
        List<LinkReport> _ = outside.report(Instant.now());
        terminal.say("Reports what is counted at " + Words.count(outside.stationCount())
                + " stations, once a simulated minute. Ctrl-C ends it.");
    }

    private ClockBody clock(RunningInstance instance) {
        return instance.ask("api/clock", ClockBody.class);
    }

    private void report(RunningInstance instance, City city, OutsideCity outside) {
        FeedText text = new FeedText(city);
        double next = outside.timeSeconds() + MINUTE;
        for (int told = 0; !stopped && (minutes == null || told < minutes); ) {
            if (clock(instance).seconds() < next) {
                LockSupport.parkNanos(LOOK_NANOS);
                continue;
            }
            outside.runTo(next);
            TakenBody taken = instance.bring(text.lines(outside.report(Instant.now())), TakenBody.class);
            if (!taken.mistakes().isEmpty()) {
                terminal.say("not understood: " + taken.mistakes().getFirst());
            }
            told++;
            terminal.say(String.format(
                    Locale.ROOT,
                    "minute %d: %,d vehicles outside, %,d observations taken",
                    told,
                    outside.vehicleCount(),
                    taken.taken()));
            next += MINUTE;
        }
    }
}
