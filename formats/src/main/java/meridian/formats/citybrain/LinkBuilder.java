package meridian.formats.citybrain;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.formats.citybrain.RoadnetFile.Edge;
import meridian.formats.citybrain.RoadnetFile.Intersection;
import meridian.model.BadInput;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.geo.Projection;
import meridian.model.geo.TransverseMercator;
import meridian.model.network.Access;
import meridian.model.network.Assumption;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Node;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;

/** Intersections to nodes, edges to links: straight lines, cut back where roads meet. */
final class LinkBuilder {
    /** How far a stop line lies from the middle of a crossing of such three-lane roads; the format does not say. */
    private static final double STOP_LINE_METERS = 15;

    /** A road's share that a junction may take at each end. */
    private static final double LARGEST_SHARE = 0.3;

    private static final Set<Assumption> ASSUMED = EnumSet.of(Assumption.WIDTH, Assumption.PRIORITY);

    private final RoadnetFile roadnet;
    private final Map<String, Integer> nodeOf = new HashMap<>();
    private final Map<String, Integer> linkOf = new HashMap<>();
    private final int[] legs;
    private final Projection projection;

    LinkBuilder(String file, RoadnetFile roadnet) {
        this.roadnet = roadnet;
        if (roadnet.edges().isEmpty()) {
            throw new BadInput(file, "it holds no road", "a road network", "Name the roadnet file");
        }
        for (Intersection intersection : roadnet.intersections()) {
            if (nodeOf.put(intersection.id(), nodeOf.size()) != null) {
                throw new BadInput(
                        file, "two intersections are called " + intersection.id(), "each once", "Correct the file");
            }
        }
        this.legs = new int[nodeOf.size()];
        for (Edge edge : roadnet.edges()) {
            if (linkOf.put(edge.id(), linkOf.size()) != null) {
                throw new BadInput(
                        edge.place(), "a second edge is called " + edge.id(), "each once", "Correct the file");
            }
            legs[node(edge, edge.from())]++;
        }
        this.projection = TransverseMercator.centredAt(middle());
    }

    private LonLat middle() {
        double lon = 0;
        double lat = 0;
        for (Intersection intersection : roadnet.intersections()) {
            lon += intersection.at().lonDegrees();
            lat += intersection.at().latDegrees();
        }
        int n = roadnet.intersections().size();
        return new LonLat(lon / n, lat / n);
    }

    Projection projection() {
        return projection;
    }

    Map<String, Integer> linkOf() {
        return linkOf;
    }

    Map<String, Integer> nodeOf() {
        return nodeOf;
    }

    /** @param signalled ids of the intersections that have a plan */
    List<Node> nodes(Set<String> signalled) {
        List<Node> nodes = new ArrayList<>();
        for (Intersection i : roadnet.intersections()) {
            NodeControl usual = legs[nodes.size()] > 2 ? NodeControl.PRIORITY : NodeControl.NONE;
            nodes.add(new Node(
                    i.id(), projection.toPlane(i.at()), signalled.contains(i.id()) ? NodeControl.SIGNALS : usual));
        }
        return nodes;
    }

    List<Link> links() {
        return roadnet.edges().stream().map(this::link).toList();
    }

    private Link link(Edge edge) {
        Point from = at(edge.from());
        Point to = at(edge.to());
        double start = gap(edge, edge.from());
        double end = gap(edge, edge.to());
        List<Lane> lanes = edge.lanes().stream()
                .map(lane -> new Lane(Lane.USUAL_WIDTH_METERS, edge.speedMps(), Access.ALL))
                .toList();
        Polyline line = Polyline.between(from, to);
        double scale = line.lengthMeters() / edge.lengthMeters();
        Polyline shape = line.slice(start * scale, line.lengthMeters() - end * scale)
                .offsetRight(lanes.size() * Lane.USUAL_WIDTH_METERS / 2);
        return new Link(
                edge.id(),
                node(edge, edge.from()),
                node(edge, edge.to()),
                "",
                RoadClass.UNCLASSIFIED,
                shape,
                Math.max(1, edge.lengthMeters() - start - end),
                lanes,
                ASSUMED);
    }

    private double gap(Edge edge, String intersection) {
        double wanted = legs[node(edge, intersection)] > 2 ? STOP_LINE_METERS : 1;
        return Math.min(wanted, edge.lengthMeters() * LARGEST_SHARE);
    }

    private Point at(String intersection) {
        return projection.toPlane(
                roadnet.intersections().get(nodeOf.get(intersection)).at());
    }

    private int node(Edge edge, String intersection) {
        Integer node = nodeOf.get(intersection);
        if (node == null) {
            throw new BadInput(
                    edge.place(),
                    "edge " + edge.id() + " ends at intersection " + intersection,
                    "an intersection of this file",
                    "Correct the file");
        }
        return node;
    }
}
