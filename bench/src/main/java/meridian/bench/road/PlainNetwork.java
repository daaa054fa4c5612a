package meridian.bench.road;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meridian.bench.sumo.Sumo;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPhase;

/**
 * A city as SUMO reads it: nodes, edges, connections and signal programs as "plain XML", which {@code netconvert} makes a
 * network of, and the trips with their routes. Nodes are called {@code n7}, edges {@code e7}, signals {@code s7} by their
 * index, because SUMO does not take every name.
 *
 * <p>Lanes, lengths, limits, connections and plans are the city's; the shapes inside junctions are netconvert's. Lanes are
 * open to everybody, and trips need a whole route.
 */
public final class PlainNetwork {
    private final City city;
    private final Network network;
    private final Path folder;

    private PlainNetwork(City city, Path folder) {
        this.city = city;
        this.network = city.network();
        this.folder = folder;
    }

    /** Writes all files into a folder and lets netconvert make the network; gives SUMO's options for them. */
    public static List<String> write(City city, Path folder, Sumo sumo) {
        return new PlainNetwork(city, folder).write(sumo);
    }

    private List<String> write(Sumo sumo) {
        try {
            Files.createDirectories(folder);
            Path nodes = file("nodes.nod.xml", this::nodes);
            Path edges = file("edges.edg.xml", this::edges);
            Path connections = file("connections.con.xml", this::connections);
            Path programs = file("programs.tll.xml", this::programs);
            Path routes = file("routes.rou.xml", this::routes);
            Path net = folder.resolve("city.net.xml");
            sumo.netconvert(
                    folder,
                    List.of(
                            "--node-files",
                            nodes.toString(),
                            "--edge-files",
                            edges.toString(),
                            "--connection-files",
                            connections.toString(),
                            "--tllogic-files",
                            programs.toString(),
                            "--no-turnarounds",
                            "--offset.disable-normalization",
                            "--output-file",
                            net.toString()));
            return List.of("--net-file", net.toString(), "--route-files", routes.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Content {
        void into(Writer out) throws IOException;
    }

    private Path file(String name, Content content) throws IOException {
        Path file = folder.resolve(name);
        try (Writer out = Files.newBufferedWriter(file)) {
            content.into(out);
        }
        return file;
    }

    private static String line(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private void nodes(Writer out) throws IOException {
        Map<Integer, Integer> signalOf = new HashMap<>();
        for (int s = 0; s < city.signals().size(); s++) {
            for (int node : city.signals().get(s).nodes()) {
                signalOf.put(node, s);
            }
        }
        out.write("<nodes>\n");
        for (int n = 0; n < network.nodes().size(); n++) {
            Node node = network.node(n);
            out.write(line(
                    "<node id=\"n%d\" x=\"%.3f\" y=\"%.3f\" ",
                    n, node.at().xMeters(), node.at().yMeters()));
            out.write(
                    signalOf.containsKey(n)
                            ? line("type=\"traffic_light\" tl=\"s%d\"/>\n", signalOf.get(n))
                            : line("type=\"%s\"/>\n", type(node)));
        }
        out.write("</nodes>\n");
    }

    private static String type(Node node) {
        return switch (node.control()) {
            case SIGNALS, PRIORITY, ROUNDABOUT, NONE -> "priority";
            case RIGHT_BEFORE_LEFT -> "right_before_left";
            case ALL_WAY_STOP -> "allway_stop";
            case ZIPPER -> "zipper";
        };
    }

    private void edges(Writer out) throws IOException {
        out.write("<edges>\n");
        for (int l = 0; l < network.links().size(); l++) {
            Link link = network.link(l);
            out.write(line(
                    "<edge id=\"e%d\" from=\"n%d\" to=\"n%d\" numLanes=\"%d\" speed=\"%.3f\" length=\"%.3f\""
                            + " priority=\"%d\" spreadType=\"center\" shape=\"%s\"/>\n",
                    l,
                    link.fromNode(),
                    link.toNode(),
                    link.lanes().size(),
                    link.speedLimitMps(),
                    link.lengthMeters(),
                    20 - link.roadClass().ordinal(),
                    shape(link.shape())));
        }
        out.write("</edges>\n");
    }

    private static String shape(Polyline shape) {
        return IntStream.range(0, shape.size())
                .mapToObj(i -> line("%.3f,%.3f", shape.x(i), shape.y(i)))
                .collect(Collectors.joining(" "));
    }

    private void connections(Writer out) throws IOException {
        out.write("<connections>\n");
        for (Movement m : network.movements()) {
            out.write(connection(m) + "/>\n");
        }
        out.write("</connections>\n");
    }

    private static String connection(Movement m) {
        return line(
                "<connection from=\"e%d\" to=\"e%d\" fromLane=\"%d\" toLane=\"%d\"",
                m.fromLink(), m.toLink(), m.fromLane(), m.toLane());
    }

    private void programs(Writer out) throws IOException {
        out.write("<tlLogics>\n");
        for (int s = 0; s < city.signals().size(); s++) {
            SignalController signal = city.signals().get(s);
            out.write(line(
                    "<tlLogic id=\"s%d\" type=\"static\" programID=\"0\" offset=\"%.1f\">\n",
                    s, signal.plan().offsetSeconds()));
            for (SignalPhase phase : signal.plan().phases()) {
                String state = phase.aspects().stream()
                        .map(PlainNetwork::letter)
                        .map(String::valueOf)
                        .collect(Collectors.joining());
                out.write(line("<phase duration=\"%.1f\" state=\"%s\"/>\n", phase.durationSeconds(), state));
            }
            out.write("</tlLogic>\n");
        }
        for (Movement m : network.movements()) {
            if (m.signalled()) {
                out.write(connection(m) + line(" tl=\"s%d\" linkIndex=\"%d\"/>\n", m.signal(), m.group()));
            }
        }
        out.write("</tlLogics>\n");
    }

    private static char letter(Aspect aspect) {
        return switch (aspect) {
            case RED -> 'r';
            case RED_AMBER -> 'u';
            case AMBER -> 'y';
            case GREEN_PERMITTED -> 'g';
            case GREEN_PROTECTED -> 'G';
            case FLASHING_AMBER -> 'o';
            case OFF -> 'O';
            case STOP_THEN_GO -> 's';
        };
    }

    private void routes(Writer out) throws IOException {
        Map<VehicleType, String> types = new HashMap<>();
        out.write("<routes>\n");
        for (Trip trip : city.trips()) {
            if (!types.containsKey(trip.type())) {
                types.put(trip.type(), "t" + types.size());
                out.write(type(types.get(trip.type()), trip.type()));
            }
            String edges =
                    IntStream.of(trip.path().toArray()).mapToObj(l -> "e" + l).collect(Collectors.joining(" "));
            out.write(line(
                    "<vehicle id=\"%s\" type=\"%s\" depart=\"%.2f\" departLane=\"best\" %s>"
                            + "<route edges=\"%s\"/></vehicle>\n",
                    trip.id(), types.get(trip.type()), trip.departSeconds(), entering(trip.departure()), edges));
        }
        out.write("</routes>\n");
    }

    private static String entering(Trip.Departure departure) {
        String speed = departure.speedMps() < 0 ? "max" : line("%.2f", departure.speedMps());
        String place = departure.positionMeters() < 0 ? "base" : line("%.2f", departure.positionMeters());
        return line("departSpeed=\"%s\" departPos=\"%s\"", speed, place);
    }

    private static String type(String id, VehicleType t) {
        return line(
                "<vType id=\"%s\" length=\"%.2f\" minGap=\"%.2f\" maxSpeed=\"%.2f\" accel=\"%.2f\" decel=\"%.2f\""
                        + " emergencyDecel=\"%.2f\" tau=\"%.2f\" sigma=\"%.2f\" speedFactor=\"normc(%.2f,%.2f,0.2,2)\""
                        + " carFollowModel=\"%s\"/>\n",
                id,
                t.lengthMeters(),
                t.gapMeters(),
                t.maxSpeedMps(),
                t.accelerationMps2(),
                t.decelerationMps2(),
                t.emergencyDecelerationMps2(),
                t.headwaySeconds(),
                t.imperfection(),
                t.speedFactorMean(),
                t.speedFactorDeviation(),
                t.following() == VehicleType.Following.KRAUSS ? "Krauss" : "IDM");
    }
}
