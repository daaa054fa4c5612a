package meridian.act.live;

import java.util.List;

/**
 * A few signalled junctions beside each other, and the links around them on which an effect is looked for.
 *
 * @param controllers indices of the city's controllers, the one that it is about first
 * @param nodes of these controllers
 * @param approaches links that end at their signals
 * @param links where an effect is measured: those around the first junction, the approaches among them
 * @param name for people
 */
record Cluster(
        List<Integer> controllers, List<Integer> nodes, List<Integer> approaches, List<Integer> links, String name) {
    Cluster {
        controllers = List.copyOf(controllers);
        nodes = List.copyOf(nodes);
        approaches = List.copyOf(approaches);
        links = List.copyOf(links);
    }
}
