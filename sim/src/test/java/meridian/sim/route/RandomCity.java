package meridian.sim.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Access;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.network.NodeControl;
import meridian.model.network.RoadClass;
import meridian.model.network.Turn;
import meridian.model.network.VehicleKind;

/** A crooked grid with one-way streets, missing links, forbidden turns, bus roads and places that cannot be reached. */
final class RandomCity {
    private static final double BLOCK_METERS = 120;

    private RandomCity() {}

    static Network of(int rows, int columns, Random random) {
        List<Node> nodes = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                Point at = new Point(
                        c * BLOCK_METERS + random.nextDouble(-30, 30), r * BLOCK_METERS + random.nextDouble(-30, 30));
                nodes.add(new Node(r + "/" + c, at, NodeControl.PRIORITY));
            }
        }
        List<Link> links = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                if (c + 1 < columns) {
                    street(nodes, links, r * columns + c, r * columns + c + 1, random);
                }
                if (r + 1 < rows) {
                    street(nodes, links, r * columns + c, (r + 1) * columns + c, random);
                }
            }
        }
        return new Network(nodes, links, movements(nodes.size(), links, random), List.of(), Map.of());
    }

    private static void street(List<Node> nodes, List<Link> links, int a, int b, Random random) {
        boolean fast = a % 7 == 0 || b % 7 == 0;
        double draw = random.nextDouble();
        if (draw > 0.15) {
            links.add(link(nodes, links.size(), a, b, fast, random));
        }
        if (draw < 0.75) {
            links.add(link(nodes, links.size(), b, a, fast, random));
        }
    }

    private static Link link(List<Node> nodes, int id, int from, int to, boolean fast, Random random) {
        Polyline shape = Polyline.between(nodes.get(from).at(), nodes.get(to).at());
        Access access = random.nextInt(20) == 0 ? Access.of(VehicleKind.BUS) : Access.ALL;
        Lane lane = new Lane(3.2, fast ? 16.67 : random.nextDouble(5, 14), access);
        return new Link(
                "l" + id, from, to, "", RoadClass.RESIDENTIAL, shape, shape.lengthMeters(), List.of(lane), Set.of());
    }

    private static List<Movement> movements(int nodes, List<Link> links, Random random) {
        List<List<Integer>> leaving = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            leaving.add(new ArrayList<>());
        }
        for (int l = 0; l < links.size(); l++) {
            leaving.get(links.get(l).fromNode()).add(l);
        }
        List<Movement> movements = new ArrayList<>();
        for (int from = 0; from < links.size(); from++) {
            Link in = links.get(from);
            for (int to : leaving.get(in.toNode())) {
                Turn turn = Turn.between(
                        in.shape().lastHeading(), links.get(to).shape().firstHeading());
                if (random.nextInt(12) > 0 && (turn != Turn.U_TURN || random.nextInt(4) == 0)) {
                    movements.add(new Movement(in.toNode(), from, 0, to, 0, turn, 8, 10, -1, -1, 0));
                }
            }
        }
        return movements;
    }
}
