package meridian.act.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import meridian.act.life.Effect;
import meridian.model.City;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.safety.JunctionRules;
import meridian.sim.road.Region;
import meridian.sim.road.RoadNetwork;

/** Which junctions belong together, from the map alone. Immutable. */
final class Clusters {
    /** Junctions so few links apart are beside each other. */
    private static final int BESIDE_LINKS = 2;
    /** Beyond, an effect of a junction's signals is not told from chance; forks agree by then to 1 in 50 (docs/forks.md). */
    static final int MEASURED_LINKS = 4;

    private final City city;
    private final Network network;
    private final RoadNetwork road;
    private final List<JunctionRules> rules;
    /** Links that end at the signals of controller c. */
    private final List<Set<Integer>> approaches = new ArrayList<>();

    private final int[] controllerOf;

    Clusters(City city, RoadNetwork road, List<JunctionRules> rules) {
        this.city = city;
        this.road = road;
        this.rules = List.copyOf(rules);
        network = city.network();
        controllerOf = new int[network.nodes().size()];
        java.util.Arrays.fill(controllerOf, -1);
        for (int c = 0; c < city.signals().size(); c++) {
            Set<Integer> links = new TreeSet<>();
            for (int node : city.signals().get(c).nodes()) {
                controllerOf[node] = c;
                for (int m : network.movementsAt(node)) {
                    Movement movement = network.movement(m);
                    if (movement.signal() == c) {
                        links.add(movement.fromLink());
                    }
                }
            }
            approaches.add(links);
        }
    }

    int controllers() {
        return approaches.size();
    }

    Set<Integer> approaches(int controller) {
        return approaches.get(controller);
    }

    /** Whether anybody but its plan may control it: its safety rules are known, and there is something to choose. */
    boolean controllable(int controller) {
        return rules.get(controller).findRules().isPresent()
                && city.signals().get(controller).plan().phases().size() > 1;
    }

    /** The controller of a node; empty where it has none. */
    Optional<Integer> controllerAt(int node) {
        return node < 0 || node >= controllerOf.length || controllerOf[node] < 0
                ? Optional.empty()
                : Optional.of(controllerOf[node]);
    }

    /**
     * A controller with those beside it at which most is lost.
     *
     * @param lost by controller
     * @param most of them
     */
    Cluster around(int controller, double[] lost, int most) {
        List<Integer> chosen = new ArrayList<>(List.of(controller));
        beside(controller).stream()
                .filter(this::controllable)
                .sorted(Comparator.comparingDouble(c -> -lost[c]))
                .limit(most - 1L)
                .forEach(chosen::add);
        return of(chosen);
    }

    Cluster of(List<Integer> controllers) {
        int center = city.signals().get(controllers.getFirst()).nodes().getFirst();
        Region region = Region.around(road, center, MEASURED_LINKS);
        Set<Integer> ends = new TreeSet<>();
        Set<Integer> nodes = new LinkedHashSet<>();
        for (int c : controllers) {
            ends.addAll(approaches.get(c));
            nodes.addAll(city.signals().get(c).nodes());
        }
        Set<Integer> links = new TreeSet<>(ends);
        IntStream.range(0, network.links().size()).filter(region::hasLink).forEach(links::add);
        return new Cluster(
                controllers, List.copyOf(nodes), List.copyOf(ends), List.copyOf(links), name(controllers.getFirst()));
    }

    private Collection<Integer> beside(int controller) {
        Set<Integer> reached =
                new LinkedHashSet<>(city.signals().get(controller).nodes());
        for (int hop = 0; hop < BESIDE_LINKS; hop++) {
            Set<Integer> next = new LinkedHashSet<>(reached);
            for (int node : reached) {
                for (int m : network.movementsAt(node)) {
                    next.add(network.link(network.movement(m).fromLink()).fromNode());
                    next.add(network.link(network.movement(m).toLink()).toNode());
                }
            }
            reached = next;
        }
        Set<Integer> found = new TreeSet<>();
        reached.forEach(node -> controllerAt(node).ifPresent(found::add));
        found.remove(controller);
        return found;
    }

    /** The streets that meet there; without names the controller's own. */
    private String name(int controller) {
        Set<String> names = new LinkedHashSet<>();
        for (int link : approaches.get(controller)) {
            if (!network.link(link).name().isBlank()) {
                names.add(network.link(link).name());
            }
        }
        return names.isEmpty()
                ? city.signals().get(controller).id()
                : String.join(" / ", names.stream().limit(2).toList());
    }

    /** A link as a place of the log. */
    String place(int link) {
        String name = network.link(link).name();
        return "link " + network.link(link).id() + (name.isBlank() ? "" : ", " + name);
    }

    /** What is measured, in words. */
    static String measure() {
        return "time lost within " + MEASURED_LINKS + " links of the first junction";
    }

    static Effect nothing() {
        return new Effect(measure(), Effects.UNIT, 0, 0, 0);
    }
}
