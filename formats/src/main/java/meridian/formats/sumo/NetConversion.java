package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import meridian.formats.ReadReport;
import meridian.formats.sumo.NetFile.Edge;
import meridian.formats.sumo.NetFile.Junction;
import meridian.formats.sumo.NetFile.NetLane;
import meridian.model.BadInput;
import meridian.model.network.Conflicts;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.signal.PlanDesigner;
import meridian.model.signal.SignalController;

/** From a network in SUMO's words to {@link Network} and its controllers. */
final class NetConversion {
    /** Lengths are written with two digits behind the point. */
    private static final double SAME_LENGTH_METERS = 0.02;
    /** The roads and what governs them. */
    record Roads(Network network, List<SignalController> signals) {}

    private final NetFile net;
    private final RoadIndex index;
    private final ReadReport report;
    private final List<Junction> junctions = new ArrayList<>();
    private final Map<String, Integer> nodeOf = new HashMap<>();

    NetConversion(NetFile net, RoadIndex index, ReadReport report) {
        this.net = net;
        this.index = index;
        this.report = report;
        for (Junction junction : net.junctions()) {
            if (!junction.isInternal()) {
                if (nodeOf.put(junction.id(), junctions.size()) != null) {
                    throw new BadInput(
                            junction.place(),
                            "a second junction is called " + junction.id(),
                            "each junction once",
                            "Build the network again with netconvert");
                }
                junctions.add(junction);
            }
        }
    }

    /** @param programs of all files, in the order in which SUMO would load them */
    Roads convert(List<SignalProgram> programs) {
        SignalConversion signals = new SignalConversion(programs, report);
        List<Node> nodes = junctions.stream().map(this::node).toList();
        List<Link> links = index.roads().stream().map(this::link).toList();
        MovementConversion ways = new MovementConversion(net, index, junctions, report);
        List<Movement> movements = ways.movements(links, signals);
        Map<Integer, Conflicts> conflicts = ways.conflicts();
        CrossingConversion crossings = new CrossingConversion(net, index, nodeOf, report);
        report.took("node", nodes.size());
        report.took("link", links.size());
        report.took("movement", movements.size());
        List<SignalController> given = signals.controllers(movements);
        PlanDesigner.Designed computed =
                PlanDesigner.design(nodes, links, movements, conflicts, signals.sites(movements));
        List<Movement> governed = governed(movements, given.size(), computed.movements());
        try {
            Network network = new Network(nodes, links, governed, crossings.crossings(), conflicts);
            return new Roads(
                    network,
                    Stream.concat(given.stream(), computed.signals().stream()).toList());
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    net.place(),
                    "the network contradicts itself: " + e.getMessage(),
                    "a consistent network",
                    "Build it again with netconvert");
        }
    }

    /** Movements under given plans stay as they are; those under computed ones count the given controllers as well. */
    private static List<Movement> governed(List<Movement> given, int signals, List<Movement> computed) {
        List<Movement> governed = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            Movement m = computed.get(i);
            governed.add(
                    given.get(i).signalled() || !m.signalled() ? given.get(i) : m.withSignal(m.signal() + signals));
        }
        return governed;
    }

    private Node node(Junction junction) {
        return new Node(junction.id(), junction.at(), control(junction));
    }

    private NodeControl control(Junction junction) {
        return switch (junction.type()) {
            case "traffic_light", "traffic_light_unregulated", "traffic_light_right_on_red", "rail_signal" ->
                NodeControl.SIGNALS;
            case "right_before_left", "left_before_right" -> NodeControl.RIGHT_BEFORE_LEFT;
            case "allway_stop" -> NodeControl.ALL_WAY_STOP;
            case "zipper" -> NodeControl.ZIPPER;
            case "priority", "priority_stop", "rail_crossing" ->
                net.roundaboutNodes().contains(junction.id()) ? NodeControl.ROUNDABOUT : NodeControl.PRIORITY;
            case "unregulated", "dead_end", "district" -> NodeControl.NONE;
            default -> {
                report.skipped("junction type", junction.type() + " is not known, taken as priority", junction.id());
                yield NodeControl.PRIORITY;
            }
        };
    }

    private Link link(Edge edge) {
        try {
            List<Lane> lanes = edge.lanes().stream().map(NetConversion::lane).toList();
            double length = length(edge);
            return new Link(
                    edge.id(),
                    end(edge, edge.from()),
                    end(edge, edge.to()),
                    edge.name(),
                    roadClass(edge),
                    Shapes.middle(edge),
                    length,
                    lanes,
                    Set.of());
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    edge.place(),
                    "edge " + edge.id() + " cannot be: " + e.getMessage(),
                    "lanes with a width of 0 to 100 m and a speed of 0 to 200 m/s, both above 0",
                    "Build the network again with netconvert");
        }
    }

    /** A link has one length, as a road of SUMO has in all that netconvert writes: that of its first lane. */
    private double length(Edge edge) {
        double first = edge.lanes().getFirst().lengthMeters();
        for (NetLane lane : edge.lanes()) {
            if (Math.abs(lane.lengthMeters() - first) > SAME_LENGTH_METERS) {
                report.skipped(
                        "lane length",
                        "differs from the length of the edge's first lane, which the link takes",
                        "lane " + lane.id() + " of " + lane.lengthMeters() + " m instead of " + first + " m, "
                                + edge.place());
            }
        }
        if (first < Link.SHORTEST_METERS) {
            report.skipped(
                    "lane length",
                    "shorter than " + Link.SHORTEST_METERS + " m, taken as that",
                    "edge " + edge.id() + " of " + first + " m, " + edge.place());
        }
        return Math.max(Link.SHORTEST_METERS, first);
    }

    private int end(Edge edge, String junction) {
        Integer node = nodeOf.get(junction);
        if (node == null) {
            throw new BadInput(
                    edge.place(),
                    "edge " + edge.id() + " ends at junction \"" + junction + "\"",
                    "a junction of this file",
                    "Build the network again with netconvert");
        }
        return node;
    }

    private static Lane lane(NetLane lane) {
        return new Lane(lane.widthMeters(), lane.speedMps(), lane.access());
    }

    /** Types that netconvert takes from OpenStreetMap say so: "highway.primary", several joined with "|". */
    static RoadClass roadClass(Edge edge) {
        for (String type : edge.type().split("\\|")) {
            if (type.startsWith("highway.")) {
                return ofHighway(type.substring("highway.".length()));
            }
        }
        return edge.type().isEmpty() ? RoadClass.UNCLASSIFIED : RoadClass.OTHER;
    }

    private static RoadClass ofHighway(String value) {
        return switch (value) {
            case "motorway" -> RoadClass.MOTORWAY;
            case "trunk" -> RoadClass.TRUNK;
            case "primary" -> RoadClass.PRIMARY;
            case "secondary" -> RoadClass.SECONDARY;
            case "tertiary" -> RoadClass.TERTIARY;
            case "unclassified" -> RoadClass.UNCLASSIFIED;
            case "residential" -> RoadClass.RESIDENTIAL;
            case "living_street" -> RoadClass.LIVING_STREET;
            case "service" -> RoadClass.SERVICE;
            default -> value.endsWith("_link") ? RoadClass.LINK_RAMP : RoadClass.OTHER;
        };
    }
}
