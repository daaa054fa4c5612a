package meridian.sim.road;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import meridian.model.City;
import meridian.model.network.ConflictFinder;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.signal.Actuation;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/** Puts stop signs up at random and changes what signals do: detectors, arrows at red, minutes in the dark or flashing. */
final class RandomSigns {
    private static final double LEAST_SECONDS = 6;
    private static final double MOST_SECONDS = 50;
    private static final double DARK_SECONDS = 40;

    private RandomSigns() {}

    static City putUp(City city, Random random) {
        Network old = city.network();
        boolean[] stops = new boolean[old.links().size()];
        for (int l = 0; l < stops.length; l++) {
            stops[l] = random.nextInt(6) == 0;
        }
        List<Movement> movements = old.movements().stream()
                .map(m -> stops[m.fromLink()] ? m.withStop() : m)
                .toList();
        Network network = new Network(
                old.nodes(),
                old.links(),
                movements,
                old.crossings(),
                ConflictFinder.find(old.nodes(), old.links(), movements));
        List<SignalController> signals = new ArrayList<>();
        for (SignalController c : city.signals()) {
            signals.add(new SignalController(c.id(), c.nodes(), c.groups(), changed(c.plan(), c.groups(), random)));
        }
        return city.with(network, signals);
    }

    private static SignalPlan changed(SignalPlan plan, int groups, Random random) {
        List<SignalPhase> phases = new ArrayList<>(plan.phases());
        switch (random.nextInt(5)) {
            case 0, 1 -> phases.replaceAll(RandomSigns::varying);
            case 2 -> {
                int group = random.nextInt(groups);
                phases.replaceAll(phase -> withArrow(phase, group));
            }
            case 3 -> {
                phases.add(all(Aspect.OFF, groups));
                phases.add(all(Aspect.FLASHING_AMBER, groups));
            }
            default -> {
                // As it was designed.
            }
        }
        return new SignalPlan(plan.id(), plan.offsetSeconds(), phases, plan.source(), Actuation.USUAL);
    }

    private static SignalPhase varying(SignalPhase phase) {
        boolean amber =
                phase.aspects().contains(Aspect.AMBER) || phase.aspects().contains(Aspect.RED_AMBER);
        return !amber && phase.aspects().stream().anyMatch(Aspect::green)
                ? new SignalPhase(phase.durationSeconds(), LEAST_SECONDS, MOST_SECONDS, phase.aspects())
                : phase;
    }

    private static SignalPhase withArrow(SignalPhase phase, int group) {
        List<Aspect> aspects = new ArrayList<>(phase.aspects());
        aspects.set(group, aspects.get(group) == Aspect.RED ? Aspect.STOP_THEN_GO : aspects.get(group));
        return new SignalPhase(phase.durationSeconds(), aspects);
    }

    private static SignalPhase all(Aspect aspect, int groups) {
        return new SignalPhase(DARK_SECONDS, Collections.nCopies(groups, aspect));
    }
}
