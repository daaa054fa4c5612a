package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.formats.ReadReport;
import meridian.formats.sumo.NetFile.Connection;
import meridian.formats.sumo.NetFile.Edge;
import meridian.formats.sumo.NetFile.Junction;
import meridian.formats.sumo.NetFile.NetLane;
import meridian.formats.sumo.NetFile.Request;
import meridian.model.BadInput;
import meridian.model.network.Access;
import meridian.model.network.Conflicts;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Turn;

/**
 * Connections to movements, requests to conflicts.
 *
 * <p>Movements are put in order of their node and, within it, of their request index, so that a movement's place at its
 * node follows SUMO's.
 */
final class MovementConversion {
    /** An inner lane is split once, rarely twice. */
    private static final int LONGEST_CHAIN = 8;

    /** A connection between two links, the inner lanes it leads over, and its request index or a number behind all. */
    private record Way(Connection connection, int node, List<NetLane> inner, int request) {}

    private final NetFile net;
    private final RoadIndex index;
    private final List<Junction> junctions;
    private final ReadReport report;
    private final Set<String> edges = new HashSet<>();
    private final Map<String, NetLane> innerLanes = new HashMap<>();
    private final Map<String, String> nextInner = new HashMap<>();
    private final List<Way> ways = new ArrayList<>();

    MovementConversion(NetFile net, RoadIndex index, List<Junction> junctions, ReadReport report) {
        this.net = net;
        this.index = index;
        this.junctions = junctions;
        this.report = report;
        for (Edge edge : net.edges()) {
            edges.add(edge.id());
            if (edge.function().equals("internal")) {
                edge.lanes().forEach(lane -> innerLanes.put(lane.id(), lane));
            }
        }
        for (Connection c : net.connections()) {
            if (c.startsInside() && c.via() != null) {
                nextInner.put(c.from() + "_" + c.fromLane(), c.via());
            }
        }
    }

    List<Movement> movements(List<Link> links, SignalConversion signals) {
        Requests requests = new Requests(net, junctions);
        for (Connection c : net.connections()) {
            if (!c.startsInside() && drivable(c)) {
                int node = links.get(index.link(c.from())).toNode();
                List<NetLane> inner = chain(c);
                ways.add(new Way(c, node, inner, requests.indexOf(node, c, inner)));
            }
        }
        ways.sort(Comparator.comparingInt(Way::node).thenComparingInt(Way::request));
        return ways.stream().map(way -> movement(way, links, signals)).toList();
    }

    private boolean drivable(Connection c) {
        demandEdge(c, c.from());
        demandEdge(c, c.to());
        Integer from = index.link(c.from());
        Integer to = index.link(c.to());
        if (from == null || to == null) {
            return false;
        }
        boolean open = !lane(c, from, c.fromLane()).access().equals(Access.NONE)
                && !lane(c, to, c.toLane()).access().equals(Access.NONE);
        if (!open) {
            report.skipped("connection", "it joins lanes that no vehicle may use", c.from() + " to " + c.to());
        }
        return open;
    }

    private void demandEdge(Connection c, String edge) {
        if (!edges.contains(edge)) {
            throw new BadInput(
                    c.place(),
                    "the connection names edge \"" + edge + "\"",
                    "an edge of this file",
                    "Build the network again with netconvert");
        }
    }

    private NetLane lane(Connection c, int link, int lane) {
        List<NetLane> lanes = index.road(link).lanes();
        if (lane < 0 || lane >= lanes.size()) {
            throw new BadInput(
                    c.place(),
                    "the connection names lane " + lane + " of edge "
                            + index.road(link).id(),
                    "a lane from 0 to " + (lanes.size() - 1),
                    "Build the network again with netconvert");
        }
        return lanes.get(lane);
    }

    private List<NetLane> chain(Connection c) {
        List<NetLane> chain = new ArrayList<>();
        String via = c.via();
        while (via != null && chain.size() < LONGEST_CHAIN) {
            NetLane lane = innerLanes.get(via);
            if (lane == null) {
                throw new BadInput(
                        c.place(),
                        "the connection leads over lane " + via,
                        "an inner lane of this file",
                        "Build the network again with netconvert");
            }
            chain.add(lane);
            via = nextInner.get(via);
        }
        return chain;
    }

    private Movement movement(Way way, List<Link> links, SignalConversion signals) {
        Connection c = way.connection();
        int from = index.link(c.from());
        int to = index.link(c.to());
        double length = way.inner().stream().mapToDouble(NetLane::lengthMeters).sum();
        double speed = way.inner().stream().mapToDouble(NetLane::speedMps).min().orElse(0);
        if (way.inner().isEmpty()) {
            NetLane before = index.road(from).lanes().get(c.fromLane());
            NetLane after = index.road(to).lanes().get(c.toLane());
            length = before.shape().last().distanceMeters(after.shape().first());
            speed = Math.min(before.speedMps(), after.speedMps());
        }
        // A lane that is cut in two has an inner junction between the parts, and that is where SUMO's drivers wait.
        double wait =
                way.inner().size() < 2 ? 0 : length - way.inner().getLast().lengthMeters();
        int signal = signals.indexOf(c, way.node());
        try {
            Movement movement = new Movement(
                    way.node(),
                    from,
                    c.fromLane(),
                    to,
                    c.toLane(),
                    turn(c.direction()),
                    length,
                    speed,
                    signal,
                    signal == Movement.NO_SIGNAL ? Movement.NO_SIGNAL : c.linkIndex(),
                    wait);
            return c.state().equals("s") ? movement.withStop() : movement;
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    c.place(),
                    "the connection cannot be: " + e.getMessage(),
                    "inner lanes with length and speed",
                    "Build the network again with netconvert");
        }
    }

    private static Turn turn(String direction) {
        return switch (direction) {
            case "r" -> Turn.RIGHT;
            case "R" -> Turn.SLIGHT_RIGHT;
            case "l" -> Turn.LEFT;
            case "L" -> Turn.SLIGHT_LEFT;
            case "t", "T" -> Turn.U_TURN;
            default -> Turn.STRAIGHT;
        };
    }

    /** By node; call after {@link #movements}. */
    Map<Integer, Conflicts> conflicts() {
        Map<Integer, Conflicts> conflicts = new HashMap<>();
        int start = 0;
        while (start < ways.size()) {
            int node = ways.get(start).node();
            int end = start;
            while (end < ways.size() && ways.get(end).node() == node) {
                end++;
            }
            Conflicts here = conflicts(junctions.get(node), ways.subList(start, end));
            if (!here.isEmpty()) {
                conflicts.put(node, here);
            }
            start = end;
        }
        return conflicts;
    }

    private static Conflicts conflicts(Junction junction, List<Way> here) {
        Map<Integer, Integer> placeOf = new HashMap<>();
        for (int i = 0; i < here.size(); i++) {
            placeOf.putIfAbsent(here.get(i).request(), i);
        }
        Conflicts.Builder builder = new Conflicts.Builder(here.size());
        for (Request request : junction.requests()) {
            Integer a = placeOf.get(request.index());
            if (a == null) {
                continue;
            }
            for (int other : placeOf.keySet()) {
                int b = placeOf.get(other);
                if (a != b && bit(request.foes(), other)) {
                    builder.cross(a, b);
                }
                if (a != b && bit(request.response(), other)) {
                    builder.yield(a, b);
                }
            }
        }
        return builder.build();
    }

    /** SUMO writes link 0 as the last letter. */
    private static boolean bit(String bits, int link) {
        int i = bits.length() - 1 - link;
        return i >= 0 && i < bits.length() && bits.charAt(i) == '1';
    }
}
