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
import meridian.act.RunFigures;
import meridian.act.SignalTrial;
import meridian.formats.Progress;

/** Many runs, as many at a time as there are cores; each has one thread, so what comes out does not depend on how many. */
public final class SignalSeries {
    private static final long LOOK_MILLIS = 200;

    /** A run that is to be made. */
    public record Job(SignalScenario scenario, SignalTrial trial) {}

    /**
     * A run that was made.
     *
     * @param city its name
     * @param decider that chose the stages
     * @param demand share of the trips that came
     * @param seed of the run
     */
    public record Run(String city, String decider, double demand, long seed, RunFigures figures) {}

    private final List<Job> jobs;
    private final int together;
    private final AtomicLong done = new AtomicLong();

    public SignalSeries(List<Job> jobs, int together) {
        this.jobs = List.copyOf(jobs);
        this.together = together;
    }

    /** All of them, in their order. The first that fails ends the series. */
    public List<Run> run(Progress progress) {
        long seconds = jobs.stream().mapToLong(job -> job.trial().seconds()).sum();
        List<Run> runs = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(together, jobs.size()));
        try {
            List<Future<Run>> begun =
                    jobs.stream().map(job -> pool.submit(() -> one(job))).toList();
            for (Future<Run> run : begun) {
                runs.add(waitFor(run, progress, seconds));
            }
        } finally {
            pool.shutdownNow();
        }
        return runs;
    }

    private Run one(Job job) {
        SignalScenario scenario = job.scenario();
        SignalTrial trial = job.trial();
        RunFigures figures = trial.run(scenario.city(), scenario.road(), scenario.routes(), _ -> passed());
        return new Run(scenario.name(), trial.decider(), trial.demand(), trial.seed(), figures);
    }

    private void passed() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("another run has failed");
        }
        done.incrementAndGet();
    }

    private Run waitFor(Future<Run> run, Progress progress, long seconds) {
        while (true) {
            try {
                return run.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                progress.at(jobs.size() + " runs", done.get(), seconds);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while signals were controlled", e);
            }
        }
    }
}
