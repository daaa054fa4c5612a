package meridian.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import meridian.decide.Decider;
import meridian.decide.Proposal;
import meridian.decide.Snapshot;
import meridian.field.plant.DetectorFaults;
import meridian.field.plant.Observation;
import meridian.field.plant.ObserveMode;
import meridian.field.plant.SignalCommand;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlMovement;
import meridian.model.control.ControlNetwork;
import meridian.model.control.ControlStage;
import org.junit.jupiter.api.Test;

final class GridlockGuardTest {
    private static final int SECONDS = 3600;
    /** Share of the Town's trips that come: more than its plans can let through. */
    private static final double CROWDED = 2;

    private static final int DECISION_SECONDS = 5;

    /** Bad on purpose: always the stage for which fewest are there. */
    private record Emptiest(ControlNetwork network) implements Decider {
        @Override
        public List<Proposal> decide(Snapshot now) {
            List<Proposal> proposals = new ArrayList<>();
            for (int j = 0; j < network.junctions().size(); j++) {
                int fewest = -1;
                double least = Double.POSITIVE_INFINITY;
                ControlJunction junction = network.junctions().get(j);
                for (int s = 0; s < junction.stages().size(); s++) {
                    double there = there(now, junction, junction.stages().get(s));
                    fewest = there < least ? s : fewest;
                    least = Math.min(least, there);
                }
                if (fewest >= 0) {
                    Proposal.Reason reason = new Proposal.Reason("has the fewest", least, 0, "vehicles");
                    proposals.add(new Proposal(j, fewest, reason, List.of()));
                }
            }
            return proposals;
        }

        private static double there(Snapshot now, ControlJunction junction, ControlStage stage) {
            Set<Integer> lanes = new HashSet<>();
            for (ControlMovement movement : junction.movements()) {
                if (stage.serves(movement.group())) {
                    lanes.add(movement.fromLane());
                }
            }
            return lanes.stream().mapToDouble(now::vehicles).sum();
        }
    }

    private static SignalTrial trial(TwinErrors errors, double demand) {
        return new SignalTrial(
                "fixed",
                SignalTrial.Protocol.LAWFUL,
                ObserveMode.VEHICLES,
                DetectorFaults.NONE,
                errors,
                TownRun.START_SECONDS,
                SECONDS,
                DECISION_SECONDS,
                30,
                1,
                demand,
                SignalTrial.Terms.NONE);
    }

    /** A run under somebody's decisions, with how many were held up at each second. */
    private record Outcome(RunFigures figures, List<GridlockGuard.Intervention> interventions, double[] heldUp) {}

    private static Outcome run(
            TwinErrors errors, double demand, boolean guarded, Function<SignalRun, Decider> decider) {
        try (SignalRun run = trial(errors, demand).begin(TownRun.CITY, TownRun.ROAD, TownRun.routes())) {
            double[] lost = new double[SECONDS + 1];
            ControlLoop.Listener meter = new ControlLoop.Listener() {
                private int second;
                private double waited;

                @Override
                public void saw(Observation seen, List<SignalCommand> told) {
                    waited += run.engine().waitingCount();
                    lost[++second] = run.engine().lostSeconds() + waited;
                }
            };
            Decider own = decider.apply(run);
            if (!guarded) {
                run.control(own, _ -> {}, meter);
                return new Outcome(run.figures(), List.of(), lost);
            }
            GridlockGuard guard = run.guarded(own);
            run.control(guard, _ -> {}, meter);
            return new Outcome(run.figures(), guard.interventions(), lost);
        }
    }

    private static Decider emptiest(SignalRun run) {
        return new Emptiest(run.controlled().network());
    }

    @Test
    void aDeciderThatIsBadOnPurposeIsCaughtWithinTenMinutesAndTheCityRecovers() {
        Outcome guarded = run(TwinErrors.NONE, CROWDED, true, GridlockGuardTest::emptiest);
        Outcome alone = run(TwinErrors.NONE, CROWDED, false, GridlockGuardTest::emptiest);
        Outcome fixed = run(TwinErrors.NONE, CROWDED, false, run -> run.decider("fixed"));
        double caught = guarded.interventions.getFirst().fromSeconds() - TownRun.START_SECONDS;
        System.out.printf(
                "guard: caught after %.0f s; delay %.1f s guarded, %.1f alone, %.1f by plan; held %.2f; %s%n",
                caught,
                guarded.figures.delaySeconds(),
                alone.figures.delaySeconds(),
                fixed.figures.delaySeconds(),
                guarded.figures.heldShare(),
                guarded.interventions);
        assertTrue(caught <= 600, caught + " s");
        double cost = guarded.figures.delaySeconds() - fixed.figures.delaySeconds();
        double unguarded = alone.figures.delaySeconds() - fixed.figures.delaySeconds();
        assertTrue(unguarded > 20, unguarded + " s: the decider is not bad enough to test anything");
        assertTrue(cost < unguarded / 2, cost + " s of " + unguarded);
    }

    @Test
    void anAreaComesBackWhenItHasRecoveredAndIsHeldTwiceAsLongTheSecondTime() {
        List<GridlockGuard.Intervention> all =
                run(TwinErrors.NONE, CROWDED, true, GridlockGuardTest::emptiest).interventions;
        assertTrue(all.size() >= 2, all.toString());
        GridlockGuard.Intervention first = all.getFirst();
        GridlockGuard.Intervention second = all.get(1);
        double held = first.untilSeconds() - first.fromSeconds();
        assertTrue(held >= GridlockGuard.FIRST_HOLD_SECONDS && held < GridlockGuard.LONGEST_HOLD_SECONDS, held + " s");
        assertTrue(second.fromSeconds() >= first.untilSeconds());
        assertTrue(second.untilSeconds() - second.fromSeconds() >= 2 * GridlockGuard.FIRST_HOLD_SECONDS);
    }

    @Test
    void aGoodDeciderIsNeverStoppedThoughTheTwinIsWrongInEverything() {
        for (String name : List.of("actuated", "advanced-max-pressure", "most-through")) {
            Outcome outcome = run(TwinErrors.usual(4), 1, true, run -> run.decider(name));
            assertEquals(List.of(), outcome.interventions, name);
        }
    }

    /** The plan against itself in a right twin: not a vehicle second of difference, and what the guard does changes nothing. */
    @Test
    void whoIsNeverStoppedDrivesAsWithoutAGuard() {
        Outcome watched = run(TwinErrors.NONE, CROWDED, true, run -> run.decider("fixed"));
        Outcome alone = run(TwinErrors.NONE, CROWDED, false, run -> run.decider("fixed"));
        assertEquals(alone.figures, watched.figures);
    }

    @Test
    void whatTheGuardDoesStandsInTheReasonsOfItsProposals() {
        List<String> reasons = new ArrayList<>();
        try (SignalRun run = trial(TwinErrors.NONE, CROWDED).begin(TownRun.CITY, TownRun.ROAD, TownRun.routes())) {
            run.control(run.guarded(emptiest(run)), _ -> {}, new ControlLoop.Listener() {
                @Override
                public void decided(Snapshot now, List<Proposal> proposals) {
                    proposals.forEach(p -> reasons.add(p.reason().sentence()));
                }
            });
        }
        assertTrue(
                reasons.stream().anyMatch(r -> r.contains("the guard gave area 1 back")), "no reason names the guard");
        assertFalse(reasons.getFirst().contains("guard"));
    }
}
