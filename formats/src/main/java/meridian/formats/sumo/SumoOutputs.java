package meridian.formats.sumo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import meridian.formats.Progress;
import meridian.model.BadInput;

/**
 * Reads what SUMO writes about a simulation: {@code --tripinfo-output} and {@code edgeData} (also {@code laneData}'s
 * edges), plain or gzipped.
 *
 * <p>Source: <a href="https://sumo.dlr.de/docs/Simulation/Output/TripInfo.html">TripInfo</a> and <a
 * href="https://sumo.dlr.de/docs/Simulation/Output/Lane-_or_Edge-based_Traffic_Measures.html">Lane- or Edge-based Traffic
 * Measures</a>. Attributes that SUMO leaves out where nobody drove count as 0.
 */
public final class SumoOutputs {
    private SumoOutputs() {}

    /** The name of a file's first element, such as {@code tripinfos} or {@code meandata}; empty where it is no XML. */
    public static String root(Path file) {
        return SumoRoot.firstElement(file);
    }

    /**
     * The vehicles of a {@code tripinfo} file in the file's order, which is that of arrival.
     *
     * @throws BadInput where it is not such a file
     */
    public static List<SumoTrip> trips(Path file) {
        List<SumoTrip> trips = new ArrayList<>();
        visit(file, "tripinfos", element -> {
            if (element.name().equals("tripinfo")) {
                trips.add(trip(element));
            }
        });
        return trips;
    }

    private static SumoTrip trip(Element e) {
        return new SumoTrip(
                e.text("id"),
                e.seconds("depart"),
                e.number("departDelay", 0),
                e.seconds("arrival", -1),
                e.number("duration"),
                e.number("routeLength", 0),
                e.number("waitingTime", 0),
                e.whole("waitingCount", 0),
                e.number("timeLoss", 0));
    }

    /**
     * The edges of an {@code edgeData} file, interval by interval.
     *
     * @throws BadInput where it is not such a file
     */
    public static List<SumoEdge> edges(Path file) {
        List<SumoEdge> edges = new ArrayList<>();
        double[] interval = new double[2];
        visit(file, "meandata", element -> {
            if (element.name().equals("interval")) {
                interval[0] = element.seconds("begin");
                interval[1] = element.seconds("end");
            } else if (element.name().equals("edge")) {
                edges.add(edge(element, interval[0], interval[1]));
            }
        });
        return edges;
    }

    private static SumoEdge edge(Element e, double begin, double end) {
        return new SumoEdge(
                e.text("id"),
                begin,
                end,
                e.number("sampledSeconds", 0),
                e.number("speed", 0),
                e.whole("entered", 0) + e.whole("departed", 0),
                e.whole("left", 0) + e.whole("arrived", 0),
                e.number("waitingTime", 0),
                e.number("timeLoss", 0));
    }

    /** The edges that each vehicle drove, by its name, from a {@code --vehroute-output} file; the last route counts. */
    public static Map<String, List<String>> ways(Path file) {
        Map<String, List<String>> ways = new HashMap<>();
        String[] vehicle = new String[1];
        visit(file, "routes", element -> {
            if (element.name().equals("vehicle")) {
                vehicle[0] = element.text("id");
            } else if (element.name().equals("route") && vehicle[0] != null) {
                ways.put(vehicle[0], element.words("edges"));
            }
        });
        return ways;
    }

    /** The steps of a {@code --summary-output} file. */
    public static List<SumoStep> steps(Path file) {
        List<SumoStep> steps = new ArrayList<>();
        visit(file, "summary", element -> {
            if (element.name().equals("step")) {
                steps.add(new SumoStep(
                        element.seconds("time"),
                        element.whole("running"),
                        Math.max(0, element.number("meanSpeed", 0))));
            }
        });
        return steps;
    }

    /**
     * A vehicle in a moment of a {@code --fcd-output} file.
     *
     * @param compassDegrees direction of travel, clockwise from north
     */
    public record Place(double xMeters, double yMeters, double compassDegrees, double speedMps) {}

    /**
     * Reads a {@code --fcd-output} file moment by moment.
     *
     * @param moments told of each second before its vehicles
     * @param vehicles told of each front bumper
     */
    public static void places(Path file, DoubleConsumer moments, Consumer<Place> vehicles) {
        visit(file, "fcd-export", element -> {
            if (element.name().equals("timestep")) {
                moments.accept(element.seconds("time"));
            } else if (element.name().equals("vehicle")) {
                vehicles.accept(new Place(
                        element.number("x"), element.number("y"), element.number("angle"), element.number("speed")));
            }
        });
    }

    /** Vehicles that SUMO read from its demand files, from a {@code --statistic-output} file. */
    public static int loadedVehicles(Path file) {
        int[] loaded = new int[1];
        visit(file, "statistics", element -> {
            if (element.name().equals("vehicles")) {
                loaded[0] = element.whole("loaded");
            }
        });
        return loaded[0];
    }

    /** Vehicles that SUMO put elsewhere, whatever for, from a {@code --statistic-output} file. */
    public static int teleports(Path file) {
        int[] total = new int[1];
        visit(file, "statistics", element -> {
            if (element.name().equals("teleports")) {
                total[0] = element.whole("total");
            }
        });
        return total[0];
    }

    /** For each edge inside a junction of a network, the road edge from which it is entered. */
    public static Map<String, String> insideJunctions(Path net) {
        Map<String, String> from = new HashMap<>();
        visit(net, "net", element -> {
            String via = element.attribute("via");
            if (element.name().equals("connection") && via != null) {
                from.put(via.substring(0, Math.max(0, via.lastIndexOf('_'))), element.text("from"));
            }
        });
        Map<String, String> roads = new HashMap<>();
        from.forEach((inside, edge) -> roads.put(inside, road(edge, from)));
        return roads;
    }

    /** A turn that waits in the middle of a junction has two edges there, the second entered from the first. */
    private static String road(String edge, Map<String, String> from) {
        String road = edge;
        for (int i = 0; i < from.size() && road.startsWith(":"); i++) {
            road = from.getOrDefault(road, "");
        }
        return road;
    }

    private static void visit(Path file, String root, Consumer<Element> each) {
        boolean[] begun = new boolean[1];
        new XmlFile(file, Progress.NONE).visit(element -> {
            if (begun[0]) {
                each.accept(element);
            } else if (!element.name().equals(root)) {
                throw element.bad(
                        "it begins with <" + element.name() + ">",
                        "<" + root + ">, as SUMO writes it",
                        "Name another file");
            }
            begun[0] = true;
        });
    }
}
