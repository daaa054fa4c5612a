package meridian.app.corridor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import meridian.act.corridor.CorridorTrial;
import meridian.act.corridor.CorridorTrip;
import meridian.app.signals.SignalScenario;
import meridian.formats.Progress;

/** The same trial with several seeds, side by side; each has one thread, so what comes out does not depend on how many there are. */
public final class CorridorSeries {
    private static final long LOOK_MILLIS = 200;

    /** A trial in a city. */
    public record Job(SignalScenario scenario, CorridorTrial trial) {}

    private final List<Job> jobs;
    private final int together;
    private final AtomicLong done = new AtomicLong();

    public CorridorSeries(List<Job> jobs, int together) {
        this.jobs = List.copyOf(jobs);
        this.together = together;
    }

    /** All trips, in the order of the jobs. The first that fails ends the series. */
    public List<CorridorTrip> run(Progress progress) {
        long all = jobs.stream().mapToLong(job -> job.trial().trips()).sum();
        List<CorridorTrip> trips = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(together, jobs.size()));
        try {
            List<Future<List<CorridorTrip>>> begun =
                    jobs.stream().map(job -> pool.submit(() -> one(job))).toList();
            for (Future<List<CorridorTrip>> series : begun) {
                trips.addAll(waitFor(series, progress, all));
            }
        } finally {
            pool.shutdownNow();
        }
        return trips;
    }

    private List<CorridorTrip> one(Job job) {
        SignalScenario in = job.scenario();
        return job.trial().run(in.city(), in.road(), in.router(), in.routes(), TripEnds.of(in.city()), _ -> passed());
    }

    private void passed() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("another series has failed");
        }
        done.incrementAndGet();
    }

    private List<CorridorTrip> waitFor(Future<List<CorridorTrip>> series, Progress progress, long all) {
        while (true) {
            try {
                return series.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.at("trips, each in four alternatives", done.get(), all);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while corridors were tried", e);
            }
        }
    }
}
