package meridian.sim.road.oracle;

import java.util.Arrays;
import java.util.List;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/** What signals show: the plans, their phases lengthened by detectors where they may vary. */
final class Lights {
    /** Seconds are sums of steps. */
    private static final double ALMOST = 1e-9;

    private final Roads roads;
    private final Tables tables;
    private final double step;
    private final int[] phase;
    /** Second at which a phase that may vary began; negative infinity: none did. */
    private final double[] began;
    /** Second at which it ends or is looked at again. */
    private final double[] next;
    /** Second at which somebody was last over a detector. */
    private final double[] seen;

    Lights(Roads roads, Tables tables, double step) {
        this.roads = roads;
        this.tables = tables;
        this.step = step;
        int controllers = roads.city.signals().size();
        phase = new int[controllers];
        began = new double[controllers];
        next = new double[controllers];
        Arrays.fill(began, Double.NEGATIVE_INFINITY);
        seen = new double[tables.detectors()];
        Arrays.fill(seen, Double.NEGATIVE_INFINITY);
    }

    /** Shows what is due at this second. */
    void show(double time) {
        for (int d = 0; d < seen.length; d++) {
            lookAt(d, time);
        }
        for (int c = 0; c < phase.length; c++) {
            SignalPlan plan = roads.city.signals().get(c).plan();
            if (!plan.actuated()) {
                phase[c] = planned(plan, time);
            } else if (began[c] == Double.NEGATIVE_INFINITY) {
                begin(c, planned(plan, time), time);
            } else if (time >= next[c] - ALMOST) {
                endOrLengthen(c, time);
            }
        }
    }

    /** The phase that runs where every phase lasts its duration. */
    private static int planned(SignalPlan plan, double time) {
        double cycle = plan.cycleSeconds();
        double into = (time - plan.offsetSeconds()) % cycle;
        into = into < 0 ? into + cycle : into;
        double end = 0;
        for (int p = 0; p < plan.phases().size(); p++) {
            end += plan.phases().get(p).durationSeconds();
            if (into < end - ALMOST) {
                return p;
            }
        }
        return plan.phases().size() - 1;
    }

    private void begin(int c, int p, double time) {
        phase[c] = p;
        began[c] = time;
        next[c] = time + shown(c).leastSeconds();
    }

    private SignalPhase shown(int c) {
        return roads.city.signals().get(c).plan().phases().get(phase[c]);
    }

    private void endOrLengthen(int c, double time) {
        SignalPlan plan = roads.city.signals().get(c).plan();
        double lasted = time - began[c];
        double gap = gap(c, time);
        if (lasted < shown(c).mostSeconds() - ALMOST && gap < plan.actuation().maxGapSeconds()) {
            double more = Math.max(plan.actuation().detectorGapSeconds() - gap, 1e-3);
            double until = Math.ceil(lasted + more - ALMOST);
            next[c] = began[c] + Math.min(until, shown(c).mostSeconds());
        } else {
            begin(c, (phase[c] + 1) % plan.phases().size(), time);
        }
    }

    private double gap(int c, double time) {
        double gap = Double.POSITIVE_INFINITY;
        for (int d : tables.lengthening(c, phase[c])) {
            gap = Math.min(gap, time - seen[d]);
        }
        return gap;
    }

    /** Who is over a detector now, and who has left it in the step that ends now; fronts may be in the node already. */
    private void lookAt(int d, double time) {
        Lane lane = roads.lanes.get(tables.detectorLane(d));
        double at = tables.detectorMeters(d);
        lane.vehicles.forEach(v -> lookAt(d, v, at, time));
        lane.out.forEach(m -> m.vehicles.forEach(v -> lookAt(d, v, at - lane.length, time)));
    }

    private void lookAt(int d, Vehicle v, double at, double time) {
        double beyond = v.rear() - at;
        if (v.position >= at && beyond <= v.speed * step) {
            seen[d] = Math.max(seen[d], beyond <= 0 ? time : time - beyond / v.speed);
        }
    }

    Aspect of(Movement m) {
        if (!m.given.signalled()) {
            return Aspect.OFF;
        }
        List<Aspect> aspects = shown(m.given.signal()).aspects();
        return aspects.get(m.given.group());
    }

    boolean open(Movement m) {
        return of(m).open();
    }

    /** Whether drivers have to stand at the line before they go: a sign that no signal overrules, or an arrow at red. */
    boolean stopsFirst(Movement m) {
        Aspect aspect = of(m);
        return aspect == Aspect.STOP_THEN_GO || m.stops && (aspect == Aspect.OFF || aspect == Aspect.FLASHING_AMBER);
    }
}
