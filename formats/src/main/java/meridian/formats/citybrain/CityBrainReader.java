package meridian.formats.citybrain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import meridian.formats.CityReader;
import meridian.formats.FileKind;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.ConflictFinder;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.place.Places;

/** Reads the City Brain Challenge: a road network file and, where there is one, a flow file; or their folder. */
public final class CityBrainReader implements CityReader {
    private static final int MOST_TRIPS = 2_000_000;

    /** What a text file holds, told from its first lines. */
    private enum Content {
        ROADNET,
        FLOW,
        NEITHER
    }

    @Override
    public String format() {
        return "City Brain Challenge text";
    }

    @Override
    public boolean recognises(Path source) {
        if (Files.isDirectory(source)) {
            return files(source).stream().anyMatch(file -> content(file) == Content.ROADNET);
        }
        return content(source) != Content.NEITHER;
    }

    @Override
    public City read(List<Path> sources, ReadReport report, Progress progress) {
        List<Path> files = new ArrayList<>();
        for (Path source : sources) {
            if (Files.isDirectory(source)) {
                files.addAll(files(source));
            } else {
                demandUsable(source);
                files.add(source);
            }
        }
        List<Path> roadnets =
                files.stream().filter(f -> content(f) == Content.ROADNET).toList();
        List<Path> flows =
                files.stream().filter(f -> content(f) == Content.FLOW).toList();
        if (roadnets.size() != 1 || flows.size() > 1) {
            throw new BadInput(
                    sources.getFirst().toString(),
                    "there are " + roadnets.size() + " road networks and " + flows.size()
                            + " flows of the City Brain Challenge",
                    "one road network, and one flow or none",
                    "Name the files that belong together");
        }
        FlowFile flow = flows.isEmpty() ? new FlowFile(List.of()) : FlowFile.read(flows.getFirst(), progress);
        Path named = sources.size() == 1 ? sources.getFirst() : roadnets.getFirst();
        return city(roadnets.getFirst(), named, flow, report, progress);
    }

    private static void demandUsable(Path file) {
        if (content(file) == Content.NEITHER) {
            throw FileKind.notMeant(file, "a road network or a flow file of the City Brain Challenge");
        }
    }

    private static City city(Path file, Path source, FlowFile flow, ReadReport report, Progress progress) {
        RoadnetFile roadnet = RoadnetFile.read(file, progress);
        LinkBuilder builder = new LinkBuilder(file.toString(), roadnet);
        SignalBuilder signals = new SignalBuilder(roadnet, builder.nodeOf(), builder.linkOf(), report);
        List<Node> nodes = builder.nodes(signals.intersections());
        List<Link> links = builder.links();
        List<Movement> movements = new MovementBuilder(roadnet, links, builder.linkOf(), signals)
                .movements(driven(flow, builder.linkOf()));
        Network network = new Network(nodes, links, movements, List.of(), ConflictFinder.find(nodes, links, movements));
        List<Trip> trips = trips(flow, network, report);
        report.took("node", nodes.size());
        report.took("link", links.size());
        report.took("movement", movements.size());
        report.took("signal", roadnet.signals().size());
        report.took("trip", trips.size());
        return new City(
                name(source),
                builder.projection(),
                network,
                signals.controllers(network),
                Places.NONE,
                trips,
                List.of());
    }

    /** Links that follow each other on a route, by the first of them. */
    private static Map<Integer, Set<Integer>> driven(FlowFile file, Map<String, Integer> linkOf) {
        Map<Integer, Set<Integer>> driven = new HashMap<>();
        for (FlowFile.Flow flow : file.flows()) {
            for (int i = 1; i < flow.edges().size(); i++) {
                Integer from = linkOf.get(flow.edges().get(i - 1));
                Integer to = linkOf.get(flow.edges().get(i));
                if (from != null && to != null) {
                    driven.computeIfAbsent(from, k -> new HashSet<>()).add(to);
                }
            }
        }
        return driven;
    }

    private static List<Trip> trips(FlowFile file, Network network, ReadReport report) {
        List<Trip> trips = new ArrayList<>();
        int number = 0;
        for (FlowFile.Flow flow : file.flows()) {
            try {
                LinkPath path = path(flow, network);
                double start = flow.startSeconds();
                for (int i = 0; start + i * flow.intervalSeconds() <= flow.endSeconds(); i++) {
                    if (trips.size() >= MOST_TRIPS) {
                        throw new BadInput(
                                flow.place(),
                                "more than " + MOST_TRIPS + " vehicles",
                                "the demand of one city",
                                "Shorten the flows");
                    }
                    trips.add(new Trip(
                            "flow_" + number + "_" + i,
                            VehicleType.CAR,
                            start + i * flow.intervalSeconds(),
                            path,
                            true,
                            List.of(),
                            Trip.Departure.USUAL,
                            -1));
                }
            } catch (IllegalArgumentException e) {
                report.skipped("flow", String.valueOf(e.getMessage()), flow.place());
            }
            number++;
        }
        trips.sort(Comparator.comparingDouble(Trip::departSeconds));
        return trips;
    }

    private static LinkPath path(FlowFile.Flow flow, Network network) {
        int[] links = new int[flow.edges().size()];
        for (int i = 0; i < links.length; i++) {
            links[i] = network.findLink(flow.edges().get(i))
                    .orElseThrow(
                            () -> new IllegalArgumentException("its route names an edge that is not in the network"));
            if (i > 0
                    && !network.successors(links[i - 1], VehicleType.CAR.kind()).contains(links[i])) {
                throw new IllegalArgumentException("its route jumps between edges that do not meet");
            }
        }
        return LinkPath.of(links);
    }

    private static String name(Path source) {
        Path name = source.toAbsolutePath().normalize().getFileName();
        return name == null ? "city" : name.toString().replaceFirst("\\.txt$", "");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".txt"))
                    .sorted()
                    .limit(1_000)
                    .toList();
        } catch (IOException e) {
            throw BadInput.unreadable(folder, "a readable folder", e);
        }
    }

    private static Content content(Path file) {
        if (!Files.isRegularFile(file)) {
            return Content.NEITHER;
        }
        try {
            String[][] lines = NumberLines.firstLines(file);
            if (lines.length < 3 || lines[0].length != 1 || !lines[0][0].matches("\\d{1,9}")) {
                return Content.NEITHER;
            }
            if (lines[1].length == 4 && lines[1][0].contains(".") && lines[1][3].matches("[01]")) {
                return Content.ROADNET;
            }
            boolean flow = lines[1].length == 3 && lines[2].length == 1 && lines[2][0].matches("\\d{1,9}");
            return flow ? Content.FLOW : Content.NEITHER;
        } catch (IOException e) {
            return Content.NEITHER;
        }
    }
}
