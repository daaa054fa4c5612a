package meridian.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RolloutTest {
    private static final Snapshot NOW = TwoStages.standing(6, 4).build();
    private static final Decider SAYS_0 = now -> List.of(new Proposal(0, 0, new Proposal.Reason("says 0", 0, 0, "s")));

    /** A twin in which the first decision costs what is written here, and a later one 1 more than doing nothing. */
    private static final class Written implements WhatIf {
        private final double[] cost;
        final List<int[][]> asked = new ArrayList<>();

        Written(double... cost) {
            this.cost = cost;
        }

        @Override
        public void begin() {}

        @Override
        public Prediction trial(int[][] stages) {
            asked.add(stages);
            double later = 0;
            for (int d = 1; d < stages.length; d++) {
                later += stages[d][0] < 0 ? 0 : 1;
            }
            double all = cost[stages[0][0]] + later;
            return new Prediction(all, 0, List.of(all));
        }
    }

    private static Rollout rollout(WhatIf whatIf, int ahead, boolean timeLeft) {
        return new Rollout(TwoStages.NETWORK, List.of(SAYS_0), whatIf, ahead, 2, () -> timeLeft);
    }

    @Test
    void aStageThatPromisesLessDelayIsTakenAndWhatTheOtherPromisedIsKept() {
        Proposal proposal = rollout(new Written(100, 90), 1, true).decide(NOW).getFirst();
        assertEquals(1, proposal.stage());
        assertEquals(new Proposal.Alternative(0, 100), proposal.alternatives().getFirst());
        assertEquals(90, proposal.reason().value());
    }

    @Test
    void whereTheTwinDoesNotSeeTheUsualAnswerStandsHoweverMuchItPromises() {
        WhatIf blind = new WhatIf() {
            private final Written inside = new Written(100, 10);

            @Override
            public void begin() {}

            @Override
            public Prediction trial(int[][] stages) {
                return inside.trial(stages);
            }

            @Override
            public boolean sees(int junction) {
                return false;
            }
        };
        assertEquals(0, rollout(blind, 1, true).decide(NOW).getFirst().stage());
    }

    @Test
    void whatPromisesMoreDelayIsNotTaken() {
        Proposal proposal = rollout(new Written(100, 110), 1, true).decide(NOW).getFirst();
        assertEquals(0, proposal.stage());
        assertEquals(110, proposal.reason().other());
    }

    @Test
    void withoutTimeTheFirstDecidersAnswerStands() {
        Written twin = new Written(100, 0);
        assertEquals(0, rollout(twin, 1, false).decide(NOW).getFirst().stage());
        assertEquals(1, twin.asked.size());
    }

    @Test
    void aStageThatWouldServeNobodyIsNotTried() {
        Written twin = new Written(100, 0);
        Snapshot empty = TwoStages.standing(6, 0).build();
        assertEquals(0, rollout(twin, 1, true).decide(empty).getFirst().stage());
    }

    /** Two decisions ahead all four pairs are tried, and the one usual answer besides. */
    @Test
    void twoDecisionsAheadEveryPairIsTried() {
        Written twin = new Written(100, 90);
        assertEquals(1, rollout(twin, 2, true).decide(NOW).getFirst().stage());
        long pairs = twin.asked.stream()
                .filter(stages -> stages[1][0] >= 0)
                .map(stages -> 2 * stages[0][0] + stages[1][0])
                .distinct()
                .count();
        assertEquals(4, pairs);
    }

    @Test
    void aRolloutWithoutAnAnswerToImproveIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Rollout(TwoStages.NETWORK, List.of(), new Written(0, 0), 1, 1, () -> true));
    }
}
