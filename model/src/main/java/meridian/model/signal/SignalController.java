package meridian.model.signal;

import java.util.List;

/**
 * The box at the kerb: its groups and its plan.
 *
 * @param id unique among controllers
 * @param nodes indices of the nodes it governs, one or more
 * @param groups number of signal groups; movements name them by index
 * @param plan what it runs; every phase shows an aspect for every group
 */
public record SignalController(String id, List<Integer> nodes, int groups, SignalPlan plan) {
    public SignalController {
        nodes = List.copyOf(nodes);
        for (SignalPhase phase : plan.phases()) {
            if (phase.aspects().size() != groups) {
                throw new IllegalArgumentException("signal " + id + " has " + groups
                        + " groups, but a phase of plan " + plan.id() + " shows "
                        + phase.aspects().size());
            }
        }
    }
}
