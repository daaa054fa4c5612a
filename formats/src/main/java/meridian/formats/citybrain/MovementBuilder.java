package meridian.formats.citybrain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.formats.citybrain.RoadnetFile.Edge;
import meridian.formats.citybrain.RoadnetFile.LaneTurns;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Turn;

/**
 * Which lane leads into which. The format says of each lane whether it turns left, goes straight or turns right; which
 * road that is follows from the signal's order of exits, or from the angle between the roads.
 *
 * <p>A lane that leads nowhere by its arrows (the straight lane of a T's stem) takes the nearest turn there is. Nobody
 * turns round except at a dead end and where a route of the flow file does.
 */
final class MovementBuilder {
    /** As CityFlow's vehicles turn, m/s. */
    private static final double TURN_SPEED_MPS = 8.3333;

    private static final double STRAIGHT_DEGREES = 45;

    private final RoadnetFile roadnet;
    private final List<Link> links;
    private final Map<String, Integer> linkOf;
    private final SignalBuilder signals;
    private final Map<Integer, List<Integer>> outOf = new HashMap<>();

    MovementBuilder(RoadnetFile roadnet, List<Link> links, Map<String, Integer> linkOf, SignalBuilder signals) {
        this.roadnet = roadnet;
        this.links = links;
        this.linkOf = linkOf;
        this.signals = signals;
        for (int i = 0; i < links.size(); i++) {
            outOf.computeIfAbsent(links.get(i).fromNode(), n -> new ArrayList<>())
                    .add(i);
        }
    }

    /** @param driven pairs of links that follow each other on a route, as "from to" indices by from */
    List<Movement> movements(Map<Integer, java.util.Set<Integer>> driven) {
        List<Movement> movements = new ArrayList<>();
        for (int from = 0; from < links.size(); from++) {
            addFrom(from, driven.getOrDefault(from, java.util.Set.of()), movements);
        }
        return movements;
    }

    private void addFrom(int from, java.util.Set<Integer> driven, List<Movement> movements) {
        Link link = links.get(from);
        int reverse = reverse(from);
        Map<Integer, Turn> turns = new LinkedHashMap<>();
        for (int to : outOf.getOrDefault(link.toNode(), List.of())) {
            if (to != reverse) {
                turns.put(to, turn(from, to));
            }
        }
        List<LaneTurns> arrows = roadnet.edges().get(from).lanes();
        boolean[] laneUsed = new boolean[link.lanes().size()];
        turns.forEach((to, turn) -> {
            boolean reached = false;
            for (int fromMiddle = 0; fromMiddle < arrows.size(); fromMiddle++) {
                if (turns.size() == 1 || allows(arrows.get(fromMiddle), turn)) {
                    add(from, laneUsed.length - 1 - fromMiddle, to, turn, laneUsed, movements);
                    reached = true;
                }
            }
            if (!reached) {
                add(from, usualLane(from, turn), to, turn, laneUsed, movements);
            }
        });
        if (reverse >= 0 && (turns.isEmpty() || driven.contains(reverse))) {
            add(from, laneUsed.length - 1, reverse, Turn.U_TURN, laneUsed, movements);
        }
        for (int lane = 0; lane < laneUsed.length; lane++) {
            if (!laneUsed[lane] && !turns.isEmpty()) {
                int to = nearest(lane, laneUsed.length, turns);
                add(from, lane, to, turns.getOrDefault(to, Turn.STRAIGHT), laneUsed, movements);
            }
        }
    }

    private int reverse(int from) {
        return linkOf.getOrDefault(roadnet.edges().get(from).reverse(), -1);
    }

    private Turn turn(int from, int to) {
        Edge a = roadnet.edges().get(from);
        Edge b = roadnet.edges().get(to);
        return signals.turn(a, b).orElseGet(() -> {
            double degrees = Math.toDegrees(Math.IEEEremainder(
                    links.get(to).shape().firstHeading()
                            - links.get(from).shape().lastHeading(),
                    2 * Math.PI));
            return Math.abs(degrees) < STRAIGHT_DEGREES ? Turn.STRAIGHT : degrees > 0 ? Turn.LEFT : Turn.RIGHT;
        });
    }

    private static boolean allows(LaneTurns arrows, Turn turn) {
        return switch (turn) {
            case LEFT, SLIGHT_LEFT, U_TURN -> arrows.left();
            case RIGHT, SLIGHT_RIGHT -> arrows.right();
            case STRAIGHT -> arrows.straight();
        };
    }

    private int usualLane(int from, Turn turn) {
        int lanes = links.get(from).lanes().size();
        return turn.isLeft() ? lanes - 1 : turn.isRight() ? 0 : lanes / 2;
    }

    /** From the kerb lane rightmost first, from the middle lane leftmost first, between them straight first. */
    private static int nearest(int lane, int lanes, Map<Integer, Turn> turns) {
        double side = lanes == 1 ? 0 : 2.0 * lane / (lanes - 1) - 1;
        return turns.entrySet().stream()
                .min(java.util.Comparator.comparingDouble(e -> Math.abs(side - side(e.getValue()))))
                .orElseThrow()
                .getKey();
    }

    private static double side(Turn turn) {
        return turn.isLeft() ? 1 : turn.isRight() ? -1 : 0;
    }

    private void add(int from, int fromLane, int to, Turn turn, boolean[] laneUsed, List<Movement> movements) {
        laneUsed[fromLane] = true;
        Link a = links.get(from);
        Link b = links.get(to);
        int lanes = b.lanes().size();
        int fromMiddle = a.lanes().size() - 1 - fromLane;
        int toLane = turn.isLeft() ? Math.max(0, lanes - 1 - fromMiddle) : Math.min(fromLane, lanes - 1);
        double limit = Math.min(a.speedLimitMps(), b.speedLimitMps());
        int group = signals.group(roadnet.edges().get(from), turn);
        movements.add(new Movement(
                a.toNode(),
                from,
                fromLane,
                to,
                toLane,
                turn,
                length(a, fromLane, b, toLane),
                turn == Turn.STRAIGHT ? limit : Math.min(limit, TURN_SPEED_MPS),
                group < 0 ? Movement.NO_SIGNAL : signals.index(a.toNode()),
                group < 0 ? Movement.NO_SIGNAL : group,
                0));
    }

    private static double length(Link a, int fromLane, Link b, int toLane) {
        Polyline from = a.laneShape(fromLane);
        Polyline to = b.laneShape(toLane);
        return Polyline.turn(from.last(), from.lastHeading(), to.first(), to.firstHeading())
                .lengthMeters();
    }
}
