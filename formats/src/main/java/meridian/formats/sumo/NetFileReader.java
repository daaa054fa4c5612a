package meridian.formats.sumo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.sumo.NetFile.Connection;
import meridian.formats.sumo.NetFile.Edge;
import meridian.formats.sumo.NetFile.Junction;
import meridian.formats.sumo.NetFile.Location;
import meridian.formats.sumo.NetFile.NetLane;
import meridian.formats.sumo.NetFile.Request;
import meridian.model.BadInput;
import meridian.model.geo.Point;
import meridian.model.network.Lane;

/** Reads a {@code .net.xml}. One file, one use. */
final class NetFileReader implements XmlFile.Visitor {
    /** Berlin's network has 0.4 million edges, its inner ones counted. */
    private static final int MOST_EDGES = 1_000_000;

    private static final int MOST_LANES = 1_500_000;
    private static final int MOST_CONNECTIONS = 3_000_000;

    private final Path file;
    private final ReadReport report;
    private final SignalProgramReader programs;
    private final Permissions permissions = new Permissions();
    private final List<Edge> edges = new ArrayList<>();
    private final List<Junction> junctions = new ArrayList<>();
    private final List<Connection> connections = new ArrayList<>();
    private final Set<String> roundaboutNodes = new HashSet<>();
    private final List<NetLane> lanes = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private Location location = Location.UNKNOWN;
    private boolean root;
    private int laneCount;

    NetFileReader(Path file, ReadReport report) {
        this.file = file;
        this.report = report;
        this.programs = new SignalProgramReader(report);
    }

    NetFile read(Progress progress) {
        new XmlFile(file, progress).visit(this);
        if (edges.isEmpty()) {
            throw new BadInput(
                    file.toString(),
                    "the network has no edge",
                    "a SUMO network with roads",
                    "Build it again with netconvert");
        }
        return new NetFile(
                file.toString(), location, edges, junctions, connections, programs.programs(), roundaboutNodes);
    }

    @Override
    public void start(Element element) {
        if (!root) {
            root = true;
            if (!element.name().equals("net")) {
                throw element.bad(
                        "the file begins with <" + element.name() + ">",
                        "<net>, a SUMO network",
                        "Name the .net.xml file");
            }
        }
        switch (element.name()) {
            case "location" -> location = location(element);
            case "edge" -> edges.add(edge(element));
            case "lane" -> lanes.add(lane(element));
            case "junction" -> junctions.add(junction(element));
            case "request" ->
                requests.add(new Request(element.whole("index"), element.text("response"), element.text("foes")));
            case "connection" -> connections.add(connection(element));
            case "roundabout" -> roundaboutNodes.addAll(element.words("nodes"));
            default -> programs.start(element);
        }
    }

    @Override
    public void end(String name) {
        switch (name) {
            case "edge" -> {
                Edge open = edges.removeLast();
                edges.add(new Edge(
                        open.id(),
                        open.function(),
                        open.from(),
                        open.to(),
                        open.name(),
                        open.type(),
                        open.priority(),
                        open.crossed(),
                        List.copyOf(lanes),
                        open.place()));
                lanes.clear();
            }
            case "junction" -> {
                Junction open = junctions.removeLast();
                junctions.add(new Junction(
                        open.id(),
                        open.type(),
                        open.at(),
                        open.incomingLanes(),
                        open.innerLanes(),
                        List.copyOf(requests),
                        open.place()));
                requests.clear();
            }
            default -> programs.end(name);
        }
    }

    private static Location location(Element element) {
        List<String> offset = element.words("netOffset");
        if (offset.size() < 2) {
            return new Location(element.text("projParameter", "!"), 0, 0);
        }
        return new Location(
                element.text("projParameter", "!"),
                element.coordinate("netOffset", offset.get(0)),
                element.coordinate("netOffset", offset.get(1)));
    }

    private Edge edge(Element element) {
        if (edges.size() >= MOST_EDGES) {
            throw tooMany(element, MOST_EDGES, "edges");
        }
        String function = element.text("function", "");
        boolean road = function.isEmpty() || function.equals("normal");
        return new Edge(
                element.text("id"),
                function,
                road ? element.text("from") : element.text("from", ""),
                road ? element.text("to") : element.text("to", ""),
                element.text("name", ""),
                element.text("type", ""),
                element.whole("priority", -1),
                element.words("crossingEdges"),
                List.of(),
                element.place());
    }

    private NetLane lane(Element element) {
        if (++laneCount > MOST_LANES) {
            throw tooMany(element, MOST_LANES, "lanes");
        }
        // Cut inner lanes repeat an index in files of old netconverts; only roads are named by lane number.
        boolean road = !edges.isEmpty() && edges.getLast().isRoad();
        if (road && element.whole("index") != lanes.size()) {
            throw element.wrong("index", element.text("index"), "lanes in order, here " + lanes.size());
        }
        double length = element.number("length");
        if (length < 0) {
            throw element.wrong("length", element.text("length"), "a length of 0 m or more");
        }
        return new NetLane(
                element.text("id"),
                element.number("speed"),
                length,
                element.number("width", Lane.USUAL_WIDTH_METERS),
                permissions.of(element),
                Shapes.parse(element, "shape"));
    }

    private Junction junction(Element element) {
        return new Junction(
                element.text("id"),
                element.text("type"),
                new Point(element.coordinate("x", element.text("x")), element.coordinate("y", element.text("y"))),
                element.words("incLanes"),
                element.words("intLanes"),
                List.of(),
                element.place());
    }

    private Connection connection(Element element) {
        if (connections.size() >= MOST_CONNECTIONS) {
            throw tooMany(element, MOST_CONNECTIONS, "connections");
        }
        return new Connection(
                element.text("from"),
                element.whole("fromLane"),
                element.text("to"),
                element.whole("toLane"),
                element.attribute("via"),
                element.text("dir", "s"),
                element.text("state", ""),
                element.attribute("tl"),
                element.whole("linkIndex", -1),
                element.place());
    }

    private static BadInput tooMany(Element element, int most, String what) {
        return element.bad("more than " + most + " " + what, "the network of one city", "Cut a smaller part out of it");
    }
}
