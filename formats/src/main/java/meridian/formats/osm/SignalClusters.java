package meridian.formats.osm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import meridian.formats.ReadReport;
import meridian.model.signal.SignalSite;

/**
 * Which signals are one installation: single linkage, each nearer than 35 m to the next.
 *
 * <p>With 35 m the 1,077 signal nodes of Montevideo form 681 clusters; with 30 m 701, with 45 m 666.
 */
final class SignalClusters {
    private final int[] vertices;
    private final int[] parent;

    SignalClusters(RoadSigns signs, Plane plane) {
        vertices = signs.signals().stream().toArray();
        parent = java.util.stream.IntStream.range(0, vertices.length).toArray();
        Integer[] byX = new Integer[vertices.length];
        for (int i = 0; i < byX.length; i++) {
            byX[i] = i;
        }
        java.util.Arrays.sort(byX, java.util.Comparator.comparingDouble(i -> plane.x(vertices[i])));
        for (int i = 0; i < byX.length; i++) {
            for (int j = i + 1; j < byX.length; j++) {
                if (plane.x(vertices[byX[j]]) - plane.x(vertices[byX[i]]) >= JunctionMerger.SIGNAL_REACH_METERS) {
                    break;
                }
                if (plane.distance(vertices[byX[i]], vertices[byX[j]]) < JunctionMerger.SIGNAL_REACH_METERS) {
                    parent[root(byX[i])] = root(byX[j]);
                }
            }
        }
    }

    private int root(int signal) {
        int at = signal;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    int count() {
        return (int) java.util.stream.IntStream.range(0, parent.length)
                .filter(i -> root(i) == i)
                .count();
    }

    /**
     * One site for each cluster that has nodes, in the order of its first signal. A node belongs to one cluster only.
     *
     * @param name of a vertex, for the report
     */
    List<SignalSite> sites(RoadNetwork network, IntFunction<String> name, ReadReport report) {
        TreeMap<Integer, TreeSet<Integer>> byRoot = new TreeMap<>();
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < vertices.length; i++) {
            int node = network.nodeAt(vertices[i]);
            if (node >= 0 && given.add(node)) {
                byRoot.computeIfAbsent(root(i), r -> new TreeSet<>()).add(node);
            }
        }
        for (int i = 0; i < vertices.length; i++) {
            if (root(i) == i && !byRoot.containsKey(i)) {
                report.skipped(
                        "signal cluster",
                        "no node of its own in the connected network, so no controller",
                        name.apply(vertices[i]));
            }
        }
        List<SignalSite> sites = new ArrayList<>();
        byRoot.values().forEach(nodes -> {
            List<Integer> members = List.copyOf(nodes);
            sites.add(new SignalSite(
                    "signal " + network.nodes().get(members.getFirst()).id(), members));
        });
        return sites;
    }
}
