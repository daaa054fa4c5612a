package meridian.app.signals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import meridian.formats.Progress;

/** Many simulated runs, some at a time; each has one thread, so what comes out does not depend on how many. */
public final class SideBySide {
    private static final long LOOK_MILLIS = 200;

    /** A run that gives something. */
    @FunctionalInterface
    public interface Task<T> {
        /** @param passed to be told each simulated second */
        T run(IntConsumer passed);
    }

    private final int together;
    private final AtomicLong done = new AtomicLong();

    public SideBySide(int together) {
        this.together = together;
    }

    /**
     * What all of them give, in their order. The first that fails ends all.
     *
     * @param seconds that all of them simulate
     */
    public <T> List<T> run(List<Task<T>> tasks, long seconds, Progress progress) {
        List<T> results = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(together, tasks.size())));
        try {
            List<Future<T>> begun = tasks.stream()
                    .map(task -> pool.submit(() -> task.run(_ -> passed())))
                    .toList();
            for (Future<T> run : begun) {
                results.add(waitFor(run, tasks.size(), seconds, progress));
            }
        } finally {
            pool.shutdownNow();
        }
        return results;
    }

    private void passed() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("another run has failed");
        }
        done.incrementAndGet();
    }

    private <T> T waitFor(Future<T> run, int runs, long seconds, Progress progress) {
        while (true) {
            try {
                return run.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.at(runs + " runs", done.get(), seconds);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while signals were controlled", e);
            }
        }
    }
}
