package meridian.formats.sumo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import meridian.formats.Progress;
import meridian.formats.ReadReport;
import meridian.formats.sumo.Ride.Halt;
import meridian.formats.sumo.Ride.Way;
import meridian.model.BadInput;
import meridian.model.demand.LinkPath;
import meridian.model.event.RoadEvent;
import meridian.model.place.Detector;
import meridian.model.place.Stop;
import org.jspecify.annotations.Nullable;

/**
 * Reads route, trip and additional files, which may all hold the same elements. One reader for all files of a scenario;
 * what it collected is complete after the last one.
 */
final class DemandFileReader implements XmlFile.Visitor {
    private static final int MOST_RIDES = 2_000_000;
    private static final int MOST_ROUTES = 1_000_000;
    private static final long MOST_ROUTE_EDGES = 50_000_000;
    private static final Set<String> ROOTS =
            Set.of("routes", "additional", "additionals", "add", "a", "vehicles", "trips");

    private final RoadIndex index;
    private final ReadReport report;
    private final VehicleTypes types;
    private final SignalProgramReader programs;
    private final StopReader stops;
    private final DetectorReader detectors;
    private final EventReader events;
    private final List<Ride> rides = new ArrayList<>();
    private final Map<String, Way> routes = new HashMap<>();
    private final Map<String, List<Halt>> routeHalts = new HashMap<>();
    private final Map<String, Weighted> routeDistributions = new HashMap<>();
    private final List<Halt> halts = new ArrayList<>();
    private long routeEdges;
    private int depth;
    private String file = "";
    private @Nullable Ride open;
    private @Nullable Flow flow;
    private @Nullable String openRoute;
    private @Nullable Weighted openDistribution;

    DemandFileReader(RoadIndex index, ReadReport report) {
        this.index = index;
        this.report = report;
        this.types = new VehicleTypes(report);
        this.programs = new SignalProgramReader(report);
        this.stops = new StopReader(index, report);
        this.detectors = new DetectorReader(index, report);
        this.events = new EventReader(index, report);
    }

    void read(Path path, Progress progress) {
        depth = 0;
        file = path.toString();
        new XmlFile(path, progress).visit(this);
    }

    VehicleTypes types() {
        return types;
    }

    List<RoadEvent> events() {
        return events.events();
    }

    List<SignalProgram> programs() {
        return programs.programs();
    }

    List<Ride> rides() {
        return rides;
    }

    List<Stop> stops() {
        return stops.stops();
    }

    List<Detector> detectors() {
        return detectors.detectors();
    }

    /** The route of this name, or the one that chance gives this vehicle of a distribution. */
    Optional<Way> findRoute(String name, String vehicle) {
        return Optional.ofNullable(routes.get(chosenRoute(name, vehicle)));
    }

    /** Stops that every vehicle of a route makes. */
    List<Halt> haltsOfRoute(String name, String vehicle) {
        return routeHalts.getOrDefault(chosenRoute(name, vehicle), List.of());
    }

    private String chosenRoute(String name, String vehicle) {
        Weighted distribution = routeDistributions.get(name);
        return distribution == null || distribution.isEmpty()
                ? name
                : distribution.choose(Chance.of("route of " + vehicle));
    }

    @Override
    public void start(Element element) {
        depth++;
        if (depth == 1) {
            root(element);
            return;
        }
        switch (element.name()) {
            case "vType", "vTypeDistribution" -> types.start(element);
            case "vehicle", "trip", "flow" -> ride(element);
            case "route" -> route(element);
            case "routeDistribution" -> routeDistribution(element);
            case "stop" -> halt(element);
            case "tlLogic", "phase", "param" -> programs.start(element);
            default -> {
                if (!stops.start(element) && !detectors.start(element) && !events.start(element) && depth == 2) {
                    report.skipped(element.name(), "not used by Meridian", element.place());
                }
            }
        }
    }

    private static void root(Element element) {
        if (!ROOTS.contains(element.name())) {
            throw element.bad(
                    "the file begins with <" + element.name() + ">",
                    "<routes> or <additional>, a SUMO route or additional file",
                    "Name another file");
        }
    }

    private void ride(Element element) {
        String id = element.text("id");
        boolean isFlow = element.name().equals("flow");
        Flow newFlow = isFlow ? Flow.of(element) : null;
        double depart = isFlow ? 0 : SumoTime.parse(element.text("depart"));
        Way way = Double.isNaN(depart)
                ? new Way.Wrong("departs \"" + element.text("depart") + "\", not at a time")
                : way(element);
        flow = newFlow;
        halts.clear();
        open = new Ride(
                id,
                element.text("type", VehicleTypes.DEFAULT),
                depart,
                way,
                new Ride.Departure(
                        element.text("departLane", "first"),
                        element.text("departPos", "base"),
                        element.text("departSpeed", "0")),
                element.text("arrivalPos", "max"),
                List.of(),
                new Ride.Place(file, element.line()));
    }

    private Way way(Element element) {
        if (element.has("route")) {
            return new Way.Named(element.text("route"));
        }
        if (!element.has("from") || !element.has("to")) {
            // A vehicle's own route follows as a child; what has none by then is told so.
            return new Way.Wrong("it has neither a route nor from and to");
        }
        List<String> edges = new ArrayList<>();
        edges.add(element.text("from"));
        edges.addAll(element.words("via"));
        edges.add(element.text("to"));
        return path(element, edges) instanceof Way.Whole(LinkPath path) ? new Way.Ends(path) : wrong(edges);
    }

    private void route(Element element) {
        Way way = path(element, element.words("edges"));
        if (open != null) {
            open = new Ride(
                    open.id(),
                    open.type(),
                    open.departSeconds(),
                    Double.isNaN(open.departSeconds()) ? open.way() : way,
                    open.departure(),
                    open.arrival(),
                    open.halts(),
                    open.place());
            return;
        }
        String id = element.text("id", element.text("refId", ""));
        if (routes.size() > MOST_ROUTES) {
            throw element.bad("more than " + MOST_ROUTES + " routes", "the demand of one city", "Split the file");
        }
        if (openDistribution != null) {
            id = id.isEmpty() ? element.place() : id;
            openDistribution.add(id, element.number("probability", 1));
        }
        if (element.has("edges")) {
            routes.put(id, way);
        }
        openRoute = id;
        halts.clear();
    }

    private Way path(Element element, List<String> edges) {
        routeEdges += edges.size();
        if (routeEdges > MOST_ROUTE_EDGES) {
            throw element.bad(
                    "routes with more than " + MOST_ROUTE_EDGES + " edges in all",
                    "the demand of one city",
                    "Split the file");
        }
        int[] links = new int[edges.size()];
        for (int i = 0; i < links.length; i++) {
            Integer link = index.link(edges.get(i));
            if (link == null) {
                return wrong(edges);
            }
            links[i] = link;
        }
        return links.length == 0 ? new Way.Wrong("its route has no edge") : new Way.Whole(LinkPath.of(links));
    }

    private Way.Wrong wrong(List<String> edges) {
        return new Way.Wrong(edges.stream()
                .filter(edge -> index.link(edge) == null)
                .findFirst()
                .map(edge -> "it names an edge that is not a road of the network")
                .orElse("it has no way"));
    }

    private void routeDistribution(Element element) {
        Weighted distribution = new Weighted();
        List<String> names = element.words("routes");
        List<String> weights = element.words("probabilities");
        for (int i = 0; i < names.size(); i++) {
            distribution.add(names.get(i), i < weights.size() ? element.numberIn("probabilities", weights.get(i)) : 1);
        }
        routeDistributions.put(element.text("id", ""), distribution);
        openDistribution = distribution;
    }

    private void halt(Element element) {
        if (open == null && openRoute == null) {
            return;
        }
        halts.add(new Halt(
                element.text("busStop", element.text("trainStop", "")),
                element.text("lane", ""),
                element.number("endPos", Double.NaN),
                element.seconds("duration", 0),
                element.seconds("until", -1),
                element.text("parking", "false").matches("true|1|opportunistic")));
    }

    @Override
    public void end(String name) {
        depth--;
        switch (name) {
            case "vehicle", "trip", "flow" -> close();
            case "route" -> {
                if (open == null && openRoute != null) {
                    if (!halts.isEmpty()) {
                        routeHalts.put(openRoute, List.copyOf(halts));
                    }
                    openRoute = null;
                }
            }
            case "routeDistribution" -> openDistribution = null;
            default -> {
                types.end(name);
                programs.end(name);
                events.end(name);
            }
        }
    }

    private void close() {
        Ride done = open;
        if (done == null) {
            return;
        }
        Ride ride = done.withDeparture(done.id(), done.departSeconds(), List.copyOf(halts));
        demandRoom(ride, flow == null ? 1 : flow.expected());
        if (flow == null) {
            add(ride);
        } else {
            flow.expand(ride, this::add);
        }
        open = null;
        flow = null;
    }

    private void demandRoom(Ride ride, double more) {
        if (rides.size() + more > MOST_RIDES) {
            throw new BadInput(
                    ride.place().toString(),
                    "more than " + MOST_RIDES + " vehicles",
                    "the demand of one city",
                    "Split the file, or shorten the flow");
        }
    }

    private void add(Ride ride) {
        demandRoom(ride, 1);
        rides.add(ride);
    }
}
