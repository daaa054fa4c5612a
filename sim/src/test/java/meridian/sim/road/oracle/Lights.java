package meridian.sim.road.oracle;

import java.util.List;
import meridian.model.City;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/** What signals show: fixed-time plans, looked up anew whenever somebody asks. */
final class Lights {
    /** Seconds are sums of steps. */
    private static final double ALMOST = 1e-9;

    private final City city;
    private double now;

    Lights(City city) {
        this.city = city;
    }

    void show(double time) {
        now = time;
    }

    Aspect of(Movement m) {
        if (!m.given.signalled()) {
            return Aspect.OFF;
        }
        SignalPlan plan = city.signals().get(m.given.signal()).plan();
        return phase(plan).aspects().get(m.given.group());
    }

    boolean open(Movement m) {
        return of(m).open();
    }

    private SignalPhase phase(SignalPlan plan) {
        double cycle = plan.cycleSeconds();
        double into = (now - plan.offsetSeconds()) % cycle;
        into = into < 0 ? into + cycle : into;
        List<SignalPhase> phases = plan.phases();
        double end = 0;
        for (SignalPhase phase : phases) {
            end += phase.durationSeconds();
            if (into < end - ALMOST) {
                return phase;
            }
        }
        return phases.getLast();
    }
}
