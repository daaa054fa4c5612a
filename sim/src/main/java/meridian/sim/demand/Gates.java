package meridian.sim.demand;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import meridian.model.demand.HourlyProfile;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.RoadClass;
import meridian.model.network.VehicleKind;

/**
 * Where traffic enters and leaves the map: important roads that end without going on. Secondary roads and above; tertiary
 * ones only where there are no others. Immutable.
 */
final class Gates {
    /**
     * What one lane of a road at the edge carries in an hour: half of a lane's capacity under ideal conditions (about 1,900
     * vehicles: Highway Capacity Manual), as gates are where the map was cut, often just before signals. Our estimate.
     */
    private static final double LANE_TRIPS_PER_HOUR = 900;

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
        return links.stream().mapToInt(l -> network.link(l).lanes().size()).sum();
    }

    static Gates of(Network network, Reachable reachable) {
        Gates gates = of(network, reachable, RoadClass.SECONDARY);
        return gates.isEmpty() ? of(network, reachable, RoadClass.TERTIARY) : gates;
    }

    private static Gates of(Network network, Reachable reachable, RoadClass least) {
        List<Set<Integer>> neighbours = new ArrayList<>();
        network.nodes().forEach(n -> neighbours.add(new HashSet<>()));
        for (Link link : network.links()) {
            neighbours.get(link.fromNode()).add(link.toNode());
            neighbours.get(link.toNode()).add(link.fromNode());
        }
        List<Integer> entries = new ArrayList<>();
        List<Integer> exits = new ArrayList<>();
        for (int l = 0; l < network.links().size(); l++) {
            Link link = network.link(l);
            if (link.roadClass().compareTo(least) <= 0 && link.allows(VehicleKind.CAR)) {
                if (neighbours.get(link.fromNode()).size() == 1
                        && reachable.before().get(l)) {
                    entries.add(l);
                }
                if (neighbours.get(link.toNode()).size() == 1
                        && reachable.behind().get(l)) {
                    exits.add(l);
                }
            }
        }
        return new Gates(network, entries, exits);
    }

    /** Every lane carries the same: gates are few, and the lane limits them. */
    private static double weight(Link link) {
        return link.lanes().size();
    }

    /**
     * Trips a day that the gates can carry in one direction when they come like this over the hours: what its lanes carry in
     * the busiest hour sets the limit.
     */
    double mostTripsPerDay(HourlyProfile hours) {
        double peak = hours.shares().stream().mapToDouble(Double::doubleValue).max().orElse(1);
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
