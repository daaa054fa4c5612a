package meridian.app.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import meridian.formats.Progress;
import org.jspecify.annotations.Nullable;

/**
 * The same experiment with several seeds, some of them at the same time. Each seed has an engine and a thread of its own and
 * gives the same as if it ran alone.
 */
public final class SeedSeries {
    private static final long LOOK_MILLIS = 200;

    private final LongFunction<Experiment> experiments;
    private final long firstSeed;
    private final int count;
    private final int threads;
    private final AtomicBoolean failed = new AtomicBoolean();
    private final AtomicLongArray done;
    private final AtomicLongArray total;

    /**
     * @param experiments makes the experiment of a seed; called on the threads of the series
     * @param count seeds {@code firstSeed}, {@code firstSeed + 1}, …
     * @param threads seeds at a time
     */
    public SeedSeries(LongFunction<Experiment> experiments, long firstSeed, int count, int threads) {
        this.experiments = experiments;
        this.firstSeed = firstSeed;
        this.count = count;
        this.threads = threads;
        done = new AtomicLongArray(count);
        total = new AtomicLongArray(count);
    }

    /**
     * Runs all seeds.
     *
     * @param progress told on the calling thread
     * @param stop asked after every step of every seed whether to end early
     * @param finished told of each seed that ran to its end, on that seed's thread; its outcome is not kept
     * @return the reports of the seeds that ran to their end, in order of seeds
     */
    public List<RunReport> run(Progress progress, BooleanSupplier stop, Consumer<Outcome> finished) {
        List<RunReport> reports = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(Math.min(threads, count))) {
            try {
                List<Future<@Nullable RunReport>> seeds = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    int index = i;
                    seeds.add(pool.submit(() -> one(index, () -> stop.getAsBoolean() || failed.get(), finished)));
                }
                for (Future<@Nullable RunReport> seed : seeds) {
                    RunReport report = waitFor(seed, progress);
                    if (report != null) {
                        reports.add(report);
                    }
                }
            } finally {
                failed.set(true);
            }
        }
        return reports;
    }

    private @Nullable RunReport one(int index, BooleanSupplier stop, Consumer<Outcome> finished) {
        if (stop.getAsBoolean()) {
            return null;
        }
        Outcome outcome = experiments
                .apply(firstSeed + index)
                .run(
                        (what, part, whole) -> {
                            done.set(index, part);
                            total.set(index, whole);
                        },
                        stop);
        if (outcome.ending() == Ending.INTERRUPTED) {
            return null;
        }
        finished.accept(outcome);
        done.set(index, total.get(index));
        return outcome.report();
    }

    private @Nullable RunReport waitFor(Future<@Nullable RunReport> seed, Progress progress) {
        while (true) {
            try {
                return seed.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                tell(progress);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a seed ran", e);
            }
        }
    }

    /** All seeds are about as long as those that have begun. */
    private void tell(Progress progress) {
        long sum = 0;
        long largest = 0;
        for (int i = 0; i < count; i++) {
            sum += done.get(i);
            largest = Math.max(largest, total.get(i));
        }
        progress.at(count + " seeds", sum, largest > 0 ? Math.max(sum, largest * count) : -1);
    }
}
