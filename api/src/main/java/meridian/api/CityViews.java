package meridian.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import meridian.field.Figures;
import meridian.field.LinkState;
import meridian.field.Scene;
import meridian.field.SimulatedCity;
import meridian.model.City;
import meridian.model.geo.Box;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.place.Stop;
import meridian.model.signal.Aspect;
import meridian.model.signal.SignalController;

/** The city and its present state in the words of openapi.yaml. Safe for all threads: it reads immutable scenes. */
final class CityViews {
    private static final double KMH = 3.6;
    private static final Aspect[] ASPECTS = Aspect.values();

    private final SimulatedCity running;
    private final City city;
    private final Network network;
    private final CitySquare square;

    CityViews(SimulatedCity running, CitySquare square) {
        this.running = running;
        this.city = running.city();
        this.network = city.network();
        this.square = square;
    }

    Views.Clock clock() {
        return clock(running.clock());
    }

    static Views.Clock clock(meridian.field.Clock clock) {
        return new Views.Clock(clock.seconds(), clock.speed(), clock.paused(), clock.behind(), clock.filling());
    }

    Views.Figures figures(Figures f) {
        List<Views.Corridor> corridors = f.corridors().stream()
                .map(c -> new Views.Corridor(
                        c.name(),
                        rounded(c.speedRatio(), 3),
                        rounded(c.delayMinutesPerMinute(), 2),
                        rounded(c.lengthMeters(), 0),
                        box(c.box())))
                .toList();
        return new Views.Figures(
                f.seconds(),
                f.vehicles(),
                f.waiting(),
                rounded(f.speedRatio(), 3),
                rounded(f.delayMinutesPerMinute(), 1),
                f.completed(),
                f.gridlocked(),
                corridors);
    }

    Views.FigureHistory history() {
        return new Views.FigureHistory(
                figures(running.figures()),
                running.history().stream().map(this::figures).toList());
    }

    Views.Link link(int index) {
        Link link = network.link(index);
        List<Views.Lane> lanes = link.lanes().stream().map(CityViews::lane).toList();
        List<String> assumed =
                link.assumed().stream().map(CityViews::word).sorted().toList();
        return new Views.Link(
                index,
                link.id(),
                link.name(),
                word(link.roadClass()),
                rounded(link.lengthMeters(), 1),
                lanes,
                assumed,
                link.fromNode(),
                junctionName(link.fromNode()),
                link.toNode(),
                junctionName(link.toNode()),
                path(link.shape()),
                now(index),
                true);
    }

    /** All links of one name; nothing where there is none. */
    Optional<Views.Street> street(String name) {
        List<Integer> links = IntStream.range(0, network.links().size())
                .filter(l -> network.link(l).name().equals(name))
                .boxed()
                .toList();
        if (name.isBlank() || links.isEmpty()) {
            return Optional.empty();
        }
        double length = 0;
        Box box = network.link(links.getFirst()).shape().box();
        Set<String> classes = new LinkedHashSet<>();
        Set<Double> limits = new TreeSet<>();
        for (int l : links) {
            Link link = network.link(l);
            length += link.lengthMeters();
            box = box.with(link.shape().box());
            classes.add(word(link.roadClass()));
            link.lanes().forEach(lane -> limits.add(lane(lane).speedLimitKmh()));
        }
        return Optional.of(new Views.Street(
                name,
                links.size(),
                rounded(length, 0),
                List.copyOf(classes),
                List.copyOf(limits),
                now(links),
                box(box),
                true));
    }

    /** Speeds are means over the vehicles on these links, or over the links where none is on any now. */
    private Views.LinkNow now(List<Integer> links) {
        LinkState state = running.scene().links();
        int vehicles = 0;
        int standing = 0;
        double weight = 0;
        double speed = 0;
        double ratio = 0;
        for (int l : links) {
            vehicles += state.vehicles(l);
            standing += state.standing(l);
        }
        for (int l : links) {
            double weighs = !state.known(l) ? 0 : vehicles > 0 ? state.vehicles(l) : 1;
            weight += weighs;
            speed += weighs == 0 ? 0 : weighs * state.speedMps(l);
            ratio += weighs == 0 ? 0 : weighs * state.ratio(l);
        }
        boolean known = weight > 0;
        return new Views.LinkNow(
                vehicles,
                standing,
                known ? rounded(speed / weight * KMH, 1) : null,
                known ? rounded(ratio / weight, 3) : null);
    }

    private static Views.Lane lane(Lane lane) {
        List<String> allows =
                lane.access().kinds().stream().map(CityViews::word).toList();
        return new Views.Lane(rounded(lane.widthMeters(), 2), rounded(lane.speedLimitMps() * KMH, 0), allows);
    }

    private Views.LinkNow now(int index) {
        LinkState state = running.scene().links();
        boolean known = state.known(index);
        return new Views.LinkNow(
                state.vehicles(index),
                state.standing(index),
                known ? rounded(state.speedMps(index) * KMH, 1) : null,
                known ? rounded(state.ratio(index), 3) : null);
    }

    Views.Junction junction(int index) {
        Scene scene = running.scene();
        LonLat at = earth(network.node(index).at());
        int controller = Movement.NO_SIGNAL;
        List<Views.Movement> movements = new ArrayList<>();
        for (int m : network.movementsAt(index)) {
            Movement movement = network.movement(m);
            controller = movement.signalled() ? movement.signal() : controller;
            movements.add(movement(m, movement, scene));
        }
        return new Views.Junction(
                index,
                network.node(index).id(),
                junctionName(index),
                word(network.node(index).control()),
                at.lonDegrees(),
                at.latDegrees(),
                controller == Movement.NO_SIGNAL ? null : signal(controller, scene),
                movements,
                true);
    }

    private Views.Movement movement(int index, Movement m, Scene scene) {
        Integer group = m.signalled() ? m.group() : null;
        String aspect = m.signalled() ? word(aspect(scene, m)) : null;
        return new Views.Movement(
                m.fromLink(),
                m.fromLane(),
                m.toLink(),
                m.toLane(),
                word(m.turn()),
                group,
                aspect,
                path(network.movementShape(index)));
    }

    private Aspect aspect(Scene scene, Movement m) {
        return ASPECTS[scene.aspect(running.view().firstGroup(m.signal()) + m.group())];
    }

    private Views.Signal signal(int controller, Scene scene) {
        int first = running.view().firstGroup(controller);
        SignalController signal = city.signals().get(controller);
        List<Aspect> shown = IntStream.range(0, signal.groups())
                .mapToObj(group -> ASPECTS[scene.aspect(first + group)])
                .toList();
        return SignalNow.view(
                signal,
                scene.phase(controller),
                shown,
                scene.secondsLeft(controller),
                scene.mostSecondsLeft(controller));
    }

    /** The streets that meet at a node, each once; the node's id where none has a name. */
    String junctionName(int node) {
        Set<String> names = new LinkedHashSet<>();
        for (int m : network.movementsAt(node)) {
            for (int l : new int[] {
                network.movement(m).fromLink(), network.movement(m).toLink()
            }) {
                if (!network.link(l).name().isBlank()) {
                    names.add(network.link(l).name());
                }
            }
        }
        return names.isEmpty() ? network.node(node).id() : String.join(" / ", names);
    }

    Views.Stop stop(int index) {
        Stop stop = city.places().stops().get(index);
        LonLat at = earth(stop.at());
        String street = stop.link() < 0 || network.link(stop.link()).name().isBlank()
                ? null
                : network.link(stop.link()).name();
        return new Views.Stop(index, stop.id(), stop.name(), at.lonDegrees(), at.latDegrees(), stop.lines(), street);
    }

    List<List<Double>> path(Polyline line) {
        List<List<Double>> path = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            LonLat at = earth(line.point(i));
            path.add(Arrays.asList(rounded(at.lonDegrees(), 7), rounded(at.latDegrees(), 7)));
        }
        return path;
    }

    Views.Box box(Box plane) {
        LonLat low = earth(new Point(plane.minX(), plane.minY()));
        LonLat high = earth(new Point(plane.maxX(), plane.maxY()));
        return new Views.Box(low.lonDegrees(), low.latDegrees(), high.lonDegrees(), high.latDegrees());
    }

    LonLat earth(Point point) {
        return city.projection().toEarth(point);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
