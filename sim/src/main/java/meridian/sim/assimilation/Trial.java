package meridian.sim.assimilation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import meridian.model.demand.TripSource;
import meridian.model.event.RoadEvent.LaneClosed;
import meridian.sim.road.LoopCounts;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.TripLog;
import org.jspecify.annotations.Nullable;

/**
 * The last minutes again, with something else closed: does that explain better what was seen?
 *
 * <p><b>Threads.</b> Made on one thread and run on another, if need be: it knows the city as it was some minutes ago, and forks
 * that. Nobody else may step or fork it meanwhile.
 */
final class Trial {
    /** @param price what it must explain more, as χ², by how much there is to be explained */
    private record Attempt(Hypothesis hypothesis, DoubleUnaryOperator price) {}

    /**
     * What explains most beyond its price.
     *
     * @param start the moment that was gone back to
     * @param engine the city from then on, had it been so
     * @param others lanes whose closing was tried besides, likeliest first
     */
    record Answer(Hypothesis hypothesis, RoadEngine start, RoadEngine engine, List<LaneClosed> others) {
        Answer with(RoadEngine later) {
            return new Answer(hypothesis, start, later, others);
        }
    }

    private record Replay(RoadEngine engine, Reading reading) {}

    private final Stations stations;
    private final RoadEngine start;
    private final TripSource given;
    private final double untilSeconds;
    private final Reading seen;
    private final ToDoubleBiFunction<Reading, Reading> misfit;
    private final List<Attempt> attempts = new ArrayList<>();

    private double asItIs;
    private double overallAsItIs;
    /** Of the best, beyond its price. */
    private double mostGain;

    private @Nullable Hypothesis best;
    private @Nullable RoadEngine bestEngine;
    /** Lanes whose closing was tried, and what each explains. */
    private final Map<LaneClosed, Double> closed = new LinkedHashMap<>();

    /**
     * @param start the moment that is gone back to
     * @param given trips that the twin was given since
     * @param untilSeconds present second of the day
     * @param seen what was counted outside between the two
     * @param misfit of what was seen and what a run has counted
     */
    Trial(
            Stations stations,
            RoadEngine start,
            TripSource given,
            double untilSeconds,
            Reading seen,
            ToDoubleBiFunction<Reading, Reading> misfit) {
        this.stations = stations;
        this.start = start;
        this.given = given;
        this.untilSeconds = untilSeconds;
        this.seen = seen;
        this.misfit = misfit;
    }

    /** @param price what it must explain more, as χ², by how much there is to be explained */
    void attempt(Hypothesis hypothesis, DoubleUnaryOperator price) {
        attempts.add(new Attempt(hypothesis, price));
    }

    /**
     * Runs all that is to be tried, once.
     *
     * @param dropped whether nobody wants to know any more
     * @return nothing where nothing explains enough
     */
    Optional<Answer> run(BooleanSupplier dropped) {
        // As it is as well: with the same demand, so that nothing but what is closed differs.
        Reading unchanged = again(new Hypothesis(null, null), dropped).reading();
        asItIs = misfit.applyAsDouble(seen, unchanged);
        overallAsItIs = Misfit.overall(seen, unchanged);
        for (Attempt attempt : attempts) {
            judge(attempt, again(attempt.hypothesis(), dropped));
            if (dropped.getAsBoolean()) {
                return Optional.empty();
            }
        }
        return answer();
    }

    private void judge(Attempt attempt, Replay run) {
        Hypothesis hypothesis = attempt.hypothesis();
        double price = attempt.price().applyAsDouble(asItIs);
        double gain = asItIs - misfit.applyAsDouble(seen, run.reading());
        // What explains a link's loops and makes the rest of the city worse is no explanation.
        boolean worse = price > 0 && Misfit.overall(seen, run.reading()) > overallAsItIs;
        if (gain - price > mostGain && !worse) {
            mostGain = gain - price;
            best = hypothesis;
            bestEngine = run.engine();
        }
        if (hypothesis.closed() != null && hypothesis.opened() == null) {
            closed.put(hypothesis.closed(), gain);
        }
    }

    private Optional<Answer> answer() {
        Hypothesis found = best;
        RoadEngine engine = bestEngine;
        return found == null || engine == null
                ? Optional.empty()
                : Optional.of(new Answer(found, start, engine, likeliestBut(found.closed())));
    }

    private List<LaneClosed> likeliestBut(@Nullable LaneClosed found) {
        return closed.keySet().stream()
                .filter(lane -> !lane.equals(found))
                .sorted(Comparator.comparing(closed::get).reversed())
                .toList();
    }

    private Replay again(Hypothesis hypothesis, BooleanSupplier dropped) {
        RoadEngine fork = start.fork(TripLog.NONE, given);
        LoopCounts counts = fork.countAt(stations.loops());
        hypothesis.applyTo(fork);
        run(fork, untilSeconds, dropped);
        return new Replay(fork, stations.read(counts));
    }

    /** Steps a fork to a second of the day, unless nobody wants it there any more. */
    static void run(RoadEngine fork, double untilSeconds, BooleanSupplier dropped) {
        while (fork.timeSeconds() < untilSeconds - 1e-6 && !dropped.getAsBoolean()) {
            fork.step();
        }
    }
}
