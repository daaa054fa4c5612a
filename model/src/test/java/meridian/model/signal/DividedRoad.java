package meridian.model.signal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Access;
import meridian.model.network.ConflictFinder;
import meridian.model.network.Conflicts;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Node;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.Turn;

/**
 * A street that crosses a divided avenue, as OpenStreetMap draws it: two nodes, 20 m apart, with a link each way between.
 *
 * <pre>
 *               north
 *                 |
 *   west-out <--- B <--- east-in
 *                 |  (inner links)
 *   west-in  ---> A ---> east-out
 *                 |
 *               south
 * </pre>
 */
final class DividedRoad {
    private static final double LANE_METERS = 3.2;

    final List<Node> nodes = new ArrayList<>();
    final List<Link> links = new ArrayList<>();
    final List<Movement> movements = new ArrayList<>();

    DividedRoad() {
        Node a = node("A", 0, -10, NodeControl.SIGNALS);
        Node b = node("B", 0, 10, NodeControl.SIGNALS);
        link("west-in", node("w1", -200, -10, NodeControl.NONE), a, 2, RoadClass.PRIMARY);
        link("east-out", a, node("e1", 200, -10, NodeControl.NONE), 2, RoadClass.PRIMARY);
        link("east-in", node("e2", 200, 10, NodeControl.NONE), b, 2, RoadClass.PRIMARY);
        link("west-out", b, node("w2", -200, 10, NodeControl.NONE), 2, RoadClass.PRIMARY);
        Node south = node("s", 0, -200, NodeControl.NONE);
        Node north = node("n", 0, 200, NodeControl.NONE);
        link("south-in", south, a, 1, RoadClass.RESIDENTIAL);
        link("south-out", a, south, 1, RoadClass.RESIDENTIAL);
        link("north-in", north, b, 1, RoadClass.RESIDENTIAL);
        link("north-out", b, north, 1, RoadClass.RESIDENTIAL);
        link("inner-up", a, b, 1, RoadClass.RESIDENTIAL);
        link("inner-down", b, a, 1, RoadClass.RESIDENTIAL);
        move("west-in", "east-out");
        move("west-in", "south-out");
        move("west-in", "inner-up");
        move("east-in", "west-out");
        move("east-in", "north-out");
        move("east-in", "inner-down");
        move("south-in", "east-out");
        move("south-in", "inner-up");
        move("north-in", "west-out");
        move("north-in", "inner-down");
        move("inner-up", "north-out");
        move("inner-up", "west-out");
        move("inner-down", "south-out");
        move("inner-down", "east-out");
    }

    private Node node(String id, double x, double y, NodeControl control) {
        nodes.add(new Node(id, new Point(x, y), control));
        return nodes.getLast();
    }

    /** One-way links lie on the line between the nodes, the others to its right; they end 4 m from the avenue's lanes. */
    private void link(String id, Node from, Node to, int lanes, RoadClass roadClass) {
        Polyline line = Polyline.between(from.at(), to.at());
        Polyline cut = line.slice(4, line.lengthMeters() - 4);
        Polyline shape = lanes == 1 ? cut.offsetRight(LANE_METERS / 2) : cut;
        List<Lane> all = Collections.nCopies(lanes, new Lane(LANE_METERS, 13.89, Access.ALL));
        links.add(new Link(
                id, nodes.indexOf(from), nodes.indexOf(to), id, roadClass, shape, shape.lengthMeters(), all, Set.of()));
    }

    private void move(String from, String to) {
        Link in = links.get(index(from));
        Link out = links.get(index(to));
        Turn turn = Turn.between(in.shape().lastHeading(), out.shape().firstHeading());
        int last = in.lanes().size() - 1;
        int first = turn.isLeft() ? last : 0;
        int end = turn.isRight() ? 0 : last;
        for (int lane = first; lane <= end; lane++) {
            int toLane = turn.isLeft()
                    ? out.lanes().size() - 1
                    : Math.min(lane, out.lanes().size() - 1);
            movements.add(new Movement(
                    in.toNode(),
                    index(from),
                    lane,
                    index(to),
                    toLane,
                    turn,
                    12,
                    10,
                    Movement.NO_SIGNAL,
                    Movement.NO_SIGNAL,
                    0));
        }
    }

    private int index(String link) {
        for (int l = 0; l < links.size(); l++) {
            if (links.get(l).id().equals(link)) {
                return l;
            }
        }
        throw new AssertionError("no link " + link);
    }

    Map<Integer, Conflicts> conflicts() {
        return ConflictFinder.find(nodes, links, movements);
    }

    PlanDesigner.Designed designed() {
        return PlanDesigner.design(
                nodes, links, movements, conflicts(), List.of(new SignalSite("divided", List.of(0, 1))));
    }

    /** The movement between two links, from the lowest lane that makes it. */
    int movement(String from, String to) {
        for (int m = 0; m < movements.size(); m++) {
            if (movements.get(m).fromLink() == index(from) && movements.get(m).toLink() == index(to)) {
                return m;
            }
        }
        throw new AssertionError("no movement from " + from + " to " + to);
    }
}
