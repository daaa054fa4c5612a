package meridian.model.signal;

import java.util.List;

/**
 * A cycle of phases: each lasts its time, or where it may vary, as long as detectors say.
 *
 * @param id unique within its controller
 * @param offsetSeconds the first phase starts at this time of the simulation, and again every cycle
 * @param phases one or more, in order
 * @param source where it comes from
 * @param actuation how detectors lengthen the phases that may vary; without meaning where none may
 */
public record SignalPlan(
        String id, double offsetSeconds, List<SignalPhase> phases, Source source, Actuation actuation) {
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

    /** A plan whose phases do not vary, or do so by the usual detectors. */
    public SignalPlan(String id, double offsetSeconds, List<SignalPhase> phases, Source source) {
        this(id, offsetSeconds, phases, source, Actuation.USUAL);
    }

    /** Whether detectors say how long some phase lasts. */
    public boolean actuated() {
        return phases.stream().anyMatch(SignalPhase::varies);
    }

    /** Sum of the durations: what a cycle takes, or where phases vary, what the source states as usual. */
    public double cycleSeconds() {
        double sum = 0;
        for (SignalPhase phase : phases) {
            sum += phase.durationSeconds();
        }
        return sum;
    }

    /** Index of the phase that runs at this second of the simulation where all phases last their duration. */
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
