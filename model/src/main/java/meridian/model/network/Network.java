package meridian.model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import meridian.model.geo.Box;
import meridian.model.geo.Polyline;

/**
 * The roads of a city. Nodes, links and movements are named by their index everywhere in Meridian; ids are for files and
 * people. Immutable and safe for all threads.
 */
public final class Network {
    private final List<Node> nodes;
    private final List<Link> links;
    private final List<Movement> movements;
    private final List<Crossing> crossings;
    private final Map<Integer, Conflicts> conflicts;
    /** Movements of node n are {@code byNode[nodeStart[n]] .. byNode[nodeStart[n + 1] - 1]}, in index order. */
    private final int[] nodeStart;

    private final int[] byNode;
    private final int[] linkStart;
    private final int[] byLink;
    private final Map<String, Integer> linkIndex = new HashMap<>();
    private final Map<String, Integer> nodeIndex = new HashMap<>();
    private final Box box;

    /**
     * @param conflicts by node index; a node that is missing has none
     * @throws IllegalArgumentException where an index points nowhere, an id stands twice or a movement does not fit its
     *     links
     */
    public Network(
            List<Node> nodes,
            List<Link> links,
            List<Movement> movements,
            List<Crossing> crossings,
            Map<Integer, Conflicts> conflicts) {
        this.nodes = List.copyOf(nodes);
        this.links = List.copyOf(links);
        this.movements = List.copyOf(movements);
        this.crossings = List.copyOf(crossings);
        this.conflicts = Map.copyOf(conflicts);
        index();
        check();
        this.nodeStart = new int[nodes.size() + 1];
        this.byNode = group(
                nodeStart, this.movements.stream().mapToInt(Movement::node).toArray());
        this.linkStart = new int[links.size() + 1];
        this.byLink = group(
                linkStart, this.movements.stream().mapToInt(Movement::fromLink).toArray());
        Box all = null;
        for (Link link : links) {
            all = all == null ? link.shape().box() : all.with(link.shape().box());
        }
        this.box = all == null ? new Box(0, 0, 0, 0) : all;
    }

    private void index() {
        for (int i = 0; i < nodes.size(); i++) {
            if (nodeIndex.put(nodes.get(i).id(), i) != null) {
                throw new IllegalArgumentException(
                        "two nodes are called " + nodes.get(i).id());
            }
        }
        for (int i = 0; i < links.size(); i++) {
            if (linkIndex.put(links.get(i).id(), i) != null) {
                throw new IllegalArgumentException(
                        "two links are called " + links.get(i).id());
            }
        }
    }

    private void check() {
        for (Link link : links) {
            if (link.fromNode() < 0
                    || link.fromNode() >= nodes.size()
                    || link.toNode() < 0
                    || link.toNode() >= nodes.size()) {
                throw new IllegalArgumentException("link " + link.id() + " ends at a node that does not exist");
            }
        }
        for (Movement m : movements) {
            if (m.fromLink() < 0 || m.fromLink() >= links.size() || m.toLink() < 0 || m.toLink() >= links.size()) {
                throw new IllegalArgumentException("a movement leads from link number " + m.fromLink() + " to number "
                        + m.toLink() + ", but there are " + links.size() + " links");
            }
            Link from = links.get(m.fromLink());
            Link to = links.get(m.toLink());
            if (from.toNode() != m.node() || to.fromNode() != m.node()) {
                throw new IllegalArgumentException(
                        "the movement from " + from.id() + " to " + to.id() + " does not meet at its node");
            }
            if (m.fromLane() < 0
                    || m.fromLane() >= from.lanes().size()
                    || m.toLane() < 0
                    || m.toLane() >= to.lanes().size()) {
                throw new IllegalArgumentException("the movement from " + from.id() + " lane " + m.fromLane() + " to "
                        + to.id() + " lane " + m.toLane() + " names a lane that does not exist");
            }
        }
    }

    private static int[] group(int[] start, int[] keys) {
        for (int key : keys) {
            start[key + 1]++;
        }
        for (int i = 1; i < start.length; i++) {
            start[i] += start[i - 1];
        }
        int[] next = Arrays.copyOf(start, start.length);
        int[] grouped = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            grouped[next[keys[i]]++] = i;
        }
        return grouped;
    }

    public List<Node> nodes() {
        return nodes;
    }

    public List<Link> links() {
        return links;
    }

    public List<Movement> movements() {
        return movements;
    }

    public List<Crossing> crossings() {
        return crossings;
    }

    public Node node(int index) {
        return nodes.get(index);
    }

    public Link link(int index) {
        return links.get(index);
    }

    public Movement movement(int index) {
        return movements.get(index);
    }

    public Optional<Integer> findLink(String id) {
        return Optional.ofNullable(linkIndex.get(id));
    }

    public Optional<Integer> findNode(String id) {
        return Optional.ofNullable(nodeIndex.get(id));
    }

    /** Indices of the movements through a node, ascending; their places in this array are {@link Conflicts}' indices. */
    public int[] movementsAt(int node) {
        return Arrays.copyOfRange(byNode, nodeStart[node], nodeStart[node + 1]);
    }

    /** Indices of the movements that leave a link at its end, ascending. */
    public int[] movementsFrom(int link) {
        return Arrays.copyOfRange(byLink, linkStart[link], linkStart[link + 1]);
    }

    /** Of all nodes that have any, by node index. */
    public Map<Integer, Conflicts> allConflicts() {
        return conflicts;
    }

    public Conflicts conflicts(int node) {
        return conflicts.getOrDefault(node, Conflicts.NONE);
    }

    /** Links that a vehicle of this kind may enter from this link, ascending and each once. */
    public List<Integer> successors(int link, VehicleKind kind) {
        List<Integer> next = new ArrayList<>();
        for (int i = linkStart[link]; i < linkStart[link + 1]; i++) {
            Movement m = movements.get(byLink[i]);
            if (!next.contains(m.toLink())
                    && links.get(link).lanes().get(m.fromLane()).access().allows(kind)
                    && links.get(m.toLink()).lanes().get(m.toLane()).access().allows(kind)) {
                next.add(m.toLink());
            }
        }
        next.sort(null);
        return next;
    }

    /** The path through the node, from the end of the first lane to the start of the second. */
    public Polyline movementShape(int index) {
        Movement m = movements.get(index);
        Link from = links.get(m.fromLink());
        Link to = links.get(m.toLink());
        return Polyline.turn(
                from.laneEnd(m.fromLane()),
                from.shape().lastHeading(),
                to.laneStart(m.toLane()),
                to.shape().firstHeading());
    }

    /** The smallest box around all links; a single point where there are none. */
    public Box box() {
        return box;
    }

    /** Length of all links, both directions of a two-way street counted, m. */
    public double lengthMeters() {
        double sum = 0;
        for (Link link : links) {
            sum += link.lengthMeters();
        }
        return sum;
    }
}
