package meridian.sim.assimilation;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import meridian.model.demand.TripSource;
import meridian.sim.assimilation.Trial.Answer;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.TripLog;

/**
 * Trials beside a city that goes on meanwhile. What comes of them is a city of some minutes ago; it runs after the real one, each time to
 * the end of the minute that the real one is in, until both are at the same second. A fork runs many times faster than the clock.
 *
 * <p><b>Threads.</b> All of this is for the city's thread; only what it gives the executor runs elsewhere. An executor that runs in
 * place has the answer at once.
 */
final class Pursuit {
    private final Executor executor;
    private final long begunInterval;
    private volatile boolean dropped;
    private FutureTask<Optional<Answer>> task;

    /**
     * @param trials the first that has an answer gives it
     * @param interval that of now
     */
    Pursuit(Executor executor, List<Trial> trials, long interval) {
        this.executor = executor;
        begunInterval = interval;
        task = new FutureTask<>(() -> first(trials));
        executor.execute(task);
    }

    private Optional<Answer> first(List<Trial> trials) {
        return trials.stream()
                .map(trial -> trial.run(this::isDropped))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Nobody waits for it: what it runs ends within a step. */
    void drop() {
        dropped = true;
    }

    private boolean isDropped() {
        return dropped || Thread.currentThread().isInterrupted();
    }

    long begunInterval() {
        return begunInterval;
    }

    boolean runs() {
        return !task.isDone();
    }

    /** What has come of it so far; nothing while it runs and where nothing explains enough. */
    Optional<Answer> answer() {
        if (runs()) {
            return Optional.empty();
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a trial beside the city has failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Sends what has come of it after the city.
     *
     * @param given the trips that the city is given until then
     */
    void follow(Answer answer, TripSource given, double untilSeconds) {
        task = new FutureTask<>(() -> {
            RoadEngine fork = answer.engine().fork(TripLog.NONE, given);
            Trial.run(fork, untilSeconds, this::isDropped);
            return isDropped() ? Optional.empty() : Optional.of(answer.with(fork));
        });
        executor.execute(task);
    }
}
