package meridian.app.city;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import meridian.app.terminal.TextTable;
import meridian.app.terminal.Words;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.geo.Box;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.geo.Projection;
import meridian.model.network.Assumption;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.place.Place;
import meridian.model.signal.SignalPlan;

/** What there is to know about a city at a glance. */
public record CityFacts(
        String name,
        boolean onEarth,
        Corners box,
        Roads roads,
        Signals signals,
        Standing places,
        Demand demand,
        List<String> attributions) {

    /** Degrees. */
    public record Corners(double west, double south, double east, double north) {}

    /**
     * @param junctions nodes where three streets or more meet
     * @param roadKilometers a road of two directions counted once
     * @param directedKilometers each direction counted
     * @param assumedLinks links of which the source did not state this
     */
    public record Roads(
            int nodes,
            int junctions,
            int links,
            double roadKilometers,
            double directedKilometers,
            double laneKilometers,
            int movements,
            int crossings,
            Map<String, Integer> assumedLinks) {}

    public record Signals(int controllers, int given, int assumed) {}

    /** @param kinds how many points there are of each kind, the commonest first */
    public record Standing(
            int stops, int points, Map<String, Integer> kinds, int buildings, int areas, int addresses) {}

    /** Clock times are seconds; negative without trips. */
    public record Demand(int trips, double firstSeconds, double lastSeconds) {}

    public static CityFacts of(City city) {
        int given = (int) city.signals().stream()
                .filter(s -> s.plan().source() == SignalPlan.Source.GIVEN)
                .count();
        return new CityFacts(
                city.name(),
                !(city.projection() instanceof Projection.Unreferenced),
                corners(city),
                roads(city.network()),
                new Signals(city.signals().size(), given, city.signals().size() - given),
                new Standing(
                        city.places().stops().size(),
                        city.places().points().size(),
                        kinds(city.places().points()),
                        city.places().buildings().size(),
                        city.places().areas().size(),
                        city.places().addresses().size()),
                demand(city.trips()),
                city.attributions());
    }

    private static Corners corners(City city) {
        Box box = city.network().box();
        LonLat low = city.projection().toEarth(new Point(box.minX(), box.minY()));
        LonLat high = city.projection().toEarth(new Point(box.maxX(), box.maxY()));
        return new Corners(low.lonDegrees(), low.latDegrees(), high.lonDegrees(), high.latDegrees());
    }

    private static Roads roads(Network network) {
        Map<Integer, Set<Integer>> neighbours = new HashMap<>();
        for (Link link : network.links()) {
            neighbours.computeIfAbsent(link.fromNode(), n -> new HashSet<>()).add(link.toNode());
            neighbours.computeIfAbsent(link.toNode(), n -> new HashSet<>()).add(link.fromNode());
        }
        double road = 0;
        double directed = 0;
        double lanes = 0;
        Map<String, Integer> assumed = new TreeMap<>();
        Set<List<Integer>> ends = new HashSet<>();
        network.links().forEach(link -> ends.add(List.of(link.fromNode(), link.toNode())));
        for (Link link : network.links()) {
            directed += link.lengthMeters();
            // Both directions of a street between the same nodes are one road, of their mean length.
            boolean both = ends.contains(List.of(link.toNode(), link.fromNode()));
            road += link.lengthMeters() / (both ? 2 : 1);
            lanes += link.lengthMeters() * link.lanes().size();
            for (Assumption what : link.assumed()) {
                assumed.merge(Words.of(what), 1, Integer::sum);
            }
        }
        return new Roads(
                network.nodes().size(),
                (int) neighbours.values().stream().filter(n -> n.size() > 2).count(),
                network.links().size(),
                road / 1000,
                directed / 1000,
                lanes / 1000,
                network.movements().size(),
                network.crossings().size(),
                assumed);
    }

    private static Map<String, Integer> kinds(List<Place> points) {
        Map<String, Integer> counts = new TreeMap<>();
        points.forEach(point -> counts.merge(Words.of(point.kind()), 1, Integer::sum));
        Map<String, Integer> commonestFirst = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(kind -> commonestFirst.put(kind.getKey(), kind.getValue()));
        return commonestFirst;
    }

    private static Demand demand(List<Trip> trips) {
        return new Demand(
                trips.size(),
                trips.stream().mapToDouble(Trip::departSeconds).min().orElse(-1),
                trips.stream().mapToDouble(Trip::departSeconds).max().orElse(-1));
    }

    public List<String> lines() {
        TextTable table = new TextTable()
                .row("city", name)
                .row(
                        "place",
                        onEarth
                                ? String.format(
                                        Locale.ROOT,
                                        "%.5f to %.5f east, %.5f to %.5f north",
                                        box.west(),
                                        box.east(),
                                        box.south(),
                                        box.north())
                                : "unknown: the source does not tie it to the earth")
                .row(
                        "roads",
                        String.format(
                                Locale.ROOT,
                                "%,.1f km; %,.1f km with each direction counted",
                                roads.roadKilometers(),
                                roads.directedKilometers()))
                .row("lanes", String.format(Locale.ROOT, "%,.1f km", roads.laneKilometers()))
                .row("links", Words.count(roads.links()) + " between " + Words.plural(roads.nodes(), "node"))
                .row("junctions", Words.count(roads.junctions()) + " where three streets or more meet")
                .row("movements", Words.count(roads.movements()))
                .row("crossings", Words.count(roads.crossings()));
        roads.assumedLinks()
                .forEach((what, count) -> table.row("assumed", what + " of " + Words.plural(count, "link")));
        table.row(
                        "signals",
                        Words.count(signals.controllers()) + ": " + Words.count(signals.given())
                                + " with a given plan, " + Words.count(signals.assumed()) + " with an assumed one")
                .row("stops", Words.count(places.stops()))
                .row("places", placesText())
                .row("buildings", Words.count(places.buildings()))
                .row("areas", Words.count(places.areas()))
                .row("addresses", Words.count(places.addresses()))
                .row("demand", demandText());
        attributions.forEach(a -> table.row("source", a));
        return new ArrayList<>(table.lines());
    }

    private String placesText() {
        String kinds = places.kinds().entrySet().stream()
                .map(kind -> Words.count(kind.getValue()) + " " + kind.getKey())
                .collect(Collectors.joining(", "));
        return Words.count(places.points()) + (kinds.isEmpty() ? "" : ": " + kinds);
    }

    private String demandText() {
        return demand.trips() == 0
                ? "none of its own"
                : Words.plural(demand.trips(), "trip") + ", departing " + Words.clock(demand.firstSeconds()) + " to "
                        + Words.clock(demand.lastSeconds());
    }
}
