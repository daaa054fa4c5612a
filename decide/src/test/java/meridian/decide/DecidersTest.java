package meridian.decide;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All numbers by hand, on {@link TwoStages}. */
final class DecidersTest {
    private static Proposal only(Deciders who, Snapshot now) {
        List<Proposal> proposals =
                who.in(TwoStages.NETWORK, DecisionTimes.USUAL).decide(now);
        assertEquals(1, proposals.size());
        return proposals.getFirst();
    }

    /** 6 − (1 + 1 + 1) = 3 against 4 − 0. */
    @Test
    void maxPressureCountsWholeRoadsBehindAndTurnsAwayFromTheLongerQueue() {
        Proposal proposal =
                only(Deciders.MAX_PRESSURE, TwoStages.standing(6, 4, 1, 1, 1).build());
        assertEquals(1, proposal.stage());
        assertEquals(
                "It has the highest pressure: 4.0 against 3.0 vehicles.",
                proposal.reason().sentence());
    }

    /** 6 − 1 = 5 against 4 − 0. */
    @Test
    void efficientMaxPressureCountsTheMeanLaneBehindAndTurnsToTheLongerQueue() {
        Proposal proposal = only(
                Deciders.EFFICIENT_MAX_PRESSURE,
                TwoStages.standing(6, 4, 1, 1, 1).build());
        assertEquals(0, proposal.stage());
        assertEquals(5, proposal.reason().value());
    }

    @Test
    void greedyLooksAtNothingButTheQueues() {
        assertEquals(
                0,
                only(Deciders.GREEDY, TwoStages.standing(6, 4, 9, 9, 9).build()).stage());
    }

    @Test
    void ofEqualStagesTheFirstOfThePlanIsChosen() {
        assertEquals(0, only(Deciders.GREEDY, TwoStages.standing(4, 4).build()).stage());
    }

    /** Lane 6 is green in both stages: its nine vehicles speak for neither. */
    @Test
    void whoIsGreenInEveryStageSpeaksForNone() {
        Proposal proposal =
                only(Deciders.GREEDY, TwoStages.standing(1, 2, 0, 0, 0, 0, 9).build());
        assertEquals(1, proposal.stage());
        assertEquals(2, proposal.reason().value());
    }

    /** Stage 1 is green and five come towards it; elsewhere presses 6 − 1 = 5. */
    @Test
    void advancedMaxPressureKeepsAGreenTowardsWhichAsManyComeAsPressElsewhere() {
        Snapshot now = TwoStages.standing(6, 0, 1, 1, 1).lane(1, 5, 0, 5, 1).build();
        assertEquals(1, only(Deciders.ADVANCED_MAX_PRESSURE, now).stage());
    }

    @Test
    void advancedMaxPressureTurnsAwayWhenFewerComeThanPressElsewhere() {
        Snapshot now = TwoStages.standing(6, 0, 1, 1, 1).lane(1, 5, 0, 4, 1).build();
        assertEquals(0, only(Deciders.ADVANCED_MAX_PRESSURE, now).stage());
    }

    /** Two at the line (2 · 1) against three at the lane's start (3 · 0.1). */
    @Test
    void byPositionTwoAtTheLineWeighMoreThanThreeFarAway() {
        Snapshot now =
                TwoStages.standing().lane(0, 2, 2, 0, 2).lane(1, 3, 0, 0, 0.3).build();
        assertEquals(0, only(Deciders.POSITION_WEIGHTED, now).stage());
    }

    /**
     * 15 s at half a vehicle a second: 7.5 through the green of now, and 5 through another after 5 s of change. So six waiting there are
     * worth no more than five coming here, and nine coming here no more than 7.5.
     */
    @Test
    void mostThroughTurnsAwayOnlyWhenThatPaysForTheChange() {
        Snapshot.Builder now = TwoStages.standing(6, 0).lane(1, 5, 0, 5, 1);
        assertEquals(1, only(Deciders.MOST_THROUGH, now.build()).stage());
        Proposal four = only(Deciders.MOST_THROUGH, now.lane(1, 4, 0, 4, 1).build());
        assertEquals(0, four.stage());
        assertEquals(5, four.reason().value());
        assertEquals(
                7.5,
                only(Deciders.MOST_THROUGH, now.lane(1, 9, 0, 9, 1).build())
                        .reason()
                        .value());
    }

    /** The cycle of 60 s begins at 10 s; at 44 s it is 34 s old, at 45 s the second stage begins. */
    @Test
    void theFixedPlanShowsTheStageThatHasBegunLast() {
        assertEquals(
                0, only(Deciders.FIXED, TwoStages.standing().at(44).build()).stage());
        assertEquals(
                1, only(Deciders.FIXED, TwoStages.standing().at(45).build()).stage());
        assertEquals(1, only(Deciders.FIXED, TwoStages.standing().at(5).build()).stage());
        assertEquals(
                0, only(Deciders.FIXED, TwoStages.standing().at(70).build()).stage());
    }

    /** y = 900/1800 and 450/1800, Y = 0.75, L = 2 · 5 s: C = (1.5 · 10 + 5) / 0.25 = 80 s, greens 70 · 2/3 and 70 · 1/3. */
    @Test
    void websterSplitsTheCycleByTheCriticalFlows() {
        Snapshot now = TwoStages.standing().flow(0, 900).flow(1, 450).build();
        WebsterSplits webster = new WebsterSplits(new StageMap(TwoStages.NETWORK), DecisionTimes.USUAL);
        assertArrayEquals(new double[] {140 / 3.0, 70 / 3.0}, webster.greens(now, 0), 1e-9);
    }

    /** 23.3 s are Webster's for the second stage, which has been green for 20 s. */
    @Test
    void websterKeepsAGreenUntilItHasHadItsLength() {
        Snapshot.Builder now = TwoStages.standing().flow(0, 900).flow(1, 450);
        assertEquals(1, only(Deciders.WEBSTER, now.build()).stage());
        assertEquals(0, only(Deciders.WEBSTER, now.shows(0, 1, 24).build()).stage());
    }

    @Test
    void anActuatedGreenGoesOnWhileVehiclesFollowEachOther() {
        Snapshot.Builder now = TwoStages.standing(3);
        assertEquals(1, only(Deciders.ACTUATED, now.gap(1, 2).build()).stage());
        assertEquals(0, only(Deciders.ACTUATED, now.gap(1, 3).build()).stage());
    }

    @Test
    void anActuatedGreenEndsAfterItsMostTimeHoweverManyFollow() {
        assertEquals(
                0,
                only(
                                Deciders.ACTUATED,
                                TwoStages.standing(3).gap(1, 0).shows(0, 1, 60).build())
                        .stage());
    }

    @Test
    void anActuatedGreenStaysWhereNobodyWaitsElsewhere() {
        assertEquals(
                1,
                only(Deciders.ACTUATED, TwoStages.standing(0).gap(1, 9).build()).stage());
    }

    @Test
    void estimatesBelowHalfAVehicleCallNobodysStage() {
        assertEquals(
                1,
                only(Deciders.ACTUATED, TwoStages.standing(0.4).gap(1, 9).build())
                        .stage());
    }

    /**
     * Five wait against a green towards which nobody comes: each second in which they wait costs five vehicle seconds and nothing is gained.
     */
    @Test
    void lookingAheadTurnsAtOnceToAQueueWhereNobodyElseComes() {
        assertEquals(
                0, only(Deciders.LOOK_AHEAD, TwoStages.standing(5, 0).build()).stage());
    }

    /**
     * One waits, and four come in the next four seconds. To let them pass costs the one 4 s; to stop them costs each a stop of 4 s, and
     * more than 10 s until they are served, with two changes of 5 s.
     */
    @Test
    void lookingAheadKeepsAGreenForAPlatoonThatIsAboutToArrive() {
        Snapshot platoon =
                TwoStages.standing(1, 0).arrivals(1, new double[] {1, 1, 1, 1}).build();
        assertEquals(1, only(Deciders.LOOK_AHEAD, platoon).stage());
    }

    /** One comes in 5 s. Thirty who wait that much longer lose 150 vehicle seconds; he loses less than 50 by waiting for them. */
    @Test
    void lookingAheadTurnsAwayFromAThinStreamWhenManyWait() {
        Snapshot thin = TwoStages.standing(30, 0)
                .arrivals(1, new double[] {0, 0, 0, 0, 1})
                .build();
        assertEquals(0, only(Deciders.LOOK_AHEAD, thin).stage());
    }

    @Test
    void lookingAheadStaysUntilAGreenHasHadItsLeastTime() {
        Snapshot young = TwoStages.standing(5, 0).shows(0, 1, 4).build();
        assertEquals(1, only(Deciders.LOOK_AHEAD, young).stage());
    }

    /** Known seconds come first, then 3,600 vehicles an hour, one a second. */
    @Test
    void arrivalsAreThoseSeenAndThenTheUsualFlow() {
        Snapshot now = TwoStages.standing()
                .flow(0, 3600)
                .arrivals(0, new double[] {0, 2})
                .build();
        assertEquals(2, now.arrivals(0, 1));
        assertEquals(1, now.arrivals(0, 2));
    }

    @ParameterizedTest
    @EnumSource
    void theSameSnapshotGivesTheSameProposals(Deciders who) {
        Snapshot now = TwoStages.standing(6, 4, 1, 1, 1).flow(0, 500).gap(1, 1).build();
        Decider decider = who.in(TwoStages.NETWORK, DecisionTimes.USUAL);
        assertEquals(decider.decide(now), decider.decide(now));
    }
}
