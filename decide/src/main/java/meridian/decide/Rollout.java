package meridian.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import meridian.model.control.ControlNetwork;

/**
 * Tries answers in a twin before it gives one. First those of other deciders; then every stage at every junction, at all junctions in
 * the same trial: what is lost on the way to a junction tells how good its own stage was. The best of each are put together and tried
 * once more, because neighbours change each other. Last, one junction after the other tries its other stages beside what the rest has
 * settled on, as long as that helps and the budget lasts. After what is tried, every trial goes on by one usual rule.
 *
 * <p>Source: the rollout algorithm (D. P. Bertsekas, J. N. Tsitsiklis, C. Wu, "Rollout algorithms for combinatorial optimization",
 * Journal of Heuristics 3, 1997), which in a right twin is never worse than its usual rule; coordinate search over the junctions in
 * place of all combinations. All trials of a decision begin with the same twin and the same arrivals (common random numbers).
 *
 * <p>What it promises is only as good as the twin; where that does not see, the usual rule's answer stands. It looks no farther than the horizon. One thread: the what-if's.
 */
public final class Rollout implements Decider {
    /** A change must promise so much, vehicle seconds: less is noise of the twin. */
    private static final double LEAST_GAIN_SECONDS = 1;

    private final StageMap map;
    private final List<Decider> portfolio;
    private final WhatIf whatIf;
    private final int ahead;
    private final int sweeps;
    private final Budget budget;
    private final int mostStages;

    /**
     * @param portfolio whose answers are tried first; one at least, the first of them the usual rule of the what-if
     * @param ahead decisions that are tried in every combination, this one among them; 1 or 2
     * @param sweeps how often it goes through the junctions one by one at most; 0: never
     * @param budget of a decision; when it is exhausted the best answer that was tried stands, and where there was no time for any, the usual
     *     rule's
     */
    public Rollout(
            ControlNetwork network, List<Decider> portfolio, WhatIf whatIf, int ahead, int sweeps, Budget budget) {
        if (portfolio.isEmpty() || ahead < 1 || ahead > 2) {
            throw new IllegalArgumentException(
                    "a rollout needs a decider whose answer it may improve, and tries one decision or two");
        }
        map = new StageMap(network);
        this.portfolio = List.copyOf(portfolio);
        this.whatIf = whatIf;
        this.ahead = ahead;
        this.sweeps = sweeps;
        this.budget = budget;
        mostStages = IntStream.range(0, map.junctions()).map(map::stages).max().orElse(0);
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        budget.begin();
        return budget.left() ? new Search(now).run() : portfolio.getFirst().decide(now);
    }

    /** One decision. */
    private final class Search {
        private final Snapshot now;
        /** The best answer that was tried as a whole, and its promise. */
        private int[][] best;

        private Prediction promise;
        /** What the usual rule says, which stands where the twin does not see. */
        private int[] usual = new int[0];
        /** For each junction the stages of the trial in which least was lost on the way to it, and how much. */
        private final int[][] stagesAt;

        private final double[] lostAt;
        private final List<List<Proposal.Alternative>> tried;

        Search(Snapshot now) {
            this.now = now;
            whatIf.begin();
            tried = IntStream.range(0, map.junctions())
                    .<List<Proposal.Alternative>>mapToObj(_ -> new ArrayList<>())
                    .toList();
            stagesAt = new int[map.junctions()][];
            lostAt = new double[map.junctions()];
            Arrays.fill(lostAt, Double.POSITIVE_INFINITY);
            best = answer(portfolio.getFirst());
            usual = best[0].clone();
            promise = trial(best);
        }

        List<Proposal> run() {
            for (Decider decider : portfolio.subList(1, portfolio.size())) {
                consider(answer(decider));
            }
            tryEverywhere();
            consider(together());
            boolean improved = true;
            for (int sweep = 0; sweep < sweeps && improved; sweep++) {
                improved = tryOneByOne();
            }
            return proposals();
        }

        private int[][] open() {
            int[][] stages = new int[ahead][map.junctions()];
            for (int[] decision : stages) {
                Arrays.fill(decision, Snapshot.NO_STAGE);
            }
            return stages;
        }

        private int[][] answer(Decider decider) {
            int[][] stages = open();
            decider.decide(now).forEach(p -> stages[0][p.junction()] = p.stage());
            for (int j = 0; j < map.junctions(); j++) {
                stages[0][j] = usual.length == 0 || whatIf.sees(j) ? stages[0][j] : usual[j];
            }
            return stages;
        }

        private Prediction trial(int[][] stages) {
            Prediction prediction = whatIf.trial(stages);
            for (int j = 0; j < lostAt.length; j++) {
                double lost = prediction.delayAtSeconds().get(j);
                if (stages[0][j] >= 0) {
                    tried.get(j).add(new Proposal.Alternative(stages[0][j], lost));
                    if (lostAt[j] == Double.POSITIVE_INFINITY
                            || whatIf.sees(j) && lost < lostAt[j] - LEAST_GAIN_SECONDS) {
                        lostAt[j] = lost;
                        stagesAt[j] = column(stages, j);
                    }
                }
            }
            return prediction;
        }

        private int[] column(int[][] stages, int junction) {
            return Arrays.stream(stages)
                    .mapToInt(decision -> decision[junction])
                    .toArray();
        }

        private void consider(int[][] stages) {
            if (!Arrays.deepEquals(stages, best) && budget.left()) {
                accept(stages, trial(stages));
            }
        }

        private boolean accept(int[][] stages, Prediction prediction) {
            boolean better = prediction.delaySeconds() < promise.delaySeconds() - LEAST_GAIN_SECONDS;
            if (better) {
                best = stages;
                promise = prediction;
            }
            return better;
        }

        /** Each stage, or each pair of this stage and the next, at all junctions that have it. */
        private void tryEverywhere() {
            int combinations = ahead == 1 ? mostStages : mostStages * mostStages;
            for (int c = 0; c < combinations && budget.left(); c++) {
                int[][] stages = Arrays.stream(best).map(int[]::clone).toArray(int[][]::new);
                boolean any = false;
                for (int j = 0; j < map.junctions(); j++) {
                    int first = c % mostStages;
                    int second = c / mostStages;
                    if (whatIf.sees(j) && first < map.stages(j) && second < map.stages(j) && anybody(j, first)) {
                        stages[0][j] = first;
                        stages[ahead - 1][j] = ahead == 1 ? first : second;
                        any = true;
                    }
                }
                if (any) {
                    accept(stages, trial(stages));
                }
            }
        }

        /** The best stages of each junction by what was lost on the way to it. */
        private int[][] together() {
            int[][] stages = open();
            for (int j = 0; j < map.junctions(); j++) {
                for (int d = 0; d < ahead && stagesAt[j] != null; d++) {
                    stages[d][j] = stagesAt[j][d];
                }
            }
            return stages;
        }

        private boolean tryOneByOne() {
            boolean improved = false;
            for (int j = 0; j < map.junctions(); j++) {
                for (int s = 0; s < map.stages(j); s++) {
                    if (whatIf.sees(j) && s != best[0][j] && anybody(j, s) && budget.left()) {
                        int[][] stages = Arrays.stream(best).map(int[]::clone).toArray(int[][]::new);
                        stages[0][j] = s;
                        improved |= accept(stages, trial(stages));
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

        private List<Proposal> proposals() {
            List<Proposal> proposals = new ArrayList<>();
            for (int j = 0; j < map.junctions(); j++) {
                if (best[0][j] != Snapshot.NO_STAGE) {
                    proposals.add(proposal(j, best[0][j]));
                }
            }
            return proposals;
        }

        private Proposal proposal(int junction, int stage) {
            double own = promise.delayAtSeconds().get(junction);
            double other = tried.get(junction).stream()
                    .filter(alternative -> alternative.stage() != stage)
                    .mapToDouble(Proposal.Alternative::lostSeconds)
                    .min()
                    .orElse(own);
            String rule = "promises the least delay of all that was tried together";
            Proposal.Reason reason = new Proposal.Reason(rule, own, other, "vehicle seconds at this junction");
            return new Proposal(junction, stage, reason, tried.get(junction));
        }
    }
}
