package meridian.formats.osm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.formats.ReadReport;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Crossing;

/**
 * Where people on foot cross: at the vertex of a road that says so, from kerb to kerb; where a junction itself says so, in
 * front of each of its roads. A crossing in the middle of a link belongs to the nearer end.
 *
 * <p>Source: <a href="https://wiki.openstreetmap.org/wiki/Key:crossing">Key:crossing</a>.
 */
final class CrossingFinder {
    private static final double WIDTH_METERS = 3;
    private static final double BEFORE_STOP_LINE_METERS = 1.5;

    private final RoadNetwork network;
    private final Plane plane;
    private final Arms arms;
    private final RoadSigns signs;
    private final ReadReport report;
    /** Links of each edge, by the edge's index. */
    private final Map<Integer, List<Integer>> linksOf = new HashMap<>();

    CrossingFinder(RoadNetwork network, Plane plane, RoadSigns signs, ReadReport report) {
        this.network = network;
        this.plane = plane;
        this.arms = network.arms();
        this.signs = signs;
        this.report = report;
    }

    List<Crossing> crossings() {
        Map<Integer, RoadEdge> edgeAt = new TreeMap<>();
        for (int i = 0; i < network.roads().size(); i++) {
            RoadEdge edge = network.roads().get(i).edge();
            linksOf.computeIfAbsent(edge.index(), e -> new ArrayList<>(2)).add(i);
            for (int vertex : edge.vertices()) {
                if (signs.crossings().containsKey(vertex)) {
                    edgeAt.putIfAbsent(vertex, edge);
                }
            }
        }
        List<Crossing> crossings = new ArrayList<>();
        edgeAt.forEach((vertex, edge) -> {
            OsmNode sign = signs.crossings().get(vertex);
            if (sign == null) {
                return;
            }
            List<Arms.Arm> here = arms.at(vertex);
            if (here.size() > 2) {
                before(sign, here, crossings);
            } else {
                along(edge, vertex)
                        .flatMap(meters -> crossing(sign.name(), edge, meters, signalled(sign.tags())))
                        .ifPresent(crossings::add);
            }
        });
        report.took("crossing", crossings.size());
        long offRoad = signs.crossings().keySet().stream()
                .filter(v -> !edgeAt.containsKey(v))
                .count();
        if (offRoad > 0) {
            report.took("crossing of other ways", offRoad);
        }
        return crossings;
    }

    private static boolean signalled(OsmTags tags) {
        return tags.is("crossing", "traffic_signals") || tags.is("highway", "traffic_signals");
    }

    /** One crossing in front of each road of a junction. */
    private void before(OsmNode sign, List<Arms.Arm> here, List<Crossing> crossings) {
        int part = 0;
        for (Arms.Arm arm : here) {
            RoadEdge edge = arm.edge();
            double out = Math.min(
                    edge.lengthMeters() / 2,
                    Math.max(0, arms.coveredMeters(edge, arm.atStart()) - BEFORE_STOP_LINE_METERS));
            double meters = arm.atStart() ? out : edge.lengthMeters() - out;
            Optional<Crossing> crossing = crossing(sign.name() + "." + part, edge, meters, signalled(sign.tags()));
            if (crossing.isPresent()) {
                crossings.add(crossing.get());
                part++;
            }
        }
    }

    private Optional<Double> along(RoadEdge edge, int vertex) {
        double meters = 0;
        for (int i = 0; i < edge.vertices().length; i++) {
            meters += i == 0 ? 0 : plane.distance(edge.vertices()[i - 1], edge.vertices()[i]);
            if (edge.vertices()[i] == vertex) {
                return Optional.of(meters);
            }
        }
        return Optional.empty();
    }

    /** A crossing this far along an edge; nothing where the edge lies inside a junction and has no links. */
    private Optional<Crossing> crossing(String id, RoadEdge edge, double meters, boolean signalled) {
        List<Integer> links = linksOf.get(edge.index());
        if (links == null) {
            return Optional.empty();
        }
        int nearer = meters < edge.lengthMeters() / 2 ? edge.first() : edge.last();
        int node = network.nodeOf(network.junctions().of(nearer));
        Polyline middle = plane.line(edge.vertices());
        Point at = middle.pointAt(meters);
        double across = middle.headingAt(meters) + Math.PI / 2;
        double half = edge.profile().widthMeters() / 2;
        Point left = new Point(at.xMeters() + half * Math.cos(across), at.yMeters() + half * Math.sin(across));
        Point right = new Point(at.xMeters() - half * Math.cos(across), at.yMeters() - half * Math.sin(across));
        return Optional.of(new Crossing(id, node, links, Polyline.between(left, right), WIDTH_METERS, signalled));
    }
}
