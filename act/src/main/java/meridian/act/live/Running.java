package meridian.act.live;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import meridian.field.SimulatedCity;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.TripLog;

/** The action that holds signals, and the city as it would be without. What steers it is the city's thread's. */
final class Running {
    /** How effects are measured. */
    static final String METHOD =
            "the same minutes of the same simulated city without the action: a fork at its start, with the same trips";

    final Entry entry;
    /** What is lost without the action until half of its time, and until all of it is over, s. */
    final CompletableFuture<Double> half = new CompletableFuture<>();

    final CompletableFuture<Double> whole = new CompletableFuture<>();
    private Optional<Steering> steering = Optional.empty();

    Running(Entry entry) {
        this.entry = entry;
    }

    /**
     * Begins, on the city's thread.
     *
     * @param pace of the fork that goes on without it
     */
    void start(SimulatedCity.Inside inside, Hold.Order order, Steering.Listener listener, Pace pace) {
        RoadEngine engine = inside.engine();
        // Before anything is different.
        RoadEngine without = engine.fork(TripLog.NONE);
        Hold hold = new Hold(order, engine, inside::countBeside);
        Steering made = new Steering(order, entry.draft.cluster(), engine, hold, listener);
        steering = Optional.of(made);
        inside.steer(made);
        Thread.ofPlatform()
                .daemon()
                .name("desk-without")
                .priority(Thread.MIN_PRIORITY)
                .start(() -> goOn(without, pace));
    }

    /** Nothing of it reaches the signals from now on. On the city's thread. */
    void abort() {
        steering.ifPresent(Steering::abort);
    }

    /** What would be without the action. */
    private void goOn(RoadEngine without, Pace pace) {
        Draft draft = entry.draft;
        try (without) {
            double start = lost(without);
            for (int second = 1; second <= draft.seconds() + Trials.AFTER_SECONDS; second++) {
                without.step();
                if (second == Steering.halfSeconds(draft.seconds())) {
                    half.complete(lost(without) - start);
                }
                pace.rest();
            }
            whole.complete(lost(without) - start);
        } catch (RuntimeException e) {
            half.completeExceptionally(e);
            whole.completeExceptionally(e);
        }
    }

    private double lost(RoadEngine engine) {
        return Effects.sum(Trials.lost(engine, entry.draft.cluster()));
    }
}
