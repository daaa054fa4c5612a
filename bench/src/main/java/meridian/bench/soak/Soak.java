package meridian.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import meridian.formats.Progress;
import meridian.model.demand.TripSource;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.TripLog;
import meridian.sim.road.Watcher;
import meridian.sim.route.Router;
import org.jspecify.annotations.Nullable;

/**
 * Runs one city after the other, again and again with other random numbers, and checks every step ({@link Watcher}) until
 * enough vehicles have moved. Rounds alternate between one thread and two, between steps of 1 s and 0.5 s, between drivers who
 * hear of jams and drivers who do not, and between quiet days and those on which something happens ({@link Disturbances}). In
 * the middle of a run the city is forked, and the fork goes on.
 */
public final class Soak {
    /** More than this of one run says nothing new. */
    private static final int MOST_OF_A_RUN = 5;

    /**
     * One run.
     *
     * @param broken what did not hold, with its second; the run ended at the first such step
     */
    public record Checked(String city, long seed, long updates, long steps, long arrived, List<String> broken) {
        public Checked {
            broken = List.copyOf(broken);
        }
    }

    private final long wanted;
    private final Progress progress;
    private long updates;

    /** @param updates vehicles moved, each step counted */
    public Soak(long updates, Progress progress) {
        this.wanted = updates;
        this.progress = progress;
    }

    /**
     * Runs until enough have moved or somebody wants it to end.
     *
     * @param stop asked after each step
     */
    public List<Checked> run(BooleanSupplier stop) {
        List<Checked> all = new ArrayList<>();
        for (long round = 1; updates < wanted && !stop.getAsBoolean(); round++) {
            for (SoakCase where : SoakCase.here()) {
                if (updates < wanted && !stop.getAsBoolean()) {
                    all.add(run(where, round, stop));
                }
            }
        }
        return all;
    }

    private Checked run(SoakCase where, long seed, BooleanSupplier stop) {
        SoakCase.Run run = where.run(seed);
        Router.Query query = Router.of(run.city().network()).query();
        boolean quiet = seed % 2 == 1;
        RoadSettings settings = new RoadSettings(seed % 3 == 0 ? 0.5 : 1, seed, run.startSeconds())
                .withThreads(seed % 4 < 2 ? 2 : 1)
                .withInformed(seed % 5 < 2 ? 0.7 : 0);
        TripSource trips = quiet ? run.trips() : Disturbances.withEmergencies(run.trips(), seed);
        Day day = new Day(run, quiet ? null : new Disturbances(run.city(), seed, run.startSeconds()), stop);
        try (RoadEngine first =
                new RoadEngine(RoadNetwork.of(run.city()), trips, query::perceived, TripLog.NONE, settings)) {
            watch(first, run.startSeconds() + run.seconds() / 4, day);
            if (!day.broken.isEmpty() || first.done()) {
                return day.checked(where, seed, first);
            }
            try (RoadEngine fork = first.fork(TripLog.NONE)) {
                watch(fork, run.startSeconds() + run.seconds(), day);
                return day.checked(where, seed, fork);
            }
        }
    }

    /** What one run is about and what came of it. */
    private final class Day {
        final SoakCase.Run run;
        final @Nullable Disturbances disturbances;
        final BooleanSupplier stop;
        final List<String> broken = new ArrayList<>();
        final long before = updates;
        long steps;

        Day(SoakCase.Run run, @Nullable Disturbances disturbances, BooleanSupplier stop) {
            this.run = run;
            this.disturbances = disturbances;
            this.stop = stop;
        }

        Checked checked(SoakCase where, long seed, RoadEngine last) {
            return new Checked(where.word(), seed, last.updateCount(), steps, last.arrivedCount(), broken);
        }
    }

    private void watch(RoadEngine engine, double until, Day day) {
        Watcher watcher = new Watcher(engine);
        while (day.broken.isEmpty()
                && !engine.done()
                && engine.timeSeconds() < until
                && updates < wanted
                && !day.stop.getAsBoolean()) {
            if (day.disturbances != null) {
                day.disturbances.happen(engine);
            }
            for (String what : watched(watcher)) {
                if (day.broken.size() < MOST_OF_A_RUN) {
                    day.broken.add(String.format(Locale.ROOT, "at %.1f s: %s", engine.timeSeconds(), what));
                }
            }
            day.steps++;
            updates = day.before + engine.updateCount();
            progress.at("vehicle updates", Math.min(updates, wanted), wanted);
        }
    }

    /** A step that throws is a broken one: the night goes on with the next city. */
    private static List<String> watched(Watcher watcher) {
        try {
            return watcher.step();
        } catch (RuntimeException e) {
            return List.of("the step threw " + e);
        }
    }
}
