package meridian.formats.cityflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meridian.formats.cityflow.Roadnet.Intersection;
import meridian.formats.cityflow.Roadnet.LightPhase;
import meridian.model.BadInput;
import meridian.model.network.Network;
import meridian.model.signal.Aspect;
import meridian.model.signal.Greens;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/**
 * A traffic light: one group for each road link, one phase for each of its light phases, with the times stated.
 *
 * <p>CityFlow knows only "may go". Where that meets others who may go and have the right of way, it is a permitted green.
 * It changes from one phase to the next without amber unless the file has a phase for that.
 */
final class LightConversion {
    private final Network network;

    LightConversion(Network network) {
        this.network = network;
    }

    SignalController controller(int node, Intersection intersection) {
        int groups = intersection.roadLinks().size();
        List<SignalPhase> phases = new ArrayList<>();
        for (LightPhase phase : intersection.lightPhases()) {
            Set<Integer> open = open(intersection, phase);
            List<Aspect> aspects = new ArrayList<>();
            for (int group = 0; group < groups; group++) {
                aspects.add(Greens.aspect(network, node, group, open));
            }
            phases.add(phase(intersection, phase, aspects));
        }
        return new SignalController(
                intersection.id(), List.of(node), groups, new SignalPlan("0", 0, phases, SignalPlan.Source.GIVEN));
    }

    private static SignalPhase phase(Intersection intersection, LightPhase phase, List<Aspect> aspects) {
        try {
            return new SignalPhase(phase.seconds(), aspects);
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    intersection.place(),
                    "intersection " + intersection.id() + ": " + e.getMessage(),
                    "phases with a time above 0 s",
                    "Correct the roadnet");
        }
    }

    /** Who turns right may go in every phase, as in CityFlow. */
    private static Set<Integer> open(Intersection intersection, LightPhase phase) {
        Set<Integer> open = new HashSet<>(phase.available());
        for (int group : open) {
            if (group < 0 || group >= intersection.roadLinks().size()) {
                throw new BadInput(
                        intersection.place(),
                        "intersection " + intersection.id() + " has a light phase for road link " + group,
                        "a road link from 0 to " + (intersection.roadLinks().size() - 1),
                        "Correct the roadnet");
            }
        }
        for (int group = 0; group < intersection.roadLinks().size(); group++) {
            if (intersection.roadLinks().get(group).turnsRight()) {
                open.add(group);
            }
        }
        return open;
    }
}
