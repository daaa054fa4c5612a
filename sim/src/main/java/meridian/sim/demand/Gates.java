package meridian.sim.demand;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import meridian.model.demand.HourlyProfile;
import meridian.model.geo.Box;
import meridian.model.geo.Point;
import meridian.model.network.Link;
import meridian.model.network.Movement;
import meridian.model.network.Network;
import meridian.model.network.RoadClass;
import meridian.model.network.Turn;
import meridian.model.network.VehicleKind;

/**
 * Where traffic enters and leaves the map: important roads that do not go on as such, near the edge of the city's box. A dead
 * end would be too strict: a reader that keeps only what can be reached cuts divided roads back to their last junction.
 *
 * <p>Secondary roads and above; tertiary ones only where there are no others. Immutable.
 */
final class Gates {
    /** How far from the edge a road may end, as a share of the box's shorter side, and at least, m. */
    private static final double MARGIN = 0.06;

    private static final double LEAST_MARGIN_METERS = 100;

    /**
     * What one lane of a road at the edge carries in an hour: half of a lane's capacity under ideal conditions (about 1,900
     * vehicles: Highway Capacity Manual), as gates are where the map was cut, often just before signals. Our estimate.
     */
    private static final double LANE_TRIPS_PER_HOUR = 900;

    /** Lanes in, and out, counted as parts of the busiest. */
    private final double entryLanes;

    private final double exitLanes;
    private final int[] entries;
    private final double[] entriesUpTo;
    private final int[] exits;
    private final double[] exitsUpTo;

    private Gates(Network network, List<Integer> entries, List<Integer> exits) {
        this.entries = entries.stream().mapToInt(Integer::intValue).toArray();
        this.exits = exits.stream().mapToInt(Integer::intValue).toArray();
        this.entryLanes = lanes(network, entries);
        this.exitLanes = lanes(network, exits);
        this.entriesUpTo = Draw.runningSums(
                entries.stream().mapToDouble(l -> weight(network.link(l))).toArray());
        this.exitsUpTo = Draw.runningSums(
                exits.stream().mapToDouble(l -> weight(network.link(l))).toArray());
    }

    private static double lanes(Network network, List<Integer> links) {
        double sum = 0;
        double busiest = 0;
        for (int l : links) {
            Link link = network.link(l);
            sum += weight(link);
            busiest = Math.max(busiest, weight(link) / link.lanes().size());
        }
        return busiest > 0 ? sum / busiest : 0;
    }

    static Gates of(Network network, Reachable reachable) {
        Gates gates = of(network, reachable, RoadClass.SECONDARY);
        return gates.isEmpty() ? of(network, reachable, RoadClass.TERTIARY) : gates;
    }

    private static Gates of(Network network, Reachable reachable, RoadClass least) {
        BitSet comesFrom = new BitSet();
        BitSet goesOn = new BitSet();
        for (Movement m : network.movements()) {
            if (m.turn() != Turn.U_TURN) {
                if (important(network.link(m.fromLink()), least, true)) {
                    comesFrom.set(m.toLink());
                }
                if (important(network.link(m.toLink()), least, true)) {
                    goesOn.set(m.fromLink());
                }
            }
        }
        List<Integer> entries = new ArrayList<>();
        List<Integer> exits = new ArrayList<>();
        for (int l = 0; l < network.links().size(); l++) {
            Link link = network.link(l);
            if (important(link, least, false) && link.allows(VehicleKind.CAR)) {
                if (!comesFrom.get(l)
                        && reachable.before().get(l)
                        && atEdge(network, link.shape().first())) {
                    entries.add(l);
                }
                if (!goesOn.get(l)
                        && reachable.behind().get(l)
                        && atEdge(network, link.shape().last())) {
                    exits.add(l);
                }
            }
        }
        return new Gates(network, entries, exits);
    }

    private static boolean important(Link link, RoadClass least, boolean ramps) {
        return link.roadClass().compareTo(least) <= 0 || ramps && link.roadClass() == RoadClass.LINK_RAMP;
    }

    private static boolean atEdge(Network network, Point at) {
        Box box = network.box();
        double margin = Math.max(LEAST_MARGIN_METERS, MARGIN * Math.min(box.widthMeters(), box.heightMeters()));
        double x = Math.min(at.xMeters() - box.minX(), box.maxX() - at.xMeters());
        double y = Math.min(at.yMeters() - box.minY(), box.maxY() - at.yMeters());
        return Math.min(x, y) <= margin;
    }

    /** Our estimate of what a road carries over the edge, relative to a secondary road's lane. */
    private static double weight(Link link) {
        double perLane =
                switch (link.roadClass()) {
                    case MOTORWAY -> 3;
                    case TRUNK -> 2.5;
                    case PRIMARY -> 1.8;
                    case SECONDARY -> 1;
                    default -> 0.4;
                };
        return perLane * link.lanes().size();
    }

    /**
     * Trips a day that the gates can carry in one direction when they come like this over the hours: what the busiest lane
     * carries in the busiest hour sets the limit.
     */
    double mostTripsPerDay(HourlyProfile hours) {
        double peak =
                hours.shares().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        return Math.min(entryLanes, exitLanes) * LANE_TRIPS_PER_HOUR / Math.max(peak, 1.0 / 24);
    }

    boolean isEmpty() {
        return entries.length == 0 || exits.length == 0;
    }

    int drawEntry(double unit) {
        return entries[Draw.from(entriesUpTo, 0, entries.length, unit)];
    }

    int drawExit(double unit) {
        return exits[Draw.from(exitsUpTo, 0, exits.length, unit)];
    }
}
