package meridian.formats.osm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import meridian.model.geo.Polyline;
import meridian.model.network.Movement;
import meridian.model.network.Turn;

/**
 * The movements of one junction, lane to lane.
 *
 * <p>Speed in a turn: v = sqrt(a r), with a lateral acceleration a of 3 m/s², which is the side friction that AASHTO's "A Policy
 * on Geometric Design of Highways and Streets" (2011, table 3-7) gives low-speed urban streets at 25 to 30 km/h (0.32 g), and
 * the radius r of a circle with the turn's length and angle. Nobody is taken to turn slower than 3 m/s.
 */
final class JunctionMovements {
    private static final double LATERAL_MPS2 = 3;
    private static final double SLOWEST_MPS = 3;
    private static final double STRAIGHT_RADIANS = Math.toRadians(8);
    /** A left turner waits inside where a car fits before the middle of the junction. */
    private static final double SHORTEST_WITH_WAITING_METERS = 14;

    private static final double WAITING_SHARE = 0.4;
    private static final int MOST_ROADS = 500;

    private final TurnFinder turns;
    private final Predicate<RoadLink> stopSign;

    /** @param stopSign whether a stop sign stands at the end of a road */
    JunctionMovements(TurnFinder turns, Predicate<RoadLink> stopSign) {
        this.turns = turns;
        this.stopSign = stopSign;
    }

    /**
     * @param in links that end here, by index among all links
     * @param out links that begin here
     */
    List<Movement> of(int junction, boolean signalled, Map<Integer, RoadLink> in, Map<Integer, RoadLink> out) {
        Map<Long, RoadLink> byEdge = new HashMap<>();
        Map<RoadLink, Integer> index = new HashMap<>();
        out.forEach((i, link) -> {
            byEdge.put(TurnFinder.key(link.edge(), link.forward()), link);
            index.put(link, i);
        });
        // A sign before a bend belongs to the junction behind it.
        boolean roadsMeet = Stream.concat(in.values().stream(), out.values().stream())
                        .map(RoadLink::edge)
                        .distinct()
                        .count()
                > 2;
        List<Movement> movements = new ArrayList<>();
        in.entrySet().stream().limit(MOST_ROADS).forEach(entry -> {
            RoadLink from = entry.getValue();
            List<TurnOption> options = turns.options(from, byEdge);
            if (!options.isEmpty()) {
                boolean stops = roadsMeet && !signalled && stopSign.test(from);
                for (LaneTurns.Use use : LaneTurns.assign(from, options)) {
                    int to = index.get(use.option().target());
                    Movement movement = movement(junction, signalled, entry.getKey(), from, use, to);
                    movements.add(stops ? movement.withStop() : movement);
                }
            }
        });
        return movements;
    }

    private static Movement movement(
            int junction, boolean signalled, int fromIndex, RoadLink from, LaneTurns.Use use, int toIndex) {
        RoadLink target = use.option().target();
        RoadLink.LaneEnds start = from.ends().get(use.fromLane());
        RoadLink.LaneEnds end = target.ends().get(use.toLane());
        double length = Polyline.turn(start.last(), start.lastHeading(), end.first(), end.firstHeading())
                .lengthMeters();
        double limit = Math.min(
                from.link().lanes().get(use.fromLane()).speedLimitMps(),
                target.link().lanes().get(use.toLane()).speedLimitMps());
        boolean waits = signalled && use.option().turn() == Turn.LEFT && length >= SHORTEST_WITH_WAITING_METERS;
        return new Movement(
                junction,
                fromIndex,
                use.fromLane(),
                toIndex,
                use.toLane(),
                use.option().turn(),
                length,
                Math.min(limit, turningSpeed(length, start.lastHeading(), end.firstHeading())),
                Movement.NO_SIGNAL,
                Movement.NO_SIGNAL,
                waits ? length * WAITING_SHARE : 0);
    }

    static double turningSpeed(double lengthMeters, double fromHeading, double toHeading) {
        double angle = Math.abs(Math.IEEEremainder(toHeading - fromHeading, 2 * Math.PI));
        if (angle < STRAIGHT_RADIANS) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(SLOWEST_MPS, Math.sqrt(LATERAL_MPS2 * lengthMeters / angle));
    }
}
