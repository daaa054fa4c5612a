package meridian.bench.sumo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.LongStream;
import meridian.formats.Formats;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.City;

/**
 * Runs both simulators on the same files with several seeds each, the seeds side by side on as many threads as are asked
 * for, and compares them. What comes out does not depend on the number of threads.
 */
public final class SumoBench {
    private final SumoResults results;
    private final String version;
    private final Routes routes;
    private final int threads;
    private final Progress progress;

    /** @param progress told from the calling thread only */
    public SumoBench(Sumo sumo, Path cache, Routes routes, int threads, Progress progress) {
        this.results = new SumoResults(sumo, cache);
        this.version = sumo.version();
        this.routes = routes;
        this.threads = threads;
        this.progress = progress;
    }

    /** Both simulators on a scene with seeds 1 to {@code seeds}. */
    public SceneComparison compare(Scene scene, Path place, int seeds) {
        City city = Formats.read(scene.files(place), new ReadReport(), Progress.NONE);
        Map<String, Integer> linkOf = LinkHour.index(city.network());
        LongAdder computed = new LongAdder();
        List<SeedRun> theirs = all(
                seeds,
                seed -> {
                    SeedRun run = results.of(scene, place, seed, linkOf);
                    computed.increment();
                    return run;
                },
                () -> progress.at("SUMO on " + scene.name() + ", seeds", computed.sum(), seeds));
        LongAdder simulated = new LongAdder();
        MeridianHour hour = new MeridianHour(city, scene.beginSeconds(), routes);
        long expected = Math.round(theirs.stream()
                .mapToDouble(run -> run.endSeconds() - scene.beginSeconds())
                .sum());
        List<SeedRun> ours = all(
                seeds,
                seed -> hour.run(seed, routes == Routes.SUMO ? results.ways(scene, place, seed) : Map.of(), simulated),
                () -> progress.at("Meridian on " + scene.name(), Math.min(expected - 1, simulated.sum()), expected));
        return SceneComparison.of(scene, city.network(), theirs, ours, version);
    }

    private List<SeedRun> all(int seeds, Function<Long, SeedRun> run, Runnable tell) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            try {
                List<Future<SeedRun>> running = LongStream.rangeClosed(1, seeds)
                        .mapToObj(seed -> pool.submit(() -> run.apply(seed)))
                        .toList();
                List<SeedRun> done = new ArrayList<>();
                for (Future<SeedRun> one : running) {
                    done.add(waitFor(one, tell));
                }
                return done;
            } finally {
                pool.shutdownNow();
            }
        }
    }

    private static SeedRun waitFor(Future<SeedRun> run, Runnable tell) {
        while (true) {
            try {
                return run.get(200, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                tell.run();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a seed ran", e);
            }
        }
    }
}
