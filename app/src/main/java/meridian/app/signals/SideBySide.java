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
import java.util.function.Function;
import meridian.formats.Progress;

/** Many runs, so many at a time; each has one thread, so what comes out does not depend on how many. One use. */
public final class SideBySide {
    private static final long LOOK_MILLIS = 200;

    private final int together;
    private final AtomicLong done = new AtomicLong();

    public SideBySide(int together) {
        this.together = together;
    }

    /**
     * Runs all and gives what came of them, in their order. The first that fails ends the series.
     *
     * @param run must call {@link #passed} for each second
     * @param seconds of all together, for the progress
     */
    public <J, R> List<R> run(List<J> jobs, Function<J, R> run, long seconds, Progress progress) {
        List<R> results = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(together, jobs.size()));
        try {
            List<Future<R>> begun =
                    jobs.stream().map(job -> pool.submit(() -> run.apply(job))).toList();
            for (Future<R> one : begun) {
                results.add(waitFor(one, jobs.size(), progress, seconds));
            }
        } finally {
            pool.shutdownNow();
        }
        return results;
    }

    /** A second of a run has passed. */
    public void passed() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("another run has failed");
        }
        done.incrementAndGet();
    }

    private <R> R waitFor(Future<R> run, int runs, Progress progress, long seconds) {
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
