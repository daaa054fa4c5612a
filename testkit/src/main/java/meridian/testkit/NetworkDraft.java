package meridian.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.model.City;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.geo.Projection;
import meridian.model.network.Access;
import meridian.model.network.ConflictFinder;
import meridian.model.network.Conflicts;
import meridian.model.network.Crossing;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.network.NodeControl;
import meridian.model.place.Places;
import meridian.model.signal.PlanDesigner;
import meridian.model.signal.PlanDesigner.Designed;
import meridian.model.signal.SignalSite;

/**
 * A network drawn by hand: nodes, streets through them, and everything else follows: links that end at the stop line, lanes
 * with their turns, conflicts, crossings, signal plans. One thread.
 *
 * <p>Ids: link {@code a>b} leads from node a to node b.
 */
public final class NetworkDraft {
    private static final double LANE_METERS = 3.2;

    /** One end of a street at a node. */
    private record Arm(double degrees, double halfWidthMeters) {}

    /** A street before its links are cut to the stop lines. */
    private record Stretch(Road road, int from, int to, Polyline middle) {}

    private final List<Node> nodes = new ArrayList<>();
    private final List<List<Arm>> arms = new ArrayList<>();
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    /** A new node; the answer is its index. */
    public int node(String id, double xMeters, double yMeters, NodeControl control) {
        nodes.add(new Node(id, new Point(xMeters, yMeters), control));
        arms.add(new ArrayList<>());
        return nodes.size() - 1;
    }

    /** Index of the node with this id. */
    public int find(String id) {
        for (int n = 0; n < nodes.size(); n++) {
            if (nodes.get(n).id().equals(id)) {
                return n;
            }
        }
        throw new IllegalArgumentException("there is no node " + id + " yet");
    }

    /** A street through these nodes, straight from each to the next. */
    public NetworkDraft street(Road road, int... through) {
        for (int i = 0; i + 1 < through.length; i++) {
            Point a = nodes.get(through[i]).at();
            Point b = nodes.get(through[i + 1]).at();
            stretch(road, through[i], through[i + 1], Polyline.between(a, b));
        }
        return this;
    }

    /** A street from one node to another along a line that begins and ends at them. */
    public NetworkDraft stretch(Road road, int from, int to, Polyline middle) {
        stretches.add(new Stretch(road, from, to, middle));
        double half = (road.lanesThere() + road.lanesBack()) * LANE_METERS / 2;
        arms.get(from).add(new Arm(Math.toDegrees(middle.firstHeading()), half));
        arms.get(to).add(new Arm(Math.toDegrees(middle.lastHeading()) + 180, half));
        return this;
    }

    /** The city that follows; its signals have designed plans. */
    public City build(String name) {
        links.clear();
        for (Stretch stretch : stretches) {
            addLinks(stretch);
        }
        List<Movement> movements = LaneTurns.of(nodes, links);
        Map<Integer, Conflicts> conflicts = ConflictFinder.find(nodes, links, movements);
        Designed designed = PlanDesigner.design(nodes, links, movements, conflicts, sites());
        Network network = new Network(nodes, links, designed.movements(), crossings(), conflicts);
        return new City(
                name,
                new Projection.Unreferenced(),
                network,
                designed.signals(),
                Places.NONE,
                List.of(),
                List.of("Hand-made, not a real place"));
    }

    private List<SignalSite> sites() {
        List<SignalSite> sites = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            if (nodes.get(n).control() == NodeControl.SIGNALS) {
                sites.add(new SignalSite(nodes.get(n).id(), List.of(n)));
            }
        }
        return sites;
    }

    private void addLinks(Stretch stretch) {
        Road road = stretch.road();
        Polyline middle = stretch.middle();
        Polyline open =
                middle.slice(stopLineMeters(stretch.from()), middle.lengthMeters() - stopLineMeters(stretch.to()));
        double all = (road.lanesThere() + road.lanesBack()) * LANE_METERS;
        links.add(link(road, stretch.from(), stretch.to(), road.lanesThere(), open, all));
        if (road.lanesBack() > 0) {
            links.add(link(road, stretch.to(), stretch.from(), road.lanesBack(), open.reversed(), all));
        }
    }

    private Link link(Road road, int from, int to, int lanes, Polyline middle, double allMeters) {
        Polyline shape = middle.offsetRight(allMeters / 2 - lanes * LANE_METERS / 2);
        List<Lane> built =
                new ArrayList<>(Collections.nCopies(lanes, new Lane(LANE_METERS, road.speedMps(), Access.ALL)));
        if (road.busLane()) {
            built.set(0, new Lane(LANE_METERS, road.speedMps(), Road.BUS_LANE));
        }
        return new Link(
                nodes.get(from).id() + ">" + nodes.get(to).id(),
                from,
                to,
                road.name(),
                road.roadClass(),
                shape,
                shape.lengthMeters(),
                built,
                Set.of());
    }

    /** Far enough out that the streets' edges do not overlap: half the widest street, and a kerb's corner. */
    private double stopLineMeters(int node) {
        double widest = 0;
        for (Arm arm : arms.get(node)) {
            widest = Math.max(widest, arm.halfWidthMeters());
        }
        return switch (arms.get(node).size()) {
            case 1 -> 1;
            case 2 -> nodes.get(node).control() == NodeControl.SIGNALS ? 4 : 2;
            default -> widest + 3;
        };
    }

    /** One over each street at a node with signals; in the middle of a block there is one in all. */
    private List<Crossing> crossings() {
        List<Crossing> crossings = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            if (nodes.get(n).control() == NodeControl.SIGNALS) {
                int count = arms.get(n).size() == 2 ? 1 : arms.get(n).size();
                for (int a = 0; a < count; a++) {
                    crossings.add(crossing(n, arms.get(n).get(a), a));
                }
            }
        }
        return crossings;
    }

    private Crossing crossing(int node, Arm arm, int number) {
        double angle = Math.toRadians(arm.degrees());
        double out = stopLineMeters(node) - 2;
        Point at = nodes.get(node).at();
        double x = at.xMeters() + out * Math.cos(angle);
        double y = at.yMeters() + out * Math.sin(angle);
        double dx = -Math.sin(angle) * arm.halfWidthMeters();
        double dy = Math.cos(angle) * arm.halfWidthMeters();
        List<Integer> crossed = new ArrayList<>();
        for (int l = 0; l < links.size(); l++) {
            Link link = links.get(l);
            boolean leaves = link.fromNode() == node && near(link.shape().firstHeading(), angle);
            boolean comes = link.toNode() == node && near(link.shape().lastHeading() + Math.PI, angle);
            if (leaves || comes) {
                crossed.add(l);
            }
        }
        return new Crossing(
                nodes.get(node).id() + " crossing " + number,
                node,
                crossed,
                Polyline.between(new Point(x + dx, y + dy), new Point(x - dx, y - dy)),
                4,
                true);
    }

    private static boolean near(double heading, double other) {
        return Math.abs(Math.IEEEremainder(heading - other, 2 * Math.PI)) < 0.2;
    }
}
