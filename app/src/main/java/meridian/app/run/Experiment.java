package meridian.app.run;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import meridian.formats.Progress;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.RouteFinder;
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
 */
public record Experiment(
        City city,
        TripSource trips,
        String origin,
        RouteFinder routes,
        RoadSettings settings,
        OptionalDouble seconds,
        @Nullable TravelTimes expected,
        Watch watch) {
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
        this(city, trips, origin, routes, settings, seconds, null, watch);
    }

    /** Readers refuse as many vehicles in a file; nor may they pile up before a network that cannot take them. */
    private static final int MOST_WAITING = 2_000_000;

    /**
     * Runs it on this thread.
     *
     * @param stop asked after every step whether to end early
     */
    public Outcome run(Progress progress, BooleanSupplier stop) {
        long begin = System.nanoTime();
        TripSheet sheet = new TripSheet();
        RoadNetwork road = RoadNetwork.of(city);
        try (RoadEngine engine = new RoadEngine(road, sheet.noting(trips), routes, sheet, settings)) {
            city.events().forEach(engine::apply);
            engine.expect(expected);
            return run(engine, sheet, progress, stop, begin);
        }
    }

    /** The engine's threads end with this; what it has recorded can still be read. */
    private Outcome run(RoadEngine engine, TripSheet sheet, Progress progress, BooleanSupplier stop, long begin) {
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
            tell(progress, engine);
            ending = ending(engine, stop, minute ? standstill.reachedAfter(engine) : null);
        }
        timeline.add(moment(engine));
        recorder.ended(engine);
        double computed = (System.nanoTime() - begin) / 1e9;
        return new Outcome(this, ending, engine, sheet, timeline, recorder, computed);
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

    private @Nullable Ending ending(RoadEngine engine, BooleanSupplier stop, @Nullable Ending stuck) {
        if (stop.getAsBoolean()) {
            return Ending.INTERRUPTED;
        }
        if (seconds.isPresent()) {
            boolean over = engine.timeSeconds() >= settings.startSeconds() + seconds.getAsDouble() - 1e-6;
            return over ? Ending.TIME_UP : null;
        }
        if (engine.done()) {
            return Ending.ALL_ARRIVED;
        }
        return stuck;
    }

    private void tell(Progress progress, RoadEngine engine) {
        if (seconds.isPresent()) {
            progress.at("simulating seconds", (long) (engine.timeSeconds() - settings.startSeconds()), (long)
                    seconds.getAsDouble());
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
