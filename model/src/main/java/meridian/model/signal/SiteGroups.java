package meridian.model.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import meridian.model.network.Conflicts;
import meridian.model.network.Link;
import meridian.model.network.MeetingPoints;
import meridian.model.network.Movement;
import meridian.model.network.Node;
import meridian.model.network.Turn;

/**
 * The movements of one signal site, sorted into signal groups (one for each approach and direction), and how the groups
 * stand to each other. Made once, then only read.
 */
final class SiteGroups {
    enum Direction {
        STRAIGHT,
        RIGHT,
        /** Left and back. */
        LEFT;

        static Direction of(Turn turn) {
            return turn.isLeft() ? LEFT : turn.isRight() ? RIGHT : STRAIGHT;
        }
    }

    /**
     * Movements that always see the same light.
     *
     * @param approach index of the link they come from
     * @param members indices of the movements
     */
    record Group(int approach, Direction direction, List<Integer> members) {}

    private static final double FACING_RADIANS = Math.toRadians(120);

    private final List<Link> links;
    private final List<Movement> movements;
    private final List<Group> groups = new ArrayList<>();
    private final boolean[][] crosses;
    private final boolean[][] tolerable;
    private final boolean[][] waits;
    private final boolean[][] secondAlways;
    private final int[][] intergreen;
    /** How far a movement that waits for oncoming traffic may enter, m; by movement index. */
    private final Map<Integer, Double> waitMeters = new HashMap<>();

    private final InnerLinks inner;

    /** @param at indices of the movements of each node of the site, ascending */
    SiteGroups(
            List<Node> nodes,
            List<Link> links,
            List<Movement> movements,
            Map<Integer, Conflicts> conflicts,
            Map<Integer, List<Integer>> at,
            MeetingPoints meeting) {
        this.links = links;
        this.movements = movements;
        Map<Integer, Integer> groupOf = new HashMap<>();
        at.values().forEach(ways -> ways.forEach(m -> groupOf.put(m, join(m))));
        inner = new InnerLinks(links, movements, at.keySet(), groups);
        int n = groups.size();
        crosses = new boolean[n][n];
        tolerable = new boolean[n][n];
        waits = new boolean[n][n];
        secondAlways = new boolean[n][n];
        intergreen = new int[n][n];
        for (int g = 0; g < n; g++) {
            java.util.Arrays.fill(tolerable[g], true);
            java.util.Arrays.fill(secondAlways[g], true);
        }
        at.forEach((node, ways) -> {
            meeting.layOut(nodes.get(node), ways.stream().map(movements::get).toList());
            relate(conflicts.getOrDefault(node, Conflicts.NONE), ways, groupOf, meeting);
        });
    }

    private int join(int movement) {
        Movement m = movements.get(movement);
        Direction direction = Direction.of(m.turn());
        for (int g = 0; g < groups.size(); g++) {
            if (groups.get(g).approach() == m.fromLink() && groups.get(g).direction() == direction) {
                groups.get(g).members().add(movement);
                return g;
            }
        }
        groups.add(new Group(m.fromLink(), direction, new ArrayList<>(List.of(movement))));
        return groups.size() - 1;
    }

    private void relate(Conflicts conflicts, List<Integer> ways, Map<Integer, Integer> groupOf, MeetingPoints meeting) {
        for (int i = 0; i < ways.size(); i++) {
            for (int j = 0; j < ways.size(); j++) {
                if (!conflicts.crosses(i, j)) {
                    continue;
                }
                Movement a = movements.get(ways.get(i));
                Movement b = movements.get(ways.get(j));
                int g = Objects.requireNonNull(groupOf.get(ways.get(i)));
                int h = Objects.requireNonNull(groupOf.get(ways.get(j)));
                crosses[g][h] = true;
                // Where the source names no order, both are told to look.
                waits[g][h] |= conflicts.yields(i, j) || !conflicts.yields(j, i);
                secondAlways[g][h] &= conflicts.yields(i, j) && !conflicts.yields(j, i);
                boolean leftTurn = givesWay(a, b) && conflicts.yields(i, j) || givesWay(b, a) && conflicts.yields(j, i);
                tolerable[g][h] &= a.fromLink() == b.fromLink() || facing(a.fromLink(), b.fromLink()) && leftTurn;
                intergreen[g][h] = Math.max(intergreen[g][h], intergreenSeconds(a, i, j, meeting));
                if (givesWay(a, b) && conflicts.yields(i, j)) {
                    double free = meeting.enteringMeters(i, j) - 1;
                    waitMeters.merge(ways.get(i), Math.min(free, 0.8 * a.lengthMeters()), Math::min);
                }
            }
        }
    }

    private boolean givesWay(Movement turning, Movement oncoming) {
        return turning.turn().isLeft() && facing(turning.fromLink(), oncoming.fromLink());
    }

    private int intergreenSeconds(Movement clearing, int i, int j, MeetingPoints meeting) {
        double clearance = Intergreens.clearanceSeconds(
                meeting.clearingMeters(i, j),
                Direction.of(clearing.turn()) != Direction.STRAIGHT,
                Math.min(1e3, meeting.enteringMeters(j, i)));
        return amberSeconds(clearing.fromLink()) + (int) Math.ceil(clearance - 1e-9);
    }

    boolean facing(int approach, int other) {
        return Math.abs(Math.IEEEremainder(heading(approach) - heading(other), 2 * Math.PI)) > FACING_RADIANS;
    }

    /** Heading at the end of an approach, radians. */
    double heading(int approach) {
        return links.get(approach).shape().lastHeading();
    }

    int count() {
        return groups.size();
    }

    Group group(int g) {
        return groups.get(g);
    }

    List<Group> groups() {
        return groups;
    }

    Link approach(int g) {
        return links.get(groups.get(g).approach());
    }

    /** Whether some of their movements share road. */
    boolean crosses(int g, int h) {
        return crosses[g][h];
    }

    /** Whether both may be green: they share no road, or only where left turns wait for oncoming traffic. */
    boolean tolerable(int g, int h) {
        return tolerable[g][h];
    }

    /** Whether, both green, drivers of the first must look for drivers of the second. */
    boolean waits(int g, int h) {
        return waits[g][h];
    }

    /** Whether drivers of the first let drivers of the second pass wherever they meet. */
    boolean alwaysWaits(int g, int h) {
        return secondAlways[g][h];
    }

    int amberSeconds(int approach) {
        return Intergreens.amberSeconds(links.get(approach).speedLimitMps());
    }

    Intergreens intergreens() {
        return Intergreens.of(intergreen);
    }

    /** Where drivers of a movement wait for a gap in oncoming traffic, m behind the stop line; 0 where at the line. */
    double waitMeters(int movement) {
        double meters = waitMeters.getOrDefault(movement, 0.0);
        return meters < 3 ? 0 : meters;
    }

    /** The short links between the nodes of the site. */
    InnerLinks inner() {
        return inner;
    }

    /** Lanes that a group's movements leave. */
    int[] lanes(int g) {
        return groups.get(g).members().stream()
                .mapToInt(m -> movements.get(m).fromLane())
                .distinct()
                .sorted()
                .toArray();
    }

    /** Whether none of the group's lanes serves another group. */
    boolean ownLanes(int g) {
        int[] lanes = lanes(g);
        for (int h = 0; h < groups.size(); h++) {
            if (h != g && groups.get(h).approach() == groups.get(g).approach()) {
                for (int lane : lanes(h)) {
                    if (java.util.Arrays.binarySearch(lanes, lane) >= 0) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
