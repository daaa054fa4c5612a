package meridian.model.signal;

import java.util.List;

/**
 * A fixed-time cycle of phases.
 *
 * @param id unique within its controller
 * @param offsetSeconds the first phase starts at this time of the simulation, and again every cycle
 * @param phases one or more, in order
 * @param source where it comes from
 */
public record SignalPlan(String id, double offsetSeconds, List<SignalPhase> phases, Source source) {
    /** Where a plan comes from. */
    public enum Source {
        /** Stated by the source of the city. */
        GIVEN,
        /** Computed by Meridian because none was known; shown as assumed. */
        ASSUMED
    }

    public SignalPlan {
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("signal plan " + id + " needs a phase");
        }
        phases = List.copyOf(phases);
    }

    public double cycleSeconds() {
        double sum = 0;
        for (SignalPhase phase : phases) {
            sum += phase.durationSeconds();
        }
        return sum;
    }

    /** Index of the phase that runs at this second of the simulation. */
    public int phaseAt(double seconds) {
        double cycle = cycleSeconds();
        double t = (seconds - offsetSeconds) % cycle;
        if (t < 0) {
            t += cycle;
        }
        int i = 0;
        while (i < phases.size() - 1 && t >= phases.get(i).durationSeconds()) {
            t -= phases.get(i).durationSeconds();
            i++;
        }
        return i;
    }
}
