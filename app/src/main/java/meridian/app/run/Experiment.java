package meridian.app.run;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import meridian.formats.Progress;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.model.event.RoadEvent;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
import meridian.sim.road.SavedState;
import meridian.sim.road.TravelTimes;
import org.jspecify.annotations.Nullable;

/**
 * A city, its trips and how long to watch them.
 *
 * @param city where
 * @param trips who drives
 * @param origin one sentence that says where the trips come from
 * @param routes ways for trips that have none
 * @param settings step, seed and start
 * @param seconds how long; empty: until all have arrived or nothing moves any more
 * @param expected travel times that drivers know ahead; null: they hear of those that others have just needed
 * @param watch what to write down meanwhile
 * @param from the saved city that goes on; null: an empty one begins
 */
public record Experiment(
        City city,
        TripSource trips,
        String origin,
        RouteFinder routes,
        RoadSettings settings,
        OptionalDouble seconds,
        @Nullable TravelTimes expected,
        Watch watch,
        @Nullable SavedState from) {
    private static final double MINUTE = 60;

    /** Drivers hear of the travel times that others have just needed. */
    public Experiment(
            City city,
            TripSource trips,
            String origin,
            RouteFinder routes,
            RoadSettings settings,
            OptionalDouble seconds,
            Watch watch) {
        this(city, trips, origin, routes, settings, seconds, null, watch, null);
    }

    /** Readers refuse as many vehicles in a file; nor may they pile up before a network that cannot take them. */
    private static final int MOST_WAITING = 2_000_000;

    /** The same, but it goes on from a saved city, with its settings. */
    public Experiment from(SavedState saved, String sentence) {
        return new Experiment(
                city,
                trips,
                origin + " " + sentence,
                routes,
                saved.settings().withThreads(settings.threads()),
                seconds,
                expected,
                watch,
                saved);
    }

    /**
     * Runs it on this thread.
     *
     * @param stop asked after every step whether to end early
     */
    public Outcome run(Progress progress, BooleanSupplier stop) {
        long begin = System.nanoTime();
        TripSheet sheet = new TripSheet();
        try (RoadEngine engine = from == null ? begun(sheet) : goneOn(from, sheet)) {
            return run(engine, sheet, progress, stop, begin);
        }
    }

    private RoadEngine begun(TripSheet sheet) {
        RoadEngine engine = new RoadEngine(RoadNetwork.of(city), sheet.noting(trips), routes, sheet, settings);
        city.events().forEach(engine::apply);
        engine.expect(expected);
        return engine;
    }

    private RoadEngine goneOn(SavedState saved, TripSheet sheet) {
        RoadEngine engine = saved.engine(sheet.noting(trips), routes, sheet, settings.threads());
        sheet.goOn(engine.begunTrips(), engine.nextTrip());
        if (!engine.knowsDemand()) {
            engine.close();
            throw new BadInput(
                    saved.file().toString(),
                    "the demand has no trip " + engine.nextTrip().orElseThrow().id() + ", which it expects next",
                    "the trips that it was saved with",
                    "Name the files and the --demand that were used when it was saved");
        }
        if (!Arrays.equals(saved.note(), DemandDigest.of(trips, engine.nextTrip()))) {
            engine.close();
            throw new BadInput(
                    saved.file().toString(),
                    "other trips come next than those that it was saved with",
                    "the trips that it was saved with, with the same --model",
                    "Name the files, the --demand and the --model that were used when it was saved");
        }
        List<RoadEvent> known = engine.events();
        city.events().stream().filter(event -> !known.contains(event)).forEach(engine::apply);
        if (expected != null) {
            engine.expectAgain(expected);
        }
        return engine;
    }

    /** The engine's threads end with this; what it has recorded can still be read. */
    private Outcome run(RoadEngine engine, TripSheet sheet, Progress progress, BooleanSupplier stop, long begin) {
        Outcome.Begin start = Outcome.Begin.of(engine);
        double endSeconds = start.seconds() + seconds.orElse(Double.POSITIVE_INFINITY);
        Timeline timeline = new Timeline();
        Recorder recorder = new Recorder(watch, city, engine);
        Standstill standstill = new Standstill(city.network().links().size());
        @Nullable Ending ending = null;
        while (ending == null) {
            double before = engine.timeSeconds();
            engine.step();
            recorder.stepped(engine);
            double now = engine.timeSeconds();
            boolean minute = Math.floor(now / MINUTE) > Math.floor(before / MINUTE);
            if (minute) {
                timeline.add(moment(engine));
                demandRoom(engine);
            }
            tell(progress, engine, start.seconds());
            ending = ending(engine, endSeconds, stop, minute ? standstill.reachedAfter(engine) : null);
        }
        timeline.add(moment(engine));
        recorder.ended(engine);
        double computed = (System.nanoTime() - begin) / 1e9;
        return new Outcome(this, ending, engine, start, sheet, timeline, recorder, computed);
    }

    private void demandRoom(RoadEngine engine) {
        if (engine.waitingCount() > MOST_WAITING) {
            throw new BadInput(
                    "demand, second " + Math.round(engine.timeSeconds()) + " of the day",
                    engine.waitingCount() + " trips wait to enter, and " + engine.insertedCount() + " have entered",
                    "at most " + MOST_WAITING + " trips that wait outside",
                    "Ask for fewer trips, or simulate the network that they were meant for");
        }
    }

    private @Nullable Ending ending(
            RoadEngine engine, double endSeconds, BooleanSupplier stop, @Nullable Ending stuck) {
        if (stop.getAsBoolean()) {
            return Ending.INTERRUPTED;
        }
        if (seconds.isPresent()) {
            return engine.timeSeconds() >= endSeconds - 1e-6 ? Ending.TIME_UP : null;
        }
        if (engine.done()) {
            return Ending.ALL_ARRIVED;
        }
        return stuck;
    }

    private void tell(Progress progress, RoadEngine engine, double beginSeconds) {
        if (seconds.isPresent()) {
            progress.at(
                    "simulating seconds", (long) (engine.timeSeconds() - beginSeconds), (long) seconds.getAsDouble());
        } else {
            OptionalLong all = trips.count();
            progress.at("trips arrived", engine.arrivedCount(), all.orElse(-1));
        }
    }

    private static Timeline.Moment moment(RoadEngine engine) {
        return new Timeline.Moment(
                engine.timeSeconds(),
                engine.vehicleCount(),
                engine.waitingCount(),
                engine.insertedCount(),
                engine.arrivedCount());
    }
}
