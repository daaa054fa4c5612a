package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import meridian.formats.ReadReport;
import meridian.model.geo.Point;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Node;

/**
 * The drivable network: links between junctions and the movements through them. Only the largest part in which every link
 * can be reached from every other is kept; a vehicle elsewhere could never get home.
 */
final class RoadNetwork {
    private static final int MOST_ROUNDS = 20;

    private final Plane plane;
    private final Arms arms;
    private final Junctions junctions;
    private final List<RoadLink> roads;
    private final List<Movement> movements;
    /** Node of each junction, -1 where no link is left. */
    private final int[] nodeOf;

    private final List<Node> nodes = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    private RoadNetwork(
            OsmData data,
            Plane plane,
            Arms arms,
            Junctions junctions,
            List<RoadLink> roads,
            List<Movement> byJunction,
            int[] order,
            RoadSigns signs) {
        this.plane = plane;
        this.arms = arms;
        this.junctions = junctions;
        this.roads = roads;
        this.nodeOf = new int[junctions.count()];
        java.util.Arrays.fill(nodeOf, -1);
        Map<Integer, List<RoadLink>> arriving = new HashMap<>();
        Map<Integer, List<RoadLink>> leaving = new HashMap<>();
        for (RoadLink road : roads) {
            arriving.computeIfAbsent(road.to(), j -> new ArrayList<>()).add(road);
            leaving.computeIfAbsent(road.from(), j -> new ArrayList<>()).add(road);
        }
        NodeControls controls = new NodeControls(junctions, arms, signs);
        for (int j : order) {
            if (arriving.containsKey(j) || leaving.containsKey(j)) {
                nodeOf[j] = nodes.size();
                nodes.add(new Node(
                        data.placeName(junctions.members(j)[0]) + "."
                                + junctions.members(j)[0],
                        middle(junctions.members(j)),
                        controls.of(j, arriving.getOrDefault(j, List.of()), leaving.getOrDefault(j, List.of()))));
            }
        }
        for (RoadLink road : roads) {
            links.add(withNodes(road.link(), controls.assumedAt(road)));
        }
        this.movements = byJunction.stream().map(this::withNode).toList();
    }

    static RoadNetwork of(OsmData data, Plane plane, RoadTags tags, RoadSigns signs, ReadReport report) {
        WayGraph graph = WayGraph.of(data, plane, tags, signs.signals(), report);
        List<RoadEdge> edges = strong(graph.edges(), data.vertexCount(), report);
        report.took("metre of drivable way", Math.round(graph.wayMeters()));
        report.took("vertex of drivable ways", vertices(graph.edges()));
        report.took("vertex of the connected network", vertices(edges));
        report.took("metre of way in the connected network", meters(edges));
        Arms arms = new Arms(edges, plane);
        Junctions junctions = JunctionMerger.merge(edges, arms, signs.signals(), plane);
        int[] order = nearby(junctions, plane);
        List<RoadLink> roads = inOrder(links(edges, junctions, arms, plane), order);
        TurnFinder turns = new TurnFinder(arms, junctions, data.restrictions);
        JunctionMovements through = new JunctionMovements(turns, new NodeControls(junctions, arms, signs)::mustStop);
        List<Movement> movements = movements(roads, junctions, order, through);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            List<RoadLink> left = strong(roads, movements, report);
            if (left.size() == roads.size()) {
                break;
            }
            roads = left;
            movements = movements(roads, junctions, order, through);
        }
        report.took("metre of road between junctions", betweenJunctions(roads));
        return new RoadNetwork(data, plane, arms, junctions, roads, movements, order, signs);
    }

    /** Junctions so that neighbours mostly follow each other; their links and movements follow them. */
    private static int[] nearby(Junctions junctions, Plane plane) {
        double[] x = new double[junctions.count()];
        double[] y = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            x[j] = plane.x(junctions.members(j)[0]);
            y[j] = plane.y(junctions.members(j)[0]);
        }
        return NearbyOrder.of(x, y);
    }

    private static List<RoadLink> inOrder(List<RoadLink> roads, int[] order) {
        int[] place = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            place[order[i]] = i;
        }
        List<RoadLink> sorted = new ArrayList<>(roads);
        sorted.sort(Comparator.comparingInt(road -> place[road.to()]));
        return sorted;
    }

    private static long meters(List<RoadEdge> edges) {
        return Math.round(edges.stream().mapToDouble(RoadEdge::lengthMeters).sum());
    }

    /** Links end where junctions begin; both directions of a road count once, by their mean. */
    private static long betweenJunctions(List<RoadLink> roads) {
        return Math.round(roads.stream()
                .collect(Collectors.groupingBy(
                        RoadLink::edge,
                        LinkedHashMap::new,
                        Collectors.averagingDouble(road -> road.link().lengthMeters())))
                .values()
                .stream()
                .mapToDouble(mean -> mean)
                .sum());
    }

    private static long vertices(List<RoadEdge> edges) {
        java.util.BitSet seen = new java.util.BitSet();
        edges.forEach(e -> java.util.Arrays.stream(e.vertices()).forEach(seen::set));
        return seen.cardinality();
    }

    /** The edges of the largest part of the city that can be driven in every relation. */
    private static List<RoadEdge> strong(List<RoadEdge> edges, int vertexCount, ReadReport report) {
        int[] from = new int[edges.size() * 2];
        int[] to = new int[edges.size() * 2];
        int n = 0;
        LongIntMap dense = new LongIntMap(edges.size());
        for (RoadEdge edge : edges) {
            int first = dense(dense, edge.first());
            int last = dense(dense, edge.last());
            from[n] = first;
            to[n++] = last;
            if (edge.profile().twoWay()) {
                from[n] = last;
                to[n++] = first;
            }
        }
        if (n == 0) {
            return edges;
        }
        boolean[] inside = new StrongPart(dense.size(), from, to, n).largest();
        List<RoadEdge> kept = new ArrayList<>(edges.size());
        for (RoadEdge edge : edges) {
            if (inside[dense.get(edge.first())] && inside[dense.get(edge.last())]) {
                kept.add(edge);
            } else {
                report.skipped("road", "no way there and back from the main network", "way/" + edge.startWay(true));
            }
        }
        return kept;
    }

    private static int dense(LongIntMap indices, int vertex) {
        int index = indices.get(vertex);
        if (index == LongIntMap.ABSENT) {
            index = indices.size();
            indices.put(vertex, index);
        }
        return index;
    }

    private static List<RoadLink> links(List<RoadEdge> edges, Junctions junctions, Arms arms, Plane plane) {
        List<RoadLink> links = new ArrayList<>(edges.size() * 2);
        Map<Long, Integer> partsOfWay = new HashMap<>();
        for (RoadEdge edge : edges) {
            if (junctions.inside(edge)) {
                continue;
            }
            long way = edge.startWay(true);
            // Editors give new ways negative numbers; a minus in front means the other direction.
            String id = (way < 0 ? "n" + -way : way) + "#" + partsOfWay.merge(way, 1, Integer::sum);
            links.add(RoadLink.of(id, edge, true, junctions, arms, plane));
            if (edge.profile().twoWay()) {
                links.add(RoadLink.of("-" + id, edge, false, junctions, arms, plane));
            }
        }
        return links;
    }

    private static List<Movement> movements(
            List<RoadLink> roads, Junctions junctions, int[] order, JunctionMovements through) {
        List<Map<Integer, RoadLink>> in = new ArrayList<>();
        List<Map<Integer, RoadLink>> out = new ArrayList<>();
        for (int j = 0; j < junctions.count(); j++) {
            in.add(new LinkedHashMap<>(4));
            out.add(new LinkedHashMap<>(4));
        }
        for (int i = 0; i < roads.size(); i++) {
            in.get(roads.get(i).to()).put(i, roads.get(i));
            out.get(roads.get(i).from()).put(i, roads.get(i));
        }
        List<Movement> movements = new ArrayList<>(roads.size() * 3);
        for (int j : order) {
            movements.addAll(through.of(j, junctions.signalled(j), in.get(j), out.get(j)));
        }
        return movements;
    }

    /** The links of the largest part that movements connect in every relation. */
    private static List<RoadLink> strong(List<RoadLink> roads, List<Movement> movements, ReadReport report) {
        int[] from = movements.stream().mapToInt(Movement::fromLink).toArray();
        int[] to = movements.stream().mapToInt(Movement::toLink).toArray();
        if (roads.isEmpty()) {
            return roads;
        }
        boolean[] inside = new StrongPart(roads.size(), from, to, from.length).largest();
        List<RoadLink> kept = new ArrayList<>(roads.size());
        for (int i = 0; i < inside.length; i++) {
            if (inside[i]) {
                kept.add(roads.get(i));
            } else {
                report.skipped(
                        "link",
                        "the turns allowed lead not there and back",
                        roads.get(i).link().id());
            }
        }
        return kept;
    }

    private Point middle(int[] vertices) {
        double x = 0;
        double y = 0;
        for (int vertex : vertices) {
            x += plane.x(vertex);
            y += plane.y(vertex);
        }
        return new Point(x / vertices.length, y / vertices.length);
    }

    private Link withNodes(Link link, java.util.Set<meridian.model.network.Assumption> assumed) {
        return new Link(
                link.id(),
                nodeOf[link.fromNode()],
                nodeOf[link.toNode()],
                link.name(),
                link.roadClass(),
                link.shape(),
                link.lengthMeters(),
                link.lanes(),
                assumed);
    }

    private Movement withNode(Movement m) {
        return m.withNode(nodeOf[m.node()]);
    }

    List<Node> nodes() {
        return nodes;
    }

    List<Link> links() {
        return links;
    }

    /** One for each link, in the same order. */
    List<RoadLink> roads() {
        return roads;
    }

    List<Movement> movements() {
        return movements;
    }

    Arms arms() {
        return arms;
    }

    Junctions junctions() {
        return junctions;
    }

    /** Node that a decision point belongs to, -1 for other vertices. */
    int nodeAt(int vertex) {
        return arms.at(vertex).isEmpty() ? -1 : nodeOf[junctions.of(vertex)];
    }

    /** Node of a junction, -1 where it has none. */
    int nodeOf(int junction) {
        return nodeOf[junction];
    }
}
