package meridian.decide;

import java.util.ArrayList;
import java.util.List;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlNetwork;
import meridian.model.control.ControlStage;

/**
 * The stage that the junction's own plan has now. A plan whose greens detectors would lengthen is followed at its usual lengths.
 *
 * <p>It sees nothing and never adapts. It is what everything else is held against.
 */
final class FixedPlan implements Decider {
    private final ControlNetwork network;

    FixedPlan(ControlNetwork network) {
        this.network = network;
    }

    @Override
    public List<Proposal> decide(Snapshot now) {
        List<Proposal> proposals = new ArrayList<>();
        for (int j = 0; j < network.junctions().size(); j++) {
            ControlJunction junction = network.junctions().get(j);
            if (!junction.stages().isEmpty()) {
                proposals.add(planned(j, junction, now.seconds()));
            }
        }
        return proposals;
    }

    /** The last stage that has begun; before the first one of a cycle, the last of the cycle before. */
    private static Proposal planned(int index, ControlJunction junction, double seconds) {
        double cycle = junction.cycleSeconds();
        double into = seconds - junction.offsetSeconds();
        into -= Math.floor(into / cycle) * cycle;
        List<ControlStage> stages = junction.stages();
        int stage = stages.size() - 1;
        for (int s = 0; s < stages.size(); s++) {
            if (stages.get(s).fromSeconds() <= into) {
                stage = s;
            }
        }
        if (into < stages.getFirst().fromSeconds()) {
            stage = stages.size() - 1;
        }
        String rule = "is in the plan at this second of the cycle";
        return new Proposal(index, stage, new Proposal.Reason(rule, into, cycle, "s"));
    }
}
