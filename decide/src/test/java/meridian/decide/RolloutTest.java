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
            return new Prediction(cost[stages[0][0]] + later, 0);
        }
    }

    private static Rollout rollout(WhatIf whatIf, int ahead, boolean timeLeft) {
        return new Rollout(TwoStages.NETWORK, List.of(SAYS_0), whatIf, ahead, 2, () -> timeLeft);
    }

    @Test
    void aStageThatPromisesLessDelayIsTakenAndWhatTheOtherPromisedIsKept() {
        Proposal proposal = rollout(new Written(100, 90), 1, true).decide(NOW).getFirst();
        assertEquals(1, proposal.stage());
        assertEquals(
                new Proposal.Alternative(0, new Prediction(100, 0)),
                proposal.alternatives().getFirst());
        assertEquals(90, proposal.reason().value());
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

    @Test
    void laterDecisionsArePlannedOnlyWhereThatHelps() {
        Written twin = new Written(100, 90);
        assertEquals(1, rollout(twin, 3, true).decide(NOW).getFirst().stage());
        int[][] last = twin.asked.getLast();
        assertEquals(3, last.length);
        assertEquals(1, last[0][0]);
    }

    @Test
    void aRolloutWithoutAnAnswerToImproveIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Rollout(TwoStages.NETWORK, List.of(), new Written(0, 0), 1, 1, () -> true));
    }
}
