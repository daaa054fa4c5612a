package meridian.decide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
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

    /** A clock that stands 2 s farther each time it is looked at. */
    private static LongSupplier hasty() {
        long[] now = {0};
        return () -> now[0] += 2_000_000_000L;
    }

    private static Rollout rollout(WhatIf whatIf, int ahead, boolean endless) {
        Budget budget = endless ? Budget.endless() : Budget.ofSeconds(1, hasty());
        return new Rollout(TwoStages.NETWORK, List.of(SAYS_0), whatIf, ahead, 2, budget);
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
    void withoutTimeTheFirstDecidersAnswerStandsUntried() {
        Written twin = new Written(100, 0);
        Rollout late = rollout(twin, 1, false);
        List<Proposal> first = late.decide(NOW);
        assertEquals(0, first.getFirst().stage());
        assertEquals("says 0", first.getFirst().reason().rule());
        assertEquals(0, twin.asked.size());
    }

    /** Trials of 0.4 s: two end within a second, a third would not. What those two say stands, and the decision is counted. */
    @Test
    void whenTheBudgetIsExhaustedTheBestOfWhatWasTriedStands() {
        long[] now = {0};
        Budget budget = Budget.ofSeconds(1, () -> now[0]);
        Written twin = new Written(100, 90);
        WhatIf slow = new WhatIf() {
            @Override
            public void begin() {}

            @Override
            public Prediction trial(int[][] stages) {
                now[0] += 400_000_000;
                return twin.trial(stages);
            }
        };
        Decider says1 = snapshot -> List.of(new Proposal(0, 1, new Proposal.Reason("says 1", 0, 0, "s")));
        Rollout rollout = new Rollout(TwoStages.NETWORK, List.of(SAYS_0, says1), slow, 1, 2, budget);
        assertEquals(1, rollout.decide(NOW).getFirst().stage());
        assertEquals(2, twin.asked.size());
        assertEquals(800_000_000, now[0]);
        assertEquals(1, budget.exhausted());
    }

    @Test
    void aBudgetThatIsEnoughIsNeverExhausted() {
        Budget budget = Budget.ofSeconds(1, () -> 0);
        Rollout rollout = new Rollout(TwoStages.NETWORK, List.of(SAYS_0), new Written(100, 90), 1, 2, budget);
        assertEquals(1, rollout.decide(NOW).getFirst().stage());
        assertEquals(0, budget.exhausted());
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
                () -> new Rollout(TwoStages.NETWORK, List.of(), new Written(0, 0), 1, 1, Budget.endless()));
    }
}
