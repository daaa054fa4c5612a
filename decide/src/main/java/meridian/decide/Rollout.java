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
    private final int sweeps;
    private final BooleanSupplier timeLeft;

    /**
     * @param portfolio whose answers are tried first; one at least, the first of them being what is kept where nothing is better
     * @param sweeps how often it goes through all junctions at most
     * @param timeLeft whether there is time for another trial; a run that is to give the same twice counts trials, never time
     */
    public Rollout(
            ControlNetwork network, List<Decider> portfolio, WhatIf whatIf, int sweeps, BooleanSupplier timeLeft) {
        if (portfolio.isEmpty()) {
            throw new IllegalArgumentException("a rollout needs a decider whose answer it may improve");
        }
        map = new StageMap(network);
        this.portfolio = List.copyOf(portfolio);
        this.whatIf = whatIf;
        this.sweeps = sweeps;
        this.timeLeft = timeLeft;
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        return new Search(now).run();
    }

    /** One decision. */
    private final class Search {
        private final Snapshot now;
        private int[] best;
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
            tryPortfolio();
            boolean improved = true;
            for (int sweep = 0; sweep < sweeps && improved; sweep++) {
                improved = tryNeighbours();
            }
            return proposals();
        }

        private int[] answer(Decider decider) {
            int[] stages = new int[map.junctions()];
            Arrays.fill(stages, Snapshot.NO_STAGE);
            decider.decide(now).forEach(p -> stages[p.junction()] = p.stage());
            return stages;
        }

        private void tryPortfolio() {
            for (Decider decider : portfolio.subList(1, portfolio.size())) {
                int[] stages = answer(decider);
                if (!Arrays.equals(stages, best) && timeLeft.getAsBoolean()) {
                    Prediction prediction = whatIf.trial(stages);
                    if (better(prediction)) {
                        best = stages;
                        promise = prediction;
                    }
                }
            }
        }

        private boolean better(Prediction other) {
            return other.delaySeconds() < promise.delaySeconds() - LEAST_GAIN_SECONDS;
        }

        private boolean tryNeighbours() {
            boolean improved = false;
            for (int j = 0; j < map.junctions(); j++) {
                for (int s = 0; s < map.stages(j); s++) {
                    if (s != best[j] && timeLeft.getAsBoolean()) {
                        improved |= tryStage(j, s);
                    }
                }
            }
            return improved;
        }

        private boolean tryStage(int junction, int stage) {
            int[] stages = best.clone();
            stages[junction] = stage;
            Prediction prediction = whatIf.trial(stages);
            if (!better(prediction)) {
                tried.get(junction).add(new Proposal.Alternative(stage, prediction));
                return false;
            }
            tried.get(junction).add(new Proposal.Alternative(best[junction], promise));
            best = stages;
            promise = prediction;
            return true;
        }

        private List<Proposal> proposals() {
            List<Proposal> proposals = new ArrayList<>();
            for (int j = 0; j < map.junctions(); j++) {
                if (best[j] != Snapshot.NO_STAGE) {
                    double other = tried.get(j).stream()
                            .mapToDouble(a -> a.prediction().delaySeconds())
                            .min()
                            .orElse(promise.delaySeconds());
                    String rule = "promises the least delay of all that was tried";
                    Proposal.Reason reason =
                            new Proposal.Reason(rule, promise.delaySeconds(), other, "vehicle seconds");
                    proposals.add(new Proposal(j, best[j], reason, tried.get(j)));
                }
            }
            return proposals;
        }
    }
}
