package meridian.model.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;

/** Takes from a city what deciders must know. One use, one thread. */
final class ControlNetworkFinder {
    /** Front of a vehicle that stands at the line is on the loop. */
    private static final double STOP_LINE_METERS = 2;
    /** How long before the line who comes is seen: about an amber and a reaction (RiLSA's detectors for extension lie so). */
    private static final double ADVANCE_SECONDS = 5;
    /** Who has just entered or changes lanes behind the last junction is over it as a whole, and in one lane. */
    private static final double ENTRANCE_METERS = 20;

    private final City city;
    private final Network network;
    /** Controllers of the city that become junctions, in this order. */
    private final List<Integer> controllers;
    /** Index in {@link #lanes} of a link's first lane. */
    private final Map<Integer, Integer> firstLane = new TreeMap<>();

    private final List<ControlLane> lanes = new ArrayList<>();
    private final List<ControlDetector> detectors = new ArrayList<>();

    ControlNetworkFinder(City city, List<Integer> controllers) {
        this.city = city;
        this.controllers = List.copyOf(controllers);
        network = city.network();
    }

    ControlNetwork find() {
        addLanes();
        List<ControlJunction> junctions =
                controllers.stream().map(this::junction).toList();
        return new ControlNetwork(city.name(), lanes, junctions, detectors);
    }

    private void addLanes() {
        Map<List<Integer>, Integer> signalOfLane = new HashMap<>();
        int[] junctionOf = new int[city.signals().size()];
        Arrays.fill(junctionOf, ControlLane.NOWHERE);
        for (int j = 0; j < controllers.size(); j++) {
            junctionOf[controllers.get(j)] = j;
        }
        for (Movement m : network.movements()) {
            if (m.signalled() && junctionOf[m.signal()] != ControlLane.NOWHERE) {
                signalOfLane.put(List.of(m.fromLink(), m.fromLane()), junctionOf[m.signal()]);
                firstLane.put(m.fromLink(), -1);
                firstLane.put(m.toLink(), -1);
            }
        }
        for (int link : firstLane.keySet()) {
            firstLane.put(link, lanes.size());
            for (int lane = 0; lane < network.link(link).lanes().size(); lane++) {
                addLane(link, lane, signalOfLane.getOrDefault(List.of(link, lane), ControlLane.NOWHERE));
            }
        }
    }

    private void addLane(int link, int lane, int junction) {
        Link road = network.link(link);
        String id = road.id() + "_" + lane;
        double limit = road.lanes().get(lane).speedLimitMps();
        double length = road.lengthMeters();
        int index = lanes.size();
        lanes.add(new ControlLane(id, link, lane, length, limit, junction));
        if (junction == ControlLane.NOWHERE) {
            return;
        }
        double stop = Math.min(STOP_LINE_METERS, length / 2);
        double entrance = Math.max(stop, length - ENTRANCE_METERS);
        double advance = Math.clamp(ADVANCE_SECONDS * limit, stop, entrance);
        detectors.add(new ControlDetector(id + "_stop", index, stop, ControlDetector.Role.STOP_LINE));
        detectors.add(new ControlDetector(id + "_advance", index, advance, ControlDetector.Role.ADVANCE));
        detectors.add(new ControlDetector(id + "_entrance", index, entrance, ControlDetector.Role.ENTRANCE));
    }

    private ControlJunction junction(int signal) {
        SignalController controller = city.signals().get(signal);
        return new ControlJunction(
                controller.id(),
                controller.groups(),
                stages(controller),
                controller.plan().cycleSeconds(),
                controller.plan().offsetSeconds(),
                movements(signal));
    }

    private List<ControlMovement> movements(int signal) {
        Set<ControlMovement> found = new LinkedHashSet<>();
        for (int node : city.signals().get(signal).nodes()) {
            for (int index : network.movementsAt(node)) {
                Movement m = network.movement(index);
                if (m.signal() == signal) {
                    int to = firstLane.getOrDefault(m.toLink(), 0);
                    int count = network.link(m.toLink()).lanes().size();
                    List<Integer> behind =
                            IntStream.range(to, to + count).boxed().toList();
                    found.add(new ControlMovement(
                            m.group(), firstLane.getOrDefault(m.fromLink(), 0) + m.fromLane(), behind, m.turn()));
                }
            }
        }
        return List.copyOf(found);
    }

    /**
     * Phases in which nothing is amber and whose greens are not part of another such phase: pauses in which only what is
     * always green goes on are left out. Where that leaves a group that some phase opens, this phase is taken, too.
     */
    private static List<ControlStage> stages(SignalController controller) {
        List<SignalPhase> phases = controller.plan().phases();
        List<Set<Integer>> greens =
                phases.stream().map(ControlNetworkFinder::greens).toList();
        Set<Integer> chosen = new TreeSet<>();
        Set<Integer> served = new HashSet<>();
        for (int p = 0; p < phases.size(); p++) {
            if (steady(phases.get(p)) && !partOfAnother(p, phases, greens)) {
                chosen.add(p);
                served.addAll(greens.get(p));
            }
        }
        for (int p = 0; p < phases.size(); p++) {
            if (served.addAll(greens.get(p))) {
                chosen.add(p);
            }
        }
        List<ControlStage> stages = new ArrayList<>();
        double from = 0;
        for (int p = 0; p < phases.size(); p++) {
            double seconds = phases.get(p).durationSeconds();
            if (chosen.contains(p)) {
                stages.add(new ControlStage(List.copyOf(new TreeSet<>(greens.get(p))), from, seconds));
            }
            from += seconds;
        }
        return Collections.unmodifiableList(stages);
    }

    private static boolean partOfAnother(int p, List<SignalPhase> phases, List<Set<Integer>> greens) {
        return greens.get(p).isEmpty()
                || IntStream.range(0, phases.size())
                        .anyMatch(o -> steady(phases.get(o))
                                && greens.get(o).size() > greens.get(p).size()
                                && greens.get(o).containsAll(greens.get(p)));
    }

    private static boolean steady(SignalPhase phase) {
        return !phase.aspects().contains(Aspect.AMBER) && !phase.aspects().contains(Aspect.RED_AMBER);
    }

    private static Set<Integer> greens(SignalPhase phase) {
        Set<Integer> green = new TreeSet<>();
        for (int g = 0; g < phase.aspects().size(); g++) {
            if (phase.aspects().get(g).green()) {
                green.add(g);
            }
        }
        return green;
    }
}
