package meridian.formats.citybrain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.formats.ReadReport;
import meridian.formats.citybrain.RoadnetFile.Edge;
import meridian.formats.citybrain.RoadnetFile.Signal;
import meridian.model.BadInput;
import meridian.model.network.Network;
import meridian.model.network.Turn;
import meridian.model.signal.Aspect;
import meridian.model.signal.Greens;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;
import meridian.model.signal.SignalPlan;

/**
 * Signals and a fixed plan for each, which the format leaves to the contestant.
 *
 * <p>Twelve groups: three (left, straight, right) for each of four approaches, clockwise from north. The challenge's phases
 * 1 to 4 let north and south turn left, go straight, and then east and west the same; its phases 5 to 8 let one approach
 * at a time do both and serve nobody whom 1 to 4 do not, so the plan has only the first four that serve somebody. Who turns
 * right may always go.
 */
final class SignalBuilder {
    private static final int APPROACHES = 4;
    private static final int GROUPS = 3 * APPROACHES;
    private static final int[][] PHASES = {{0, 6}, {1, 7}, {3, 9}, {4, 10}};
    /** With two ambers and clearances each, four phases make the usual cycle of 90 s. */
    private static final double[] GREEN_SECONDS = {12, 23, 12, 23};

    private static final double AMBER_SECONDS = 3;
    private static final double CLEARANCE_SECONDS = 2;

    private final Map<Integer, Signal> signals = new LinkedHashMap<>();
    private final Map<Integer, Integer> indexOf = new HashMap<>();
    /** Place of an edge's other direction in the order of exits. */
    private final Map<String, Integer> approachOf = new HashMap<>();

    private final Map<String, Integer> exitOf = new HashMap<>();

    SignalBuilder(RoadnetFile roadnet, Map<String, Integer> nodeOf, Map<String, Integer> linkOf, ReadReport report) {
        for (Signal signal : roadnet.signals()) {
            Integer node = nodeOf.get(signal.intersection());
            if (node == null) {
                throw new BadInput(
                        signal.place(),
                        "a signal at intersection " + signal.intersection(),
                        "an intersection of this file",
                        "Correct the file");
            }
            if (signal.exits().stream().noneMatch(linkOf::containsKey)) {
                report.skipped("signal", "none of its edges is in the file", signal.place());
                continue;
            }
            indexOf.put(node, signals.size());
            signals.put(node, signal);
            for (int i = 0; i < Math.min(APPROACHES, signal.exits().size()); i++) {
                Integer exit = linkOf.get(signal.exits().get(i));
                if (exit != null) {
                    exitOf.put(signal.exits().get(i), i);
                    approachOf.put(roadnet.edges().get(exit).reverse(), i);
                }
            }
        }
    }

    Set<String> intersections() {
        Set<String> ids = new HashSet<>();
        signals.values().forEach(signal -> ids.add(signal.intersection()));
        return ids;
    }

    int index(int node) {
        return indexOf.getOrDefault(node, -1);
    }

    /** The turn between two edges of one signal, by the order of its exits. */
    Optional<Turn> turn(Edge from, Edge to) {
        Integer approach = approachOf.get(from.id());
        Integer exit = exitOf.get(to.id());
        if (approach == null || exit == null) {
            return Optional.empty();
        }
        return Optional.of(
                switch (Math.floorMod(exit - approach, APPROACHES)) {
                    case 1 -> Turn.LEFT;
                    case 2 -> Turn.STRAIGHT;
                    case 3 -> Turn.RIGHT;
                    default -> Turn.U_TURN;
                });
    }

    /** The group of a movement, or -1 where its edge is none of the signal's approaches. */
    int group(Edge from, Turn turn) {
        Integer approach = approachOf.get(from.id());
        return approach == null ? -1 : approach * 3 + (turn.isLeft() ? 0 : turn.isRight() ? 2 : 1);
    }

    List<SignalController> controllers(Network network) {
        List<SignalController> controllers = new ArrayList<>();
        signals.forEach((node, signal) -> controllers.add(
                new SignalController(signal.intersection(), List.of(node), GROUPS, plan(network, node))));
        return controllers;
    }

    private static SignalPlan plan(Network network, int node) {
        Set<Integer> used = new HashSet<>();
        for (int m : network.movementsAt(node)) {
            used.add(network.movement(m).group());
        }
        Set<Integer> free = new HashSet<>();
        for (int right = 2; right < GROUPS; right += 3) {
            free.add(right);
        }
        List<SignalPhase> phases = new ArrayList<>();
        for (int i = 0; i < PHASES.length; i++) {
            Set<Integer> open = new HashSet<>(free);
            for (int group : PHASES[i]) {
                open.add(group);
            }
            if (used.contains(PHASES[i][0]) || used.contains(PHASES[i][1])) {
                phases.add(new SignalPhase(GREEN_SECONDS[i], aspects(network, node, open)));
                phases.add(new SignalPhase(AMBER_SECONDS, amber(network, node, open, free)));
                phases.add(new SignalPhase(CLEARANCE_SECONDS, aspects(network, node, free)));
            }
        }
        if (phases.isEmpty()) {
            phases.add(new SignalPhase(90, aspects(network, node, free)));
        }
        return new SignalPlan("1-4", 0, phases, SignalPlan.Source.ASSUMED);
    }

    private static List<Aspect> aspects(Network network, int node, Set<Integer> open) {
        List<Aspect> aspects = new ArrayList<>();
        for (int group = 0; group < GROUPS; group++) {
            aspects.add(Greens.aspect(network, node, group, open));
        }
        return aspects;
    }

    private static List<Aspect> amber(Network network, int node, Set<Integer> open, Set<Integer> free) {
        List<Aspect> aspects = aspects(network, node, open);
        for (int group = 0; group < GROUPS; group++) {
            if (open.contains(group) && !free.contains(group)) {
                aspects.set(group, Aspect.AMBER);
            }
        }
        return aspects;
    }
}
