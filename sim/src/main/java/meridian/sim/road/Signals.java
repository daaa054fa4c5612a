package meridian.sim.road;

import java.util.Arrays;
import java.util.List;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalPlan;

/**
 * What every signal group shows now: the fixed-time plans, read with the step counter's time, and where somebody outside
 * holds a phase, that.
 */
final class Signals {
    private static final Aspect[] ASPECTS = Aspect.values();

    private final RoadNetwork road;
    /** {@code Aspect.ordinal()} of a group over all controllers. */
    byte[] aspect;
    /** Phase of a controller and second at which the next begins; infinite while a phase is held. */
    int[] phase;

    double[] nextSwitch;

    Signals(RoadNetwork road) {
        this.road = road;
        aspect = new byte[road.controllerGroup[road.controllers.size()]];
        phase = new int[road.controllers.size()];
        nextSwitch = new double[road.controllers.size()];
        Arrays.fill(nextSwitch, Double.NEGATIVE_INFINITY);
    }

    void each(Columns columns) {
        aspect = columns.of(aspect);
        phase = columns.of(phase);
        nextSwitch = columns.of(nextSwitch);
    }

    void update(double time) {
        for (int c = 0; c < nextSwitch.length; c++) {
            if (time >= nextSwitch[c] - 1e-9) {
                show(c, time);
            }
        }
    }

    /** Shows a phase until another is held or the plan goes on. */
    void hold(int c, int p) {
        phase[c] = p;
        nextSwitch[c] = Double.POSITIVE_INFINITY;
        light(c, p);
    }

    /** Lets the plan go on where it would be now. */
    void show(int c, double time) {
        SignalPlan plan = road.controllers.get(c).plan();
        double cycle = plan.cycleSeconds();
        double into = (time - plan.offsetSeconds()) % cycle;
        into = into < 0 ? into + cycle : into;
        int p = 0;
        double end = plan.phases().get(0).durationSeconds();
        while (into >= end - 1e-9 && p < plan.phases().size() - 1) {
            p++;
            end += plan.phases().get(p).durationSeconds();
        }
        phase[c] = p;
        nextSwitch[c] = time + Math.max(end - into, 1e-3);
        light(c, p);
    }

    private void light(int c, int p) {
        List<Aspect> aspects = road.controllers.get(c).plan().phases().get(p).aspects();
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
