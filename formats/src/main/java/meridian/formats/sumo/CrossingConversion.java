package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import meridian.formats.ReadReport;
import meridian.formats.sumo.NetFile.Connection;
import meridian.formats.sumo.NetFile.Edge;
import meridian.formats.sumo.NetFile.Junction;
import meridian.formats.sumo.NetFile.NetLane;
import meridian.model.network.Crossing;

/** Edges of function "crossing" to crossings. */
final class CrossingConversion {
    private final NetFile net;
    private final RoadIndex index;
    private final Map<String, Integer> nodeOfLane = new HashMap<>();
    private final Set<String> signalled = new HashSet<>();
    private final ReadReport report;

    CrossingConversion(NetFile net, RoadIndex index, Map<String, Integer> nodeOf, ReadReport report) {
        this.net = net;
        this.index = index;
        this.report = report;
        for (Junction junction : net.junctions()) {
            Integer node = nodeOf.get(junction.id());
            if (node != null) {
                junction.innerLanes().forEach(lane -> nodeOfLane.put(lane, node));
            }
        }
        for (Connection c : net.connections()) {
            if (c.signal() != null) {
                signalled.add(c.to());
                signalled.add(c.from());
            }
        }
    }

    List<Crossing> crossings() {
        List<Crossing> crossings = new ArrayList<>();
        for (Edge edge : net.edges()) {
            if (edge.function().equals("crossing") && !edge.lanes().isEmpty()) {
                add(edge, crossings);
            }
        }
        report.took("crossing", crossings.size());
        return crossings;
    }

    private void add(Edge edge, List<Crossing> crossings) {
        NetLane lane = edge.lanes().getFirst();
        Integer node = nodeOfLane.get(lane.id());
        List<Integer> links = edge.crossed().stream()
                .map(index::link)
                .filter(Objects::nonNull)
                .toList();
        if (node == null || links.isEmpty() || !(lane.widthMeters() > 0)) {
            report.skipped("crossing", "it belongs to no junction or crosses no road", edge.id());
            return;
        }
        crossings.add(
                new Crossing(edge.id(), node, links, lane.shape(), lane.widthMeters(), signalled.contains(edge.id())));
    }
}
