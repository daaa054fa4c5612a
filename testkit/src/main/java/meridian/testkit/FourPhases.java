package meridian.testkit;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/**
 * The plan of published grid benchmarks (CityFlow's and LibSignal's scenarios) for every signal of a city: 30 s each for
 * west–east straight, west–east left, north–south straight, north–south left, with 5 s of amber after each; right turns may
 * always go when they find a gap.
 */
final class FourPhases {
    private static final double GREEN_SECONDS = 30;
    private static final double AMBER_SECONDS = 5;
    /** Which phase a right turn belongs to: every one. */
    private static final int ALWAYS = -1;

    private FourPhases() {}

    static City of(City city) {
        List<int[]> phaseOfGroup = new ArrayList<>();
        for (SignalController signal : city.signals()) {
            phaseOfGroup.add(new int[signal.groups()]);
        }
        Network network = city.network();
        for (Movement m : network.movements()) {
            if (m.signalled()) {
                double heading = network.link(m.fromLink()).shape().lastHeading();
                int axis = Math.abs(Math.cos(heading)) > Math.abs(Math.sin(heading)) ? 0 : 2;
                phaseOfGroup.get(m.signal())[m.group()] =
                        m.turn().isRight() ? ALWAYS : axis + (m.turn().isLeft() ? 1 : 0);
            }
        }
        List<SignalController> signals = new ArrayList<>();
        for (int s = 0; s < phaseOfGroup.size(); s++) {
            SignalController old = city.signals().get(s);
            SignalPlan plan = new SignalPlan("four phases", 0, phases(phaseOfGroup.get(s)), SignalPlan.Source.GIVEN);
            signals.add(new SignalController(old.id(), old.nodes(), old.groups(), plan));
        }
        return new City(
                city.name(), city.projection(), network, signals, city.places(), city.trips(), city.attributions());
    }

    private static List<SignalPhase> phases(int[] phaseOfGroup) {
        List<SignalPhase> phases = new ArrayList<>();
        for (int phase = 0; phase < 4; phase++) {
            phases.add(new SignalPhase(GREEN_SECONDS, aspects(phaseOfGroup, phase, Aspect.GREEN_PROTECTED)));
            phases.add(new SignalPhase(AMBER_SECONDS, aspects(phaseOfGroup, phase, Aspect.AMBER)));
        }
        return phases;
    }

    private static List<Aspect> aspects(int[] phaseOfGroup, int phase, Aspect now) {
        List<Aspect> aspects = new ArrayList<>();
        for (int own : phaseOfGroup) {
            aspects.add(own == ALWAYS ? Aspect.GREEN_PERMITTED : own == phase ? now : Aspect.RED);
        }
        return aspects;
    }
}
