package meridian.bench.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import meridian.formats.Progress;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadNetwork;
import meridian.sim.road.RoadSettings;
import meridian.sim.road.TripLog;
import meridian.sim.road.Watcher;
import meridian.sim.route.Router;

/**
 * Runs one city after the other, again and again with other random numbers, and checks every step ({@link Watcher}) until
 * enough vehicles have moved. Rounds alternate between one thread and two, and between steps of 1 s and 0.5 s.
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
        RoadSettings settings =
                new RoadSettings(seed % 3 == 0 ? 0.5 : 1, seed, run.startSeconds()).withThreads(seed % 2 == 0 ? 2 : 1);
        try (RoadEngine engine =
                new RoadEngine(RoadNetwork.of(run.city()), run.trips(), query::perceived, TripLog.NONE, settings)) {
            return run(where, seed, engine, run.startSeconds() + run.seconds(), stop);
        }
    }

    private Checked run(SoakCase where, long seed, RoadEngine engine, double until, BooleanSupplier stop) {
        Watcher watcher = new Watcher(engine);
        List<String> broken = new ArrayList<>();
        long before = updates;
        long steps = 0;
        while (broken.isEmpty()
                && !engine.done()
                && engine.timeSeconds() < until
                && updates < wanted
                && !stop.getAsBoolean()) {
            for (String what : watched(watcher)) {
                if (broken.size() < MOST_OF_A_RUN) {
                    broken.add(String.format(Locale.ROOT, "at %.1f s: %s", engine.timeSeconds(), what));
                }
            }
            steps++;
            updates = before + engine.updateCount();
            progress.at("vehicle updates", Math.min(updates, wanted), wanted);
        }
        return new Checked(where.word(), seed, engine.updateCount(), steps, engine.arrivedCount(), broken);
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
