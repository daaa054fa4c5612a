package meridian.model;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import meridian.model.Finding.Kind;
import meridian.model.Finding.Severity;
import meridian.model.network.Conflicts;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.NodeControl;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;

/** Signals without a plan, groups that never go, and protected greens that meet. */
final class SignalCheck {
    private final City city;
    private final Network network;
    private final List<Finding> findings;

    SignalCheck(City city, List<Finding> findings) {
        this.city = city;
        this.network = city.network();
        this.findings = findings;
    }

    void run() {
        Set<Integer> governed = new HashSet<>();
        city.signals().forEach(signal -> governed.addAll(signal.nodes()));
        for (int node = 0; node < network.nodes().size(); node++) {
            if (network.node(node).control() == NodeControl.SIGNALS && !governed.contains(node)) {
                add(
                        Kind.SIGNAL_WITHOUT_PLAN,
                        Severity.WARNING,
                        node,
                        network.node(node).id(),
                        "the node has signals, but no movement obeys one",
                        "Nothing to do where they are for people on foot; else add a plan to the source, import again");
            }
        }
        for (int i = 0; i < city.signals().size(); i++) {
            SignalController signal = city.signals().get(i);
            neverGreen(i, signal);
            for (int node : signal.nodes()) {
                conflicts(i, signal, node);
            }
        }
    }

    private void neverGreen(int index, SignalController signal) {
        Set<Integer> waiting = new TreeSet<>();
        for (int node : signal.nodes()) {
            for (int m : network.movementsAt(node)) {
                if (network.movement(m).signal() == index) {
                    waiting.add(network.movement(m).group());
                }
            }
        }
        for (SignalPhase phase : signal.plan().phases()) {
            waiting.removeIf(group -> phase.aspects().get(group).open());
        }
        if (!waiting.isEmpty()) {
            add(
                    Kind.NEVER_GREEN,
                    Severity.ERROR,
                    signal.nodes().getFirst(),
                    signal.id(),
                    "groups " + waiting + " never go in plan " + signal.plan().id(),
                    "Add them to a phase");
        }
    }

    private void conflicts(int index, SignalController signal, int node) {
        int[] here = network.movementsAt(node);
        Conflicts conflicts = network.conflicts(node);
        Set<String> told = new TreeSet<>();
        for (int a = 0; a < here.length; a++) {
            for (int b = a + 1; b < here.length; b++) {
                Movement first = network.movement(here[a]);
                Movement second = network.movement(here[b]);
                if (first.signal() == index
                        && second.signal() == index
                        && first.toLink() != second.toLink()
                        && conflicts.crosses(a, b)
                        && together(signal, first.group(), second.group())) {
                    told.add(Math.min(first.group(), second.group()) + " and "
                            + Math.max(first.group(), second.group()));
                }
            }
        }
        if (!told.isEmpty()) {
            add(
                    Kind.CONFLICTING_GREENS,
                    Severity.ERROR,
                    node,
                    signal.id(),
                    "groups that cross each other have a protected green together: " + String.join(", ", told),
                    "Part them, or make one a permitted green");
        }
    }

    private static boolean together(SignalController signal, int a, int b) {
        return signal.plan().phases().stream()
                .anyMatch(phase -> phase.aspects().get(a) == Aspect.GREEN_PROTECTED
                        && phase.aspects().get(b) == Aspect.GREEN_PROTECTED);
    }

    private void add(Kind kind, Severity severity, int node, String id, String what, String advice) {
        findings.add(new Finding(
                kind, severity, id, city.projection().toEarth(network.node(node).at()), what, advice));
    }
}
