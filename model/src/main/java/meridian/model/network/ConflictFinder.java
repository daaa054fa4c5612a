package meridian.model.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds which movements of a node share road and who lets whom go first, for sources that do not say so.
 *
 * <p><b>Sharing road.</b> Two movements from different lanes conflict where they enter the same lane, where their lines cut
 * each other, or where they come closer than {@value #CLEARANCE_METERS} m (a vehicle is about 1.8 m wide). Movements that
 * share a link without cutting each other run side by side, and the two directions of one road pass each other: no conflict,
 * whatever the drawing says. Two movements from the same lane never conflict: the lane keeps them in order.
 *
 * <p><b>Going first</b> follows {@link RightOfWay}. Where both of a pair yield to each other, whoever comes first goes first.
 *
 * <p>For traffic that drives on the right. Grade separation inside a node is not seen.
 */
public final class ConflictFinder {
    static final double CLEARANCE_METERS = 2.0;

    private final List<Node> nodes;
    private final List<Link> links;
    private final TurnPaths paths;

    private ConflictFinder(List<Node> nodes, List<Link> links) {
        this.nodes = nodes;
        this.links = links;
        this.paths = new TurnPaths(links);
    }

    /** The conflicts of each node that has any, by the node's index, as {@link Network} takes them. */
    public static Map<Integer, Conflicts> find(List<Node> nodes, List<Link> links, List<Movement> movements) {
        ConflictFinder finder = new ConflictFinder(nodes, links);
        Map<Integer, Conflicts> found = new HashMap<>();
        byNode(nodes.size(), movements).forEach((node, ways) -> {
            Conflicts conflicts = finder.at(node, ways);
            if (!conflicts.isEmpty()) {
                found.put(node, conflicts);
            }
        });
        return found;
    }

    /** Movements through each node that has two or more, ascending by index as in {@link Network#movementsAt}. */
    private static Map<Integer, List<Movement>> byNode(int nodes, List<Movement> movements) {
        int[] count = new int[nodes];
        for (Movement m : movements) {
            count[m.node()]++;
        }
        Map<Integer, List<Movement>> ways = new HashMap<>();
        for (Movement m : movements) {
            if (count[m.node()] > 1) {
                ways.computeIfAbsent(m.node(), n -> new ArrayList<>(count[n])).add(m);
            }
        }
        return ways;
    }

    private Conflicts at(int node, List<Movement> ways) {
        NodeControl control = nodes.get(node).control();
        paths.layOut(nodes.get(node), ways);
        RightOfWay rule = new RightOfWay(nodes, links, paths, control, ways);
        Conflicts.Builder builder = new Conflicts.Builder(ways.size());
        for (int a = 0; a < ways.size(); a++) {
            for (int b = a + 1; b < ways.size(); b++) {
                if (conflict(a, ways.get(a), b, ways.get(b), control)) {
                    builder.cross(a, b);
                    RightOfWay.Waiting waiting = rule.between(ways.get(a), ways.get(b));
                    if (waiting != RightOfWay.Waiting.SECOND) {
                        builder.yield(a, b);
                    }
                    if (waiting != RightOfWay.Waiting.FIRST) {
                        builder.yield(b, a);
                    }
                }
            }
        }
        return builder.build();
    }

    private boolean conflict(int a, Movement first, int b, Movement second, NodeControl control) {
        boolean sameFrom = first.fromLink() == second.fromLink();
        boolean sameTo = first.toLink() == second.toLink();
        if (sameFrom && first.fromLane() == second.fromLane()) {
            return false;
        }
        if (sameTo && first.toLane() == second.toLane()) {
            return true;
        }
        if (control == NodeControl.NONE) {
            return false;
        }
        if (sameFrom && sameTo) {
            return first.fromLane() < second.fromLane() != first.toLane() < second.toLane();
        }
        if (sameFrom || sameTo) {
            return paths.cut(a, b);
        }
        return !paths.passEachOther(a, b) && paths.closer(a, b, CLEARANCE_METERS);
    }
}
