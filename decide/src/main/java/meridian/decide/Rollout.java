package meridian.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import meridian.model.control.ControlNetwork;

/**
 * Tries answers in a twin before it gives one: first those of other deciders, then, from the best of these, another stage at one
 * junction after the other, as long as that helps and the budget lasts. After the first interval every trial goes on by one usual
 * rule, so that what is compared is the next step alone.
 *
 * <p>Source: the rollout algorithm (D. P. Bertsekas, "Rollout algorithms for constrained dynamic programming", 2005, and earlier), which is never
 * worse than its base rule in a right twin; coordinate descent over the junctions in place of all combinations. All trials of a
 * decision begin with the same twin and the same arrivals (common random numbers).
 *
 * <p>What it promises is only as good as the twin. It looks no farther than the horizon. One thread: the what-if's.
 */
public final class Rollout implements Decider {
    /** A change must promise so much, vehicle seconds: less is noise of the twin. */
    private static final double LEAST_GAIN_SECONDS = 0.5;

    private final StageMap map;
    private final List<Decider> portfolio;
    private final WhatIf whatIf;
    private final int ahead;
    private final int sweeps;
    private final BooleanSupplier timeLeft;
    /** What was decided last for the decisions to come, this one first. */
    private int[][] plan;

    /**
     * @param portfolio whose answers are tried first; one at least, the first of them the usual rule of the what-if
     * @param ahead decisions that are planned, this one among them; 1 or more
     * @param sweeps how often it goes through all junctions at most
     * @param timeLeft whether there is time for another trial; a run that is to give the same twice counts trials, never time
     */
    public Rollout(
            ControlNetwork network,
            List<Decider> portfolio,
            WhatIf whatIf,
            int ahead,
            int sweeps,
            BooleanSupplier timeLeft) {
        if (portfolio.isEmpty() || ahead < 1) {
            throw new IllegalArgumentException(
                    "a rollout needs a decider whose answer it may improve, and plans one decision or more");
        }
        map = new StageMap(network);
        this.portfolio = List.copyOf(portfolio);
        this.whatIf = whatIf;
        this.ahead = ahead;
        this.sweeps = sweeps;
        this.timeLeft = timeLeft;
        plan = open();
    }

    /** A plan in which the usual rule answers everywhere. */
    private int[][] open() {
        int[][] nothing = new int[ahead][map.junctions()];
        for (int[] stages : nothing) {
            Arrays.fill(stages, Snapshot.NO_STAGE);
        }
        return nothing;
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        return new Search(now).run();
    }

    /** One decision. */
    private final class Search {
        private final Snapshot now;
        private int[][] best;
        private Prediction promise;
        private final List<List<Proposal.Alternative>> tried;

        Search(Snapshot now) {
            this.now = now;
            whatIf.begin();
            tried = IntStream.range(0, map.junctions())
                    .<List<Proposal.Alternative>>mapToObj(_ -> new ArrayList<>())
                    .toList();
            best = answer(portfolio.getFirst());
            promise = whatIf.trial(best);
        }

        List<Proposal> run() {
            for (Decider decider : portfolio.subList(1, portfolio.size())) {
                consider(answer(decider));
            }
            consider(planned());
            boolean improved = true;
            for (int sweep = 0; sweep < sweeps && improved; sweep++) {
                improved = false;
                for (int step = 0; step < ahead; step++) {
                    improved |= tryNeighbours(step);
                }
            }
            keep();
            return proposals();
        }

        private int[][] answer(Decider decider) {
            int[][] stages = open();
            decider.decide(now).forEach(p -> stages[0][p.junction()] = p.stage());
            return stages;
        }

        /** What was planned at the last decision; where that left it to the usual rule, its answer. */
        private int[][] planned() {
            int[] usual = answer(portfolio.getFirst())[0];
            for (int j = 0; j < usual.length; j++) {
                plan[0][j] = plan[0][j] < 0 ? usual[j] : plan[0][j];
            }
            return plan;
        }

        private void consider(int[][] stages) {
            if (!Arrays.deepEquals(stages, best) && timeLeft.getAsBoolean()) {
                Prediction prediction = whatIf.trial(stages);
                if (better(prediction)) {
                    best = stages;
                    promise = prediction;
                }
            }
        }

        private boolean better(Prediction other) {
            return other.delaySeconds() < promise.delaySeconds() - LEAST_GAIN_SECONDS;
        }

        private boolean tryNeighbours(int step) {
            boolean improved = false;
            for (int j = 0; j < map.junctions(); j++) {
                for (int s = 0; s < map.stages(j); s++) {
                    if (s != best[step][j] && (step > 0 || anybody(j, s)) && timeLeft.getAsBoolean()) {
                        improved |= tryStage(step, j, s);
                    }
                }
            }
            return improved;
        }

        /** A stage that would serve nobody is not worth a trial. */
        private boolean anybody(int junction, int stage) {
            for (StageMap.Served served : map.served(junction, stage)) {
                if (now.vehicles(served.lane()) > 0) {
                    return true;
                }
            }
            return false;
        }

        private boolean tryStage(int step, int junction, int stage) {
            int[][] stages = Arrays.stream(best).map(int[]::clone).toArray(int[][]::new);
            stages[step][junction] = stage;
            Prediction prediction = whatIf.trial(stages);
            boolean improved = better(prediction);
            if (step == 0) {
                tried.get(junction)
                        .add(
                                improved
                                        ? new Proposal.Alternative(best[0][junction], promise)
                                        : new Proposal.Alternative(stage, prediction));
            }
            if (improved) {
                best = stages;
                promise = prediction;
            }
            return improved;
        }

        /** The plan moves up by one decision. */
        private void keep() {
            int[][] next = open();
            System.arraycopy(best, 1, next, 0, ahead - 1);
            plan = next;
        }

        private List<Proposal> proposals() {
            List<Proposal> proposals = new ArrayList<>();
            for (int j = 0; j < map.junctions(); j++) {
                if (best[0][j] != Snapshot.NO_STAGE) {
                    proposals.add(proposal(j));
                }
            }
            return proposals;
        }

        private Proposal proposal(int junction) {
            double other = tried.get(junction).stream()
                    .mapToDouble(a -> a.prediction().delaySeconds())
                    .min()
                    .orElse(promise.delaySeconds());
            String rule = "promises the least delay of all that was tried";
            Proposal.Reason reason = new Proposal.Reason(rule, promise.delaySeconds(), other, "vehicle seconds");
            return new Proposal(junction, best[0][junction], reason, tried.get(junction));
        }
    }
}
