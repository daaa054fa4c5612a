package meridian.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import meridian.model.network.Conflicts;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.signal.PlanDesigner;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPlan;
import meridian.model.signal.SignalSite;

/** Computes the assumed signal plans of a whole city anew. */
public final class SignalTiming {
    private SignalTiming() {}

    /**
     * The city with plans for the traffic that is expected, where nobody stated the plans; the others stay.
     *
     * @param flowsPerHour vehicles that want to make each movement, by the movement's index, 1/h
     */
    public static City timed(City city, double[] flowsPerHour) {
        Network network = city.network();
        List<SignalSite> sites = city.signals().stream()
                .filter(c -> c.plan().source() == SignalPlan.Source.ASSUMED)
                .map(c -> new SignalSite(c.id(), c.nodes()))
                .toList();
        Map<Integer, Conflicts> conflicts = network.allConflicts();
        PlanDesigner.Designed designed = PlanDesigner.design(
                network.nodes(), network.links(), network.movements(), conflicts, sites, flowsPerHour);
        Map<String, SignalController> made = new HashMap<>();
        designed.signals().forEach(c -> made.put(c.id(), c));
        List<SignalController> signals =
                city.signals().stream().map(c -> made.getOrDefault(c.id(), c)).toList();
        Map<String, Integer> index = new HashMap<>();
        for (int c = 0; c < signals.size(); c++) {
            index.put(signals.get(c).id(), c);
        }
        List<Movement> movements = new ArrayList<>(network.movements());
        for (int m = 0; m < movements.size(); m++) {
            Movement now = designed.movements().get(m);
            if (now != network.movement(m)) {
                int signal = index.get(designed.signals().get(now.signal()).id());
                movements.set(m, now.withSignal(signal));
            }
        }
        return city.with(
                new Network(network.nodes(), network.links(), movements, network.crossings(), conflicts), signals);
    }
}
