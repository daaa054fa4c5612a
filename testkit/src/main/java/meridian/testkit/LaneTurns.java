package meridian.testkit;

import java.util.ArrayList;
import java.util.List;
import meridian.model.geo.Polyline;
import meridian.model.network.Lane;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Node;
import meridian.model.network.Turn;
import meridian.model.network.VehicleKind;

/**
 * Which lane leads where in a hand-made network: right turns from the kerb lane, left turns from the inner lane, straight on
 * from all; from three lanes on, turns have their own. Back where one came from only at a dead end. A bus lane leads straight on.
 */
final class LaneTurns {
    private final List<Link> links;
    private final List<Movement> movements = new ArrayList<>();

    private LaneTurns(List<Link> links) {
        this.links = links;
    }

    static List<Movement> of(List<Node> nodes, List<Link> links) {
        LaneTurns turns = new LaneTurns(links);
        List<List<Integer>> leaving = new ArrayList<>();
        for (int n = 0; n < nodes.size(); n++) {
            leaving.add(new ArrayList<>());
        }
        for (int l = 0; l < links.size(); l++) {
            leaving.get(links.get(l).fromNode()).add(l);
        }
        for (int l = 0; l < links.size(); l++) {
            turns.leave(l, leaving.get(links.get(l).toNode()));
        }
        return turns.movements;
    }

    private void leave(int in, List<Integer> leaving) {
        Link from = links.get(in);
        List<Integer> outs = leaving.stream()
                .filter(l -> links.get(l).toNode() != from.fromNode() || leaving.size() == 1)
                .toList();
        boolean straight = outs.stream().anyMatch(l -> side(turn(in, l)) == 0);
        boolean left = outs.stream().anyMatch(l -> side(turn(in, l)) > 0);
        boolean right = outs.stream().anyMatch(l -> side(turn(in, l)) < 0);
        int lanes = from.lanes().size();
        int kerb = firstCarLane(from);
        int cars = lanes - kerb;
        for (int out : outs) {
            int side = side(turn(in, out));
            int first = kerb;
            int last = lanes - 1;
            if (side == 0) {
                first = right && cars >= 3 ? kerb + 1 : kerb;
                last = left && cars >= 3 ? lanes - 2 : lanes - 1;
            } else if (side < 0) {
                last = straight ? kerb : left ? kerb + Math.max(0, cars / 2 - 1) : lanes - 1;
            } else {
                first = straight ? lanes - 1 : right ? kerb + cars / 2 : kerb;
            }
            for (int lane = Math.min(first, last); lane <= last; lane++) {
                move(in, lane, out, target(in, lane, out, side));
            }
            if (side == 0) {
                buses(in, out);
            }
        }
    }

    private Turn turn(int in, int out) {
        return Turn.between(
                links.get(in).shape().lastHeading(), links.get(out).shape().firstHeading());
    }

    /** -1 to the right, 1 to the left or back, 0 straight on. */
    private static int side(Turn turn) {
        return turn.isRight() ? -1 : turn.isLeft() ? 1 : 0;
    }

    private static int firstCarLane(Link link) {
        List<Lane> lanes = link.lanes();
        return lanes.size() > 1 && !lanes.getFirst().access().allows(VehicleKind.CAR) ? 1 : 0;
    }

    private int target(int in, int lane, int out, int side) {
        int kerb = firstCarLane(links.get(out));
        int last = links.get(out).lanes().size() - 1;
        if (side > 0) {
            return Math.max(kerb, last - (links.get(in).lanes().size() - 1 - lane));
        }
        return Math.min(last, kerb + lane - firstCarLane(links.get(in)));
    }

    /** From the kerb lane into a bus lane, and out of one. */
    private void buses(int in, int out) {
        if (firstCarLane(links.get(in)) + firstCarLane(links.get(out)) > 0) {
            move(in, 0, out, 0);
        }
    }

    private void move(int in, int fromLane, int out, int toLane) {
        Link from = links.get(in);
        Link to = links.get(out);
        Polyline a = from.laneShape(fromLane);
        Polyline b = to.laneShape(toLane);
        double meters = Polyline.turn(a.last(), a.lastHeading(), b.first(), b.firstHeading())
                .lengthMeters();
        Turn turn = turn(in, out);
        double limit = Math.min(from.speedLimitMps(), to.speedLimitMps());
        movements.add(new Movement(
                from.toNode(),
                in,
                fromLane,
                out,
                toLane,
                turn,
                meters,
                Math.min(limit, comfortableMps(turn)),
                Movement.NO_SIGNAL,
                Movement.NO_SIGNAL,
                0));
    }

    /** What people drive through a bend of a city junction (our estimate: 2 m/s² sideways on radii of 10 to 50 m). */
    private static double comfortableMps(Turn turn) {
        return switch (turn) {
            case STRAIGHT -> Double.POSITIVE_INFINITY;
            case SLIGHT_LEFT, SLIGHT_RIGHT -> 10;
            case LEFT -> 8;
            case RIGHT -> 6;
            case U_TURN -> 4;
        };
    }
}
