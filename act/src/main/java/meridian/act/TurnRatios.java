package meridian.act;

import java.util.Arrays;
import meridian.field.plant.Observation;
import meridian.model.control.ControlDetector;
import meridian.model.control.ControlNetwork;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.VehicleKind;

/**
 * How traffic turns on the whole: by what the loops at the lines have counted lane by lane. A lane that leads to several roads
 * counts evenly for each; where there are no loops, ways are as likely as each other. One thread.
 */
final class TurnRatios {
    /** Ways are drawn so many links far: more than anybody drives within a trial. */
    private static final int LINKS_AHEAD = 12;
    /** Before anything was counted every lane has seen so many. */
    private static final double AT_FIRST = 1;

    private final Network network;
    private final ControlNetwork control;
    private final int[] firstLane;
    /** Vehicles that left by each lane of the city. */
    private final double[] left;
    /** Lane of the city of each loop at a line, −1 for other loops. */
    private final int[] laneOf;

    TurnRatios(Network network, ControlNetwork control, int[] firstLane) {
        this.network = network;
        this.control = control;
        this.firstLane = firstLane;
        left = new double[firstLane[firstLane.length - 1]];
        Arrays.fill(left, AT_FIRST);
        laneOf = control.detectors().stream().mapToInt(this::lineLane).toArray();
    }

    private int lineLane(ControlDetector detector) {
        var lane = control.lanes().get(detector.lane());
        return detector.role() == ControlDetector.Role.STOP_LINE ? firstLane[lane.link()] + lane.lane() : -1;
    }

    void see(Observation seen) {
        for (int d = 0; d < laneOf.length; d++) {
            if (laneOf[d] >= 0) {
                left[laneOf[d]] += seen.count(d);
            }
        }
    }

    /** A way from the end of a link on. {@code lane}: which of its lanes it leaves by, −1: any. */
    int[] way(int link, int lane, VehicleKind kind, long seed) {
        int[] way = new int[LINKS_AHEAD];
        int at = link;
        int from = lane;
        for (int i = 0; i < LINKS_AHEAD; i++) {
            int next = next(at, from, kind, Chance.unit(seed, i));
            if (next < 0) {
                return Arrays.copyOf(way, i);
            }
            way[i] = next;
            at = next;
            from = -1;
        }
        return way;
    }

    /** @param drawn uniform in [0, 1) */
    private int next(int link, int lane, VehicleKind kind, double drawn) {
        int[] ways = network.movementsFrom(link);
        double sum = 0;
        for (int m : ways) {
            sum += weight(network.movement(m), lane, kind);
        }
        double rest = drawn * sum;
        int chosen = -1;
        for (int m : ways) {
            double weight = weight(network.movement(m), lane, kind);
            if (weight > 0) {
                chosen = network.movement(m).toLink();
                rest -= weight;
                if (rest < 0) {
                    return chosen;
                }
            }
        }
        return chosen;
    }

    private double weight(Movement m, int lane, VehicleKind kind) {
        Link from = network.link(m.fromLink());
        Link to = network.link(m.toLink());
        boolean may = (lane < 0 || m.fromLane() == lane)
                && from.lanes().get(m.fromLane()).access().allows(kind)
                && to.lanes().get(m.toLane()).access().allows(kind);
        if (!may) {
            return 0;
        }
        int together = 0;
        for (int other : network.movementsFrom(m.fromLink())) {
            together += network.movement(other).fromLane() == m.fromLane() ? 1 : 0;
        }
        return left[firstLane[m.fromLink()] + m.fromLane()] / together;
    }
}
