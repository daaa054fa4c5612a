package meridian.formats.osm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import meridian.formats.ReadReport;
import meridian.model.geo.Point;
import meridian.model.place.Address;
import meridian.model.place.Building;
import meridian.model.place.Place;
import meridian.model.place.Settlement;

/** Points of interest, addresses, buildings and the names of the city's parts. */
final class PlaceFinder {
    /** Metres for each storey where only their number is known; OpenStreetMap's Simple 3D Buildings takes the same. */
    private static final double STOREY_METERS = 3;
    /** Two storeys, where nothing is known. */
    private static final double ASSUMED_METERS = 6;

    private static final double TALLEST_METERS = 900;
    private static final double SMALLEST_RING = 4;

    private final OsmData data;
    private final Plane plane;
    private final ReadReport report;

    PlaceFinder(OsmData data, Plane plane, ReadReport report) {
        this.data = data;
        this.plane = plane;
        this.report = report;
    }

    List<Place> points() {
        List<Place> points = new ArrayList<>();
        for (OsmNode node : data.nodes) {
            point(node.name(), node.tags(), plane.at(node.vertex())).ifPresent(points::add);
        }
        for (OsmArea area : data.areas) {
            if (PlaceKinds.of(area.tags()).isPresent()) {
                point(area.name(), area.tags(), Ground.middle(area, plane)).ifPresent(points::add);
            }
        }
        return points;
    }

    private Optional<Place> point(String id, OsmTags tags, Point at) {
        return PlaceKinds.of(tags).map(kind -> {
            report.took(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
            return new Place(id, kind, tags.value("name"), at);
        });
    }

    List<Address> addresses() {
        List<Address> addresses = new ArrayList<>();
        for (OsmNode node : data.nodes) {
            if (node.tags().has("addr:housenumber")) {
                addresses.add(address(node.tags(), plane.at(node.vertex())));
            }
        }
        for (OsmArea area : data.areas) {
            if (area.tags().has("addr:housenumber")) {
                addresses.add(address(area.tags(), Ground.middle(area, plane)));
            }
        }
        for (OsmWay way : data.ways) {
            if (way.tags().has("addr:housenumber")) {
                addresses.add(address(way.tags(), plane.at(way.first())));
            }
        }
        report.took("address", addresses.size());
        return addresses;
    }

    private static Address address(OsmTags tags, Point at) {
        return new Address(tags.value("addr:street"), tags.value("addr:housenumber"), at);
    }

    List<Building> buildings() {
        List<Building> buildings = new ArrayList<>();
        for (OsmArea area : data.areas) {
            if (!area.tags().has("building") || area.tags().is("building", "no", "roof", "proposed", "construction")) {
                continue;
            }
            OptionalDouble height = height(area.tags());
            report.took(height.isPresent() ? "building with height or storeys" : "building of assumed height");
            for (OsmArea.Polygon polygon : area.polygons()) {
                if (polygon.rings().getFirst().length >= SMALLEST_RING) {
                    buildings.add(new Building(
                            plane.line(polygon.rings().getFirst()), height.orElse(ASSUMED_METERS), height.isEmpty()));
                }
            }
        }
        return buildings;
    }

    private static OptionalDouble height(OsmTags tags) {
        double meters = number(tags.firstOf("height", "building:height"));
        if (meters <= 0) {
            meters = number(tags.value("building:levels")) * STOREY_METERS;
        }
        return meters > 0 && meters < TALLEST_METERS ? OptionalDouble.of(meters) : OptionalDouble.empty();
    }

    /** A number with or without "m" behind it, 0 where there is none. */
    private static double number(String value) {
        String digits = value.replace(" m", "").replace("m", "").trim();
        return digits.matches("\\d{1,4}(\\.\\d{1,3})?") ? Double.parseDouble(digits) : 0;
    }

    List<Settlement> settlements() {
        List<Settlement> settlements = new ArrayList<>();
        for (OsmNode node : data.nodes) {
            settlement(node.tags(), plane.at(node.vertex())).ifPresent(settlements::add);
        }
        for (OsmArea area : data.areas) {
            if (rank(area.tags()) >= 0) {
                settlement(area.tags(), Ground.middle(area, plane)).ifPresent(settlements::add);
            }
        }
        settlements.sort(Comparator.comparingInt(Settlement::rank).thenComparing(Settlement::name));
        report.took("settlement", settlements.size());
        return settlements;
    }

    private static Optional<Settlement> settlement(OsmTags tags, Point at) {
        int rank = rank(tags);
        if (rank < 0 || !tags.has("name")) {
            return Optional.empty();
        }
        Map<String, String> names = new HashMap<>();
        tags.each((key, value) -> {
            if (key.startsWith("name:")) {
                names.put(key.substring(5), value);
            }
        });
        return Optional.of(new Settlement(tags.value("name"), names, at, rank));
    }

    private static int rank(OsmTags tags) {
        return switch (tags.value("place")) {
            case "city" -> 0;
            case "town", "borough" -> 1;
            case "suburb", "village" -> 2;
            case "quarter", "neighbourhood", "hamlet" -> 3;
            default -> -1;
        };
    }

    /** The city with most people, or the title of the data. */
    String cityName() {
        String best = data.title();
        long most = -1;
        for (OsmNode node : data.nodes) {
            if (node.tags().is("place", "city", "town") && node.tags().has("name")) {
                String population = node.tags().value("population");
                long people = population.matches("\\d{1,9}") ? Long.parseLong(population) : 0;
                if (people > most) {
                    most = people;
                    best = node.tags().value("name");
                }
            }
        }
        return best;
    }
}
