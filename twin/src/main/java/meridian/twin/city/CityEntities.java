package meridian.twin.city;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import meridian.model.City;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Assumption;
import meridian.model.network.Link;
import meridian.model.network.Node;
import meridian.model.place.Place;
import meridian.model.place.Stop;
import meridian.model.signal.SignalController;
import meridian.model.signal.SignalPlan;
import meridian.twin.TwinState;
import meridian.twin.entity.Attribute;
import meridian.twin.entity.Content;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Geometry;
import meridian.twin.entity.Limits;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent;

/**
 * What of a city file becomes entities: named roads, links, junctions, signals, stops and places, and for each link an entity
 * that its traffic is observed on. Buildings, areas and addresses do not: the map has them, and nobody observes them.
 */
public final class CityEntities {
    /** A named street: all links of that name. */
    public static final String ROAD = "Road";

    /** A link. */
    public static final String SEGMENT = "RoadSegment";

    /** The traffic on a link; {@link LinkFigures} fill it. */
    public static final String TRAFFIC = "TrafficFlowObserved";

    /** A node. There is no smart data model of it. */
    public static final String JUNCTION = "RoadJunction";

    /** A controller with its signals. There is no smart data model of it. */
    public static final String SIGNAL = "TrafficSignal";

    public static final String STOP = "PublicTransportStop";
    public static final String PLACE = "PointOfInterest";

    private static final double KMH_PER_MPS = 3.6;
    private static final double METERS_PER_KM = 1_000;

    private final City city;
    private final CityIds ids;
    private final String source;
    private final List<Entity> made = new ArrayList<>();

    private CityEntities(City city) {
        this.city = city;
        this.ids = new CityIds(city.name());
        String named = String.join(", ", city.attributions());
        this.source = named.isEmpty() || named.length() > Limits.NAME_CHARS ? "city file" : named;
    }

    /** The entities of a city; the same city gives the same ones in the same order. */
    public static List<Entity> of(City city) {
        CityEntities entities = new CityEntities(city);
        entities.roads();
        entities.segments();
        entities.junctions();
        entities.signals();
        city.places().stops().forEach(entities::stop);
        city.places().points().forEach(entities::place);
        return List.copyOf(entities.made);
    }

    /**
     * The events that bring a state up to a city: entities that are missing, attributes that are missing or differ. None where
     * the state knows the city already. What others said about the same entities stays; what the city no longer has stays, too.
     *
     * @param producedAt when the city was opened
     */
    public static List<TwinEvent> arrival(City city, TwinState state, Instant producedAt) {
        List<TwinEvent> events = new ArrayList<>();
        for (Entity entity : of(city)) {
            Entity known = state.find(entity.id()).orElse(null);
            if (known == null) {
                events.add(new TwinEvent.EntityCreated(entity, Times.micros(producedAt)));
                continue;
            }
            Attribute[] news = entity.attributes().stream()
                    .filter(a ->
                            known.find(a.name()).filter(b -> saysTheSame(a, b)).isEmpty())
                    .toArray(Attribute[]::new);
            if (news.length > 0) {
                events.add(TwinEvent.AttributesMerged.of(entity.id(), producedAt, news));
            }
        }
        return events;
    }

    private static boolean saysTheSame(Attribute a, Attribute b) {
        return a.content().equals(b.content())
                && a.quality() == b.quality()
                && a.source().equals(b.source());
    }

    private void roads() {
        Map<String, List<String>> segments = new LinkedHashMap<>();
        for (Link link : city.network().links()) {
            if (!link.name().isBlank()) {
                segments.computeIfAbsent(link.name(), name -> new ArrayList<>()).add(ids.id(SEGMENT, link.id()));
            }
        }
        segments.forEach((name, of) -> {
            if (ids.id(ROAD, name).length() <= Limits.ID_CHARS) {
                List<String> some = of.subList(0, Math.min(of.size(), Limits.VALUE_NODES));
                add(
                        ROAD,
                        name,
                        List.of(
                                text("name", name),
                                attribute("refRoadSegment", new Content.Relationship(some, SEGMENT))));
            }
        });
    }

    private void segments() {
        for (Link link : city.network().links()) {
            segment(link);
            add(
                    TRAFFIC,
                    link.id(),
                    List.of(
                            location(line(link.shape())),
                            attribute(
                                    "refRoadSegment",
                                    new Content.Relationship(List.of(ids.id(SEGMENT, link.id())), SEGMENT))));
        }
    }

    private void segment(Link link) {
        List<Attribute> attributes = new ArrayList<>(List.of(
                location(line(link.shape())),
                text("roadClass", word(link.roadClass())),
                number("length", link.lengthMeters() / METERS_PER_KM, "KMT"),
                said("totalLaneNumber", Content.of(Value.of(link.lanes().size())), quality(link, Assumption.LANES)),
                said(
                        "maximumAllowedSpeed",
                        Content.of(Value.of(kmh(link.speedLimitMps())), "KMH"),
                        quality(link, Assumption.SPEED)),
                said("width", Content.of(Value.of(link.widthMeters()), "MTR"), quality(link, Assumption.WIDTH)),
                to(
                        "refStartJunction",
                        JUNCTION,
                        city.network().node(link.fromNode()).id()),
                to(
                        "refEndJunction",
                        JUNCTION,
                        city.network().node(link.toNode()).id())));
        if (!link.name().isBlank() && ids.id(ROAD, link.name()).length() <= Limits.ID_CHARS) {
            attributes.add(text("name", link.name()));
            attributes.add(to("refRoad", ROAD, link.name()));
        }
        add(SEGMENT, link.id(), attributes);
    }

    private static Quality quality(Link link, Assumption what) {
        return link.assumed().contains(what) ? Quality.ASSUMED : Quality.UNSTATED;
    }

    /** To the tenth: in m/s a whole limit has lost its last digits, and 30 km/h would come back as a little more. */
    static double kmh(double mps) {
        return Math.rint(mps * KMH_PER_MPS * 10) / 10;
    }

    private void junctions() {
        for (Node node : city.network().nodes()) {
            add(JUNCTION, node.id(), List.of(location(point(node.at())), text("control", word(node.control()))));
        }
    }

    private void signals() {
        for (SignalController signal : city.signals()) {
            SignalPlan plan = signal.plan();
            Node first = city.network().node(signal.nodes().getFirst());
            List<String> junctions = signal.nodes().stream()
                    .map(node -> ids.id(JUNCTION, city.network().node(node).id()))
                    .toList();
            Quality quality = plan.source() == SignalPlan.Source.ASSUMED ? Quality.ASSUMED : Quality.UNSTATED;
            add(
                    SIGNAL,
                    signal.id(),
                    List.of(
                            location(point(first.at())),
                            attribute("refJunction", new Content.Relationship(junctions, JUNCTION)),
                            attribute("signalGroups", Content.of(Value.of(signal.groups()))),
                            said("cycleTime", Content.of(Value.of(plan.cycleSeconds()), "SEC"), quality),
                            said("actuated", Content.of(Value.of(plan.actuated())), quality)));
        }
    }

    private void stop(Stop stop) {
        List<Attribute> attributes = new ArrayList<>(List.of(location(point(stop.at()))));
        if (!stop.name().isBlank()) {
            attributes.add(text("name", stop.name()));
        }
        if (!stop.lines().isEmpty()) {
            Value lines = new Value.Items(stop.lines().stream().map(Value::of).toList());
            attributes.add(attribute("lines", Content.of(lines)));
        }
        if (stop.link() >= 0) {
            attributes.add(to(
                    "refRoadSegment", SEGMENT, city.network().link(stop.link()).id()));
        }
        add(STOP, stop.id(), attributes);
    }

    private void place(Place place) {
        List<Attribute> attributes =
                new ArrayList<>(List.of(location(point(place.at())), text("category", word(place.kind()))));
        if (!place.name().isBlank()) {
            attributes.add(text("name", place.name()));
        }
        add(PLACE, place.id(), attributes);
    }

    private void add(String type, String sourceId, List<Attribute> attributes) {
        List<String> scope = List.of("/" + ids.city());
        made.add(Entity.of(ids.id(type, sourceId), List.of(type), scope, attributes));
    }

    private Attribute attribute(String name, Content content) {
        return said(name, content, Quality.UNSTATED);
    }

    private Attribute said(String name, Content content, Quality quality) {
        return Attribute.of(name, content, null, Times.NONE, quality, source);
    }

    private Attribute text(String name, String value) {
        return attribute(name, Content.of(Value.of(value)));
    }

    private Attribute number(String name, double value, String unit) {
        return attribute(name, Content.of(Value.of(value), unit));
    }

    private Attribute to(String name, String type, String sourceId) {
        return attribute(name, new Content.Relationship(List.of(ids.id(type, sourceId)), type));
    }

    private Attribute location(Geometry geometry) {
        return attribute("location", Content.of(geometry));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private Geometry point(Point at) {
        LonLat place = city.projection().toEarth(at);
        return Geometry.point(rounded(place.lonDegrees()), rounded(place.latDegrees()));
    }

    private Geometry line(Polyline shape) {
        double[] numbers = new double[2 * shape.size()];
        for (int i = 0; i < shape.size(); i++) {
            LonLat place = city.projection().toEarth(shape.point(i));
            numbers[2 * i] = rounded(place.lonDegrees());
            numbers[2 * i + 1] = rounded(place.latDegrees());
        }
        return Geometry.line(numbers);
    }

    /** To 10⁻⁷°, about a centimetre: what a city file says, and the same after a restart. */
    private static double rounded(double degrees) {
        return Math.round(degrees * 1e7) / 1e7;
    }
}
