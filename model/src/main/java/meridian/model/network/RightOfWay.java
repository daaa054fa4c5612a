package meridian.model.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who goes first at one node, for traffic that drives on the right.
 *
 * <ul>
 *   <li>Everywhere but at an all-way stop a U-turn waits for everybody. Of two movements from the same link, the one that
 *       turns more waits; merging side by side they take turns.
 *   <li>{@link NodeControl#PRIORITY}: of the approaches, the most important (class, then speed, then lanes) is major, and
 *       with it the one that faces it, or one of its class where the facing one is of a lower class (a priority road that
 *       bends). Minor waits for major. Among equals a left turn waits for oncoming traffic, and who comes from the right
 *       goes first.
 *   <li>Where there are no signals, who has a stop sign waits for who has none, whatever the roads.
 *   <li>{@link NodeControl#SIGNALS}: what still holds while the light is green: a left turn waits for oncoming traffic, a
 *       right turn for the road it enters. Everything else as with priority; it matters when the signal is dark.
 *   <li>{@link NodeControl#RIGHT_BEFORE_LEFT}: all approaches are equals.
 *   <li>{@link NodeControl#ALL_WAY_STOP}: everybody waits for everybody, that is: first come, first served.
 *   <li>{@link NodeControl#ROUNDABOUT}: who enters waits for who is on the ring. A roundabout drawn as a single node: who
 *       comes from the left goes first.
 *   <li>{@link NodeControl#ZIPPER} and {@link NodeControl#NONE}: merging lanes take turns, that is, both wait for each
 *       other; other pairs as with priority.
 * </ul>
 */
final class RightOfWay {
    /** Who of two waits. */
    enum Waiting {
        FIRST,
        SECOND,
        /** First come, first served. */
        BOTH
    }

    private static final double FACING_RADIANS = Math.toRadians(120);

    private final List<Link> links;
    private final TurnPaths paths;
    private final NodeControl control;
    /** Approaches that others wait for: the major road, or the ring. */
    private final Set<Integer> first = new HashSet<>();

    RightOfWay(List<Node> nodes, List<Link> links, TurnPaths paths, NodeControl control, List<Movement> ways) {
        this.links = links;
        this.paths = paths;
        this.control = control;
        int[] approaches =
                ways.stream().mapToInt(Movement::fromLink).distinct().sorted().toArray();
        switch (control) {
            case PRIORITY, SIGNALS, ZIPPER -> findMajor(approaches);
            case ROUNDABOUT -> findRing(nodes, approaches, ways);
            case RIGHT_BEFORE_LEFT, ALL_WAY_STOP, NONE -> {}
        }
    }

    private void findMajor(int[] approaches) {
        int best = approaches[0];
        for (int link : approaches) {
            if (importance(link) > importance(best)) {
                best = link;
            }
        }
        int partner = -1;
        double partnerScore = Double.NEGATIVE_INFINITY;
        for (int link : approaches) {
            double angle = Math.abs(fromRight(best, link));
            boolean sameClass = classRank(link) == classRank(best);
            if (link != best && (sameClass || angle > FACING_RADIANS)) {
                double score = 10.0 * -classRank(link) + angle;
                if (score > partnerScore) {
                    partner = link;
                    partnerScore = score;
                }
            }
        }
        first.add(best);
        if (partner >= 0) {
            first.add(partner);
        }
    }

    /** Class before speed before lanes. */
    private double importance(int link) {
        Link road = links.get(link);
        return -1e6 * classRank(link)
                + 100 * road.speedLimitMps()
                + road.lanes().size();
    }

    /** 0 for the most important; a ramp gives way to every street that is open to through traffic. */
    private int classRank(int link) {
        RoadClass roadClass = links.get(link).roadClass();
        return roadClass == RoadClass.LINK_RAMP ? 2 * RoadClass.RESIDENTIAL.ordinal() + 1 : 2 * roadClass.ordinal();
    }

    /** Links between two nodes of the roundabout; the leftmost approach where the drawing leaves a choice. */
    private void findRing(List<Node> nodes, int[] approaches, List<Movement> ways) {
        Set<Integer> neighbours = new HashSet<>();
        for (Movement way : ways) {
            neighbours.add(links.get(way.toLink()).toNode());
        }
        for (int link : approaches) {
            int start = links.get(link).fromNode();
            if (nodes.get(start).control() == NodeControl.ROUNDABOUT && !neighbours.contains(start)) {
                first.add(link);
            }
        }
        if (first.size() > 1) {
            int left = first.stream()
                    .filter(l -> first.stream().allMatch(o -> fromRight(l, o) >= 0))
                    .findFirst()
                    .orElse(approaches[0]);
            first.retainAll(Set.of(left));
        }
    }

    /** Angle from one approach's heading to the other's, radians; positive where the other comes from its right. */
    private double fromRight(int link, int other) {
        return Math.IEEEremainder(paths.endHeading(other) - paths.endHeading(link), 2 * Math.PI);
    }

    Waiting between(Movement a, Movement b) {
        if (control == NodeControl.ALL_WAY_STOP) {
            return Waiting.BOTH;
        }
        boolean merge = a.toLink() == b.toLink() && a.toLane() == b.toLane();
        if (merge && (control == NodeControl.ZIPPER || control == NodeControl.NONE)) {
            return Waiting.BOTH;
        }
        if ((a.turn() == Turn.U_TURN) != (b.turn() == Turn.U_TURN)) {
            return a.turn() == Turn.U_TURN ? Waiting.FIRST : Waiting.SECOND;
        }
        if (a.fromLink() == b.fromLink()) {
            return moreTurning(a, b);
        }
        if (a.stops() != b.stops() && control != NodeControl.SIGNALS) {
            return a.stops() ? Waiting.FIRST : Waiting.SECOND;
        }
        if (control == NodeControl.SIGNALS) {
            Waiting permitted = whileGreen(a, b);
            if (permitted != Waiting.BOTH) {
                return permitted;
            }
        }
        boolean aFirst = first.contains(a.fromLink());
        if (aFirst != first.contains(b.fromLink())) {
            return aFirst ? Waiting.SECOND : Waiting.FIRST;
        }
        return amongEquals(a, b);
    }

    private static Waiting moreTurning(Movement a, Movement b) {
        int more = Integer.compare(effort(a.turn()), effort(b.turn()));
        return more == 0 ? Waiting.BOTH : more > 0 ? Waiting.FIRST : Waiting.SECOND;
    }

    private static int effort(Turn turn) {
        return switch (turn) {
            case STRAIGHT -> 0;
            case SLIGHT_RIGHT, RIGHT -> 1;
            case SLIGHT_LEFT, LEFT -> 2;
            case U_TURN -> 3;
        };
    }

    /** BOTH where the light alone decides. */
    private Waiting whileGreen(Movement a, Movement b) {
        if (Math.abs(fromRight(a.fromLink(), b.fromLink())) > FACING_RADIANS) {
            return moreTurning(a, b);
        }
        if (a.toLink() == b.toLink() && a.turn().isRight() != b.turn().isRight()) {
            return a.turn().isRight() ? Waiting.FIRST : Waiting.SECOND;
        }
        return Waiting.BOTH;
    }

    private Waiting amongEquals(Movement a, Movement b) {
        double angle = fromRight(a.fromLink(), b.fromLink());
        if (Math.abs(angle) > FACING_RADIANS) {
            return moreTurning(a, b);
        }
        if (Math.abs(angle) < 1e-9) {
            return Waiting.BOTH;
        }
        boolean othersRight = angle > 0;
        return othersRight == (control != NodeControl.ROUNDABOUT) ? Waiting.FIRST : Waiting.SECOND;
    }
}
