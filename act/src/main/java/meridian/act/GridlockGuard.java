package meridian.act;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import meridian.decide.Decider;
import meridian.decide.Prediction;
import meridian.decide.Proposal;
import meridian.decide.Snapshot;
import meridian.decide.WhatIf;
import meridian.model.control.ControlLane;
import meridian.model.control.ControlNetwork;

/**
 * Watches a decider, and gives an area back to its fixed plan where the decider does worse.
 *
 * <p>Every {@value #WINDOW_SECONDS} s a twin of the present says what would be lost until the next time under the fixed plan. An area
 * in which more than that is lost, beyond what a twin may be wrong by, follows the plan from then on; where all of the city loses more,
 * those outside included, all areas do. Both begin with the same traffic, so that a decider is never blamed for a bad morning. A decider
 * that turns bad in the middle of a window is found at the end of the next one, that is within ten minutes.
 *
 * <p>The area comes back when no more of its lanes are full than before the decider went wrong, not before {@value #FIRST_HOLD_SECONDS} s
 * have passed, and each time it is held again twice as long, up to {@value #LONGEST_HOLD_SECONDS} s; then it is tried again even if it is full,
 * because the plan has not helped either.
 *
 * <p>What it cannot see: a decider that is a little worse than the plan for ever, and a city in which the twin is wrong by more than its
 * allowance. In a street its
 * trials would be made when a window is over, of the trips that were counted in it. It has a memory: two calls with the same snapshot may differ. One thread, the loop's.
 */
public final class GridlockGuard implements Decider {
    static final int WINDOW_SECONDS = 300;
    static final int FIRST_HOLD_SECONDS = 600;
    static final int LONGEST_HOLD_SECONDS = 3600;
    /** A twin may be wrong by so much: drivers that are a fifth wrong move what it promises by less (TwinTest). */
    static final double ALLOWANCE = 0.25;
    /** Fewer vehicles held up at a time in an area are no gridlock. */
    static final double FEWEST_HELD_UP = 3;
    /** A standing vehicle with the gap before it (SUMO's passenger car: 5 m and 2.5 m). */
    private static final double VEHICLE_METERS = 7.5;

    private static final double FULL_SHARE = 0.9;

    /**
     * What has been lost since the city began, vehicle seconds.
     *
     * @param atSeconds on the way to each junction
     * @param allSeconds by everybody, waiting outside included
     */
    public record Lost(double[] atSeconds, double allSeconds) {}

    /**
     * An area was given back to its plan.
     *
     * @param area its number
     * @param fromSeconds of the plant's clock
     * @param untilSeconds of the plant's clock; infinite while it lasts
     * @param heldUp vehicles in it that were held up at a time when the guard stepped in
     * @param byPlan how many the twin promised under the fixed plan
     * @param fullLanes of it that were full
     */
    public record Intervention(
            int area, double fromSeconds, double untilSeconds, double heldUp, double byPlan, int fullLanes) {
        /** In one sentence. */
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "Area %d went back to its fixed plan: %.1f vehicles were held up where the plan would have held up %.1f, and %d of"
                            + " its lanes were full.",
                    area + 1,
                    heldUp,
                    byPlan,
                    fullLanes);
        }
    }

    /** An area as the guard has it. */
    private static final class Watch {
        private boolean held;
        private double sinceSeconds;
        private double releasedSeconds = Double.NEGATIVE_INFINITY;
        private double holdSeconds = FIRST_HOLD_SECONDS;
        private int fullBefore;
        private int intervention;
    }

    private final ControlNetwork network;
    private final CityAreas areas;
    private final Decider guarded;
    private final Decider fixed;
    private final WhatIf planned;
    private final Supplier<Lost> lost;
    private final Watch[] watches;
    private final List<Intervention> interventions = new ArrayList<>();
    private double windowEnd = Double.NEGATIVE_INFINITY;
    private Lost atBegin = new Lost(new double[0], 0);
    private Prediction promised = new Prediction(0, 0, List.of());
    private double beganSeconds = Double.NaN;

    /**
     * @param guarded who decides while it does well
     * @param fixed the plan that areas go back to
     * @param planned a twin whose trials go on by that plan for {@value #WINDOW_SECONDS} s
     * @param lost what the city has lost until now
     */
    GridlockGuard(
            ControlNetwork network,
            CityAreas areas,
            Decider guarded,
            Decider fixed,
            WhatIf planned,
            Supplier<Lost> lost) {
        this.network = network;
        this.areas = areas;
        this.guarded = guarded;
        this.fixed = fixed;
        this.planned = planned;
        this.lost = lost;
        watches = new Watch[areas.count()];
        Arrays.setAll(watches, _ -> new Watch());
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        if (now.seconds() >= windowEnd) {
            int[] full = fullLanes(now);
            if (Double.isNaN(beganSeconds)) {
                beganSeconds = now.seconds();
            } else {
                judge(now.seconds(), full);
            }
            begin(now.seconds(), full);
        }
        return proposals(now);
    }

    private void begin(double seconds, int[] full) {
        windowEnd = seconds + WINDOW_SECONDS;
        atBegin = lost.get();
        planned.begin();
        promised = planned.trial(new int[0][]);
        for (int a = 0; a < watches.length; a++) {
            if (!watches[a].held) {
                watches[a].fullBefore = full[a];
            }
        }
    }

    private void judge(double seconds, int[] full) {
        Lost now = lost.get();
        double[] heldUp = new double[watches.length];
        double[] byPlan = new double[watches.length];
        for (int j = 0; j < network.junctions().size(); j++) {
            int area = areas.ofJunction(j);
            heldUp[area] += (now.atSeconds()[j] - atBegin.atSeconds()[j]) / WINDOW_SECONDS;
            byPlan[area] += promised.delayAtSeconds().get(j) / WINDOW_SECONDS;
        }
        boolean everywhere = isWorse(
                (now.allSeconds() - atBegin.allSeconds()) / WINDOW_SECONDS,
                promised.delaySeconds() / WINDOW_SECONDS,
                watches.length);
        for (int a = 0; a < watches.length; a++) {
            if (watches[a].held) {
                release(a, seconds, full[a]);
            } else if (everywhere || isWorse(heldUp[a], byPlan[a], 1)) {
                hold(a, new Intervention(a, seconds, Double.POSITIVE_INFINITY, heldUp[a], byPlan[a], full[a]));
            }
        }
    }

    private static boolean isWorse(double heldUp, double byPlan, int parts) {
        return heldUp > (1 + ALLOWANCE) * byPlan + parts * FEWEST_HELD_UP;
    }

    private void hold(int area, Intervention intervention) {
        Watch watch = watches[area];
        double now = intervention.fromSeconds();
        boolean again = now - watch.releasedSeconds < LONGEST_HOLD_SECONDS;
        watch.holdSeconds = again ? Math.min(LONGEST_HOLD_SECONDS, 2 * watch.holdSeconds) : FIRST_HOLD_SECONDS;
        watch.held = true;
        watch.sinceSeconds = now;
        watch.intervention = interventions.size();
        interventions.add(intervention);
    }

    private void release(int area, double now, int full) {
        Watch watch = watches[area];
        double passed = now - watch.sinceSeconds;
        if (passed >= LONGEST_HOLD_SECONDS || passed >= watch.holdSeconds && full <= watch.fullBefore) {
            watch.held = false;
            watch.releasedSeconds = now;
            Intervention was = interventions.get(watch.intervention);
            interventions.set(
                    watch.intervention,
                    new Intervention(area, was.fromSeconds(), now, was.heldUp(), was.byPlan(), was.fullLanes()));
        }
    }

    /** Lanes before signals, by area, on which those who stand reach back to the start: nobody can drive onto them. */
    private int[] fullLanes(Snapshot now) {
        int[] full = new int[watches.length];
        for (int l = 0; l < network.lanes().size(); l++) {
            ControlLane lane = network.lanes().get(l);
            boolean stands = now.standing(l) * VEHICLE_METERS >= FULL_SHARE * lane.lengthMeters();
            if (lane.junction() != ControlLane.NOWHERE && stands && now.standing(l) >= 1) {
                full[areas.ofJunction(lane.junction())]++;
            }
        }
        return full;
    }

    private List<Proposal> proposals(Snapshot now) {
        List<Proposal> proposals = new ArrayList<>();
        if (!allHeld()) {
            guarded.decide(now).stream()
                    .filter(p -> !watches[areas.ofJunction(p.junction())].held)
                    .forEach(proposals::add);
        }
        if (anyHeld()) {
            fixed.decide(now).stream()
                    .filter(p -> watches[areas.ofJunction(p.junction())].held)
                    .map(this::explained)
                    .forEach(proposals::add);
        }
        return proposals;
    }

    private Proposal explained(Proposal byPlan) {
        Intervention why = interventions.get(watches[areas.ofJunction(byPlan.junction())].intervention);
        String rule = "is the fixed plan's, to which the guard gave area " + (why.area() + 1) + " back";
        Proposal.Reason reason = new Proposal.Reason(rule, why.heldUp(), why.byPlan(), "vehicles held up");
        return new Proposal(byPlan.junction(), byPlan.stage(), reason, List.of());
    }

    private boolean anyHeld() {
        return Arrays.stream(watches).anyMatch(watch -> watch.held);
    }

    private boolean allHeld() {
        return Arrays.stream(watches).allMatch(watch -> watch.held);
    }

    /** How often an area was given back to its plan, the first time first. */
    public List<Intervention> interventions() {
        return List.copyOf(interventions);
    }

    /** Share of all areas' time in which they were held. */
    public double heldShare(double nowSeconds) {
        double held = interventions.stream()
                .mapToDouble(i -> Math.min(nowSeconds, i.untilSeconds()) - i.fromSeconds())
                .sum();
        return held == 0 ? 0 : held / watches.length / (nowSeconds - beganSeconds);
    }
}
