package meridian.formats.cityflow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.formats.ReadReport;
import meridian.formats.cityflow.Roadnet.Intersection;
import meridian.formats.cityflow.Roadnet.LaneLink;
import meridian.formats.cityflow.Roadnet.Road;
import meridian.formats.cityflow.Roadnet.RoadLane;
import meridian.formats.cityflow.Roadnet.RoadLink;
import meridian.model.BadInput;
import meridian.model.geo.Polyline;
import meridian.model.network.Access;
import meridian.model.network.ConflictFinder;
import meridian.model.network.Conflicts;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.Turn;
import meridian.model.signal.SignalController;

/** From a roadnet in CityFlow's words to {@link Network} and its controllers. */
final class RoadnetConversion {
    /** Speed at which CityFlow's vehicles turn unless their type says otherwise, m/s. */
    private static final double TURN_SPEED_MPS = 8.3333;

    /** The roads and what governs them. */
    record Roads(Network network, List<SignalController> signals) {}

    private final String file;
    private final Roadnet roadnet;
    private final ReadReport report;
    private final Map<String, Integer> nodeOf = new HashMap<>();
    private final Map<String, Integer> linkOf = new HashMap<>();
    private final List<Link> links = new ArrayList<>();

    RoadnetConversion(String file, Roadnet roadnet, ReadReport report) {
        this.file = file;
        this.roadnet = roadnet;
        this.report = report;
    }

    Roads convert() {
        for (Intersection intersection : roadnet.intersections()) {
            nodeOf.putIfAbsent(intersection.id(), nodeOf.size());
        }
        for (Road road : roadnet.roads()) {
            linkOf.putIfAbsent(road.id(), links.size());
            links.add(link(road));
        }
        List<Node> nodes = roadnet.intersections().stream()
                .map(i -> new Node(i.id(), i.point(), control(i)))
                .toList();
        List<Movement> movements = new ArrayList<>();
        List<Integer> signalled = new ArrayList<>();
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).control() == NodeControl.SIGNALS) {
                signalled.add(node);
            }
            add(node, signalled.size() - 1, movements);
        }
        Map<Integer, Conflicts> conflicts = ConflictFinder.find(nodes, links, movements);
        try {
            Network network = new Network(nodes, links, movements, List.of(), conflicts);
            LightConversion lights = new LightConversion(network);
            List<SignalController> signals = new ArrayList<>();
            for (int node : signalled) {
                signals.add(lights.controller(node, roadnet.intersections().get(node)));
            }
            report.took("node", nodes.size());
            report.took("link", links.size());
            report.took("movement", movements.size());
            report.took("signal", signals.size());
            return new Roads(network, signals);
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    file,
                    "the roadnet contradicts itself: " + e.getMessage(),
                    "a consistent roadnet",
                    "Build it again");
        }
    }

    private static boolean signalled(Intersection intersection) {
        return !intersection.virtual()
                && !intersection.roadLinks().isEmpty()
                && !intersection.lightPhases().isEmpty();
    }

    /** A virtual intersection is an open end, where vehicles come from and go to. */
    private static NodeControl control(Intersection intersection) {
        if (signalled(intersection)) {
            return NodeControl.SIGNALS;
        }
        return intersection.roadLinks().isEmpty() ? NodeControl.NONE : NodeControl.PRIORITY;
    }

    private Link link(Road road) {
        try {
            List<Lane> lanes = road.lanes().reversed().stream()
                    .map(RoadnetConversion::lane)
                    .toList();
            Polyline shape = shape(road);
            return new Link(
                    road.id(),
                    node(road, road.start()),
                    node(road, road.end()),
                    "",
                    RoadClass.UNCLASSIFIED,
                    shape,
                    shape.lengthMeters(),
                    lanes,
                    Set.of());
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    road.place(),
                    "road " + road.id() + " cannot be: " + e.getMessage(),
                    "points and lanes with a width and a speed",
                    "Correct the roadnet");
        }
    }

    /** A road's points run between the points of its intersections, on the line between both directions. */
    private Polyline shape(Road road) {
        Polyline points = Polyline.of(road.points());
        double start = gap(node(road, road.start()));
        double end = points.lengthMeters() - gap(node(road, road.end()));
        Polyline between = end - start < 1 ? points : points.slice(start, end);
        return between.offsetRight(
                road.lanes().stream().mapToDouble(RoadLane::width).sum() / 2);
    }

    private double gap(int node) {
        Intersection intersection = roadnet.intersections().get(node);
        return intersection.virtual() ? 0 : Math.max(0, intersection.width());
    }

    private int node(Road road, String intersection) {
        Integer node = nodeOf.get(intersection);
        if (node == null) {
            throw new BadInput(
                    road.place(),
                    "road " + road.id() + " ends at \"" + intersection + "\"",
                    "an intersection of the roadnet",
                    "Correct the roadnet");
        }
        return node;
    }

    private static Lane lane(RoadLane lane) {
        return new Lane(lane.width(), lane.maxSpeed(), Access.ALL);
    }

    private void add(int node, int signal, List<Movement> movements) {
        Intersection intersection = roadnet.intersections().get(node);
        boolean signalled = signalled(intersection);
        for (int group = 0; group < intersection.roadLinks().size(); group++) {
            RoadLink way = intersection.roadLinks().get(group);
            int from = link(intersection, way.startRoad());
            int to = link(intersection, way.endRoad());
            for (LaneLink lanes : way.laneLinks()) {
                movements.add(new Movement(
                        node,
                        from,
                        fromKerb(intersection, from, lanes.startLane()),
                        to,
                        fromKerb(intersection, to, lanes.endLane()),
                        turn(way),
                        lanes.lengthMeters() < 0
                                ? links.get(from)
                                        .shape()
                                        .last()
                                        .distanceMeters(links.get(to).shape().first())
                                : lanes.lengthMeters(),
                        speed(way, from, to),
                        signalled ? signal : Movement.NO_SIGNAL,
                        signalled ? group : Movement.NO_SIGNAL,
                        0));
            }
        }
    }

    private int link(Intersection intersection, String road) {
        Integer link = linkOf.get(road);
        if (link == null) {
            throw new BadInput(
                    intersection.place(),
                    "intersection " + intersection.id() + " links road \"" + road + "\"",
                    "a road of the roadnet",
                    "Correct the roadnet");
        }
        return link;
    }

    private int fromKerb(Intersection intersection, int link, int lane) {
        int lanes = links.get(link).lanes().size();
        if (lane < 0 || lane >= lanes) {
            throw new BadInput(
                    intersection.place(),
                    "intersection " + intersection.id() + " uses lane " + lane + " of road "
                            + links.get(link).id(),
                    "a lane from 0 to " + (lanes - 1),
                    "Correct the roadnet");
        }
        return lanes - 1 - lane;
    }

    private double speed(RoadLink way, int from, int to) {
        double limit = Math.min(links.get(from).speedLimitMps(), links.get(to).speedLimitMps());
        return way.type().equals("go_straight") ? limit : Math.min(limit, TURN_SPEED_MPS);
    }

    private Turn turn(RoadLink way) {
        return switch (way.type()) {
            case "turn_left" -> Turn.LEFT;
            case "turn_right" -> Turn.RIGHT;
            case "turn_u" -> Turn.U_TURN;
            default -> Turn.STRAIGHT;
        };
    }
}
