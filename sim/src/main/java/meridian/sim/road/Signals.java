package meridian.sim.road;

import java.util.Arrays;
import java.util.List;
import meridian.model.signal.Actuation;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/**
 * What every signal group shows now: the plans, read with the step counter's time, and where somebody outside holds a phase,
 * that, or nothing. Phases that may vary end as their detectors say ({@link Actuation}); they are looked at only when they might end.
 */
final class Signals {
    private static final Aspect[] ASPECTS = Aspect.values();
    private static final double EPSILON = 1e-9;

    private final RoadNetwork road;
    private final Loops loops;
    /** {@code Aspect.ordinal()} of a group over all controllers. */
    byte[] aspect;
    /** Phase of a controller and second at which the next begins, or may begin; infinite while a phase is held. */
    int[] phase;

    double[] nextSwitch;
    /** Second at which the phase began; only where the plan is actuated. */
    private double[] began;

    private final boolean[] actuated;

    Signals(RoadNetwork road, Loops loops) {
        this.road = road;
        this.loops = loops;
        aspect = new byte[road.controllerGroup[road.controllers.size()]];
        phase = new int[road.controllers.size()];
        nextSwitch = new double[road.controllers.size()];
        Arrays.fill(nextSwitch, Double.NEGATIVE_INFINITY);
        began = new double[nextSwitch.length];
        Arrays.fill(began, Double.NEGATIVE_INFINITY);
        actuated = new boolean[nextSwitch.length];
        for (int c = 0; c < actuated.length; c++) {
            actuated[c] = plan(c).actuated();
        }
    }

    void each(Columns columns) {
        aspect = columns.of(aspect);
        phase = columns.of(phase);
        nextSwitch = columns.of(nextSwitch);
        began = columns.of(began);
        loops.each(columns);
    }

    private SignalPlan plan(int c) {
        return road.controllers.get(c).plan();
    }

    void update(double time, Crew crew) {
        loops.look(time, crew);
        for (int c = 0; c < nextSwitch.length; c++) {
            if (time >= nextSwitch[c] - EPSILON) {
                if (actuated[c] && began[c] > Double.NEGATIVE_INFINITY) {
                    goOn(c, time);
                } else {
                    show(c, time);
                }
            }
        }
    }

    /** Shows a phase until another is held or the plan goes on. */
    void hold(int c, int p) {
        phase[c] = p;
        nextSwitch[c] = Double.POSITIVE_INFINITY;
        light(c, p);
    }

    /** Shows this until something else is ordered or the plan goes on; what was last held or followed stays its phase. */
    void hold(int c, List<Aspect> shown) {
        nextSwitch[c] = Double.POSITIVE_INFINITY;
        light(c, shown);
    }

    /** Shows all groups the same, whatever the plan says, until a phase is held or the plan goes on. */
    void holdAll(int c, Aspect shown) {
        nextSwitch[c] = Double.POSITIVE_INFINITY;
        Arrays.fill(aspect, road.controllerGroup[c], road.controllerGroup[c + 1], (byte) shown.ordinal());
    }

    /** Lets the plan go on where it would be now; a phase of an actuated one begins now. */
    void show(int c, double time) {
        SignalPlan plan = plan(c);
        double cycle = plan.cycleSeconds();
        double into = (time - plan.offsetSeconds()) % cycle;
        into = into < 0 ? into + cycle : into;
        int p = 0;
        double end = plan.phases().get(0).durationSeconds();
        while (into >= end - EPSILON && p < plan.phases().size() - 1) {
            p++;
            end += plan.phases().get(p).durationSeconds();
        }
        if (actuated[c]) {
            begin(c, p, time);
            return;
        }
        phase[c] = p;
        nextSwitch[c] = time + Math.max(end - into, 1e-3);
        light(c, p);
    }

    /** Begins a phase of an actuated plan. */
    void begin(int c, int p, double time) {
        phase[c] = p;
        began[c] = time;
        nextSwitch[c] = time + plan(c).phases().get(p).leastSeconds();
        light(c, p);
    }

    /** A phase whose end has come, unless its detectors lengthen it. */
    private void goOn(int c, double time) {
        SignalPhase shown = plan(c).phases().get(phase[c]);
        Actuation how = plan(c).actuation();
        double lasted = time - began[c];
        if (lasted < shown.mostSeconds() - EPSILON) {
            double gap = loops.gap(road.detectors.phaseBase[c] + phase[c], time);
            if (gap < how.maxGapSeconds()) {
                // Until who was seen last is at the line; phases last whole seconds, as controllers count them.
                double more = Math.max(how.detectorGapSeconds() - gap, 1e-3);
                double until = Math.ceil(lasted + more - EPSILON);
                nextSwitch[c] = began[c] + Math.min(until, shown.mostSeconds());
                return;
            }
        }
        begin(c, (phase[c] + 1) % plan(c).phases().size(), time);
    }

    /** Second at which the next phase of a controller begins at the latest; infinite while one is held. */
    double latestSwitch(int c) {
        SignalPhase shown = plan(c).phases().get(phase[c]);
        return actuated[c] && nextSwitch[c] < Double.POSITIVE_INFINITY ? began[c] + shown.mostSeconds() : nextSwitch[c];
    }

    private void light(int c, int p) {
        light(c, plan(c).phases().get(p).aspects());
    }

    private void light(int c, List<Aspect> aspects) {
        for (int g = 0; g < aspects.size(); g++) {
            aspect[road.controllerGroup[c] + g] = (byte) aspects.get(g).ordinal();
        }
    }

    /** What the movement's signal shows; {@link Aspect#OFF} where it has none. */
    Aspect of(int movement) {
        int group = road.moveGroup[movement];
        return group < 0 ? Aspect.OFF : ASPECTS[aspect[group]];
    }
}
