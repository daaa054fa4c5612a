package meridian.decide;

import java.util.List;

/** Turns each junction to the stage that a measure puts first; of equals to the first in the plan. */
final class HighestScore implements Decider {
    /** What a lane that would be served is worth. */
    @FunctionalInterface
    interface Worth {
        double of(Snapshot now, StageMap.Served served);
    }

    private final StageMap map;
    private final Worth worth;
    private final String rule;

    /** @param rule the reason, in words that follow "it" */
    HighestScore(StageMap map, Worth worth, String rule) {
        this.map = map;
        this.worth = worth;
        this.rule = rule;
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        return map.each(junction -> best(now, junction));
    }

    private Proposal best(Snapshot now, int junction) {
        int best = 0;
        double highest = score(now, junction, 0);
        double second = Double.NEGATIVE_INFINITY;
        for (int s = 1; s < map.stages(junction); s++) {
            double score = score(now, junction, s);
            if (score > highest) {
                second = highest;
                highest = score;
                best = s;
            } else {
                second = Math.max(second, score);
            }
        }
        return new Proposal(junction, best, new Proposal.Reason(rule, highest, second, "vehicles"));
    }

    double score(Snapshot now, int junction, int stage) {
        double sum = 0;
        for (StageMap.Served served : map.served(junction, stage)) {
            sum += worth.of(now, served);
        }
        return sum;
    }
}
