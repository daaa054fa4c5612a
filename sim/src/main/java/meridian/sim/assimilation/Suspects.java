package meridian.sim.assimilation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import meridian.model.demand.LinkPath;
import meridian.model.demand.Trip;
import meridian.model.network.Lane;
import meridian.model.network.VehicleKind;
import meridian.sim.road.RoadEngine;

/**
 * Streets on which something may hold traffic up outside, though no loop of theirs says so: those around which vehicles are missing at
 * the stations that the twin's vehicles pass on their way through.
 *
 * <p>A street that lets less through lowers the counts of the stations behind it, and of those shortly before it by its queue, by a
 * share of those who come by both. How well this pattern fits what is missing is a matched filter: (Σ a·d/v)² ÷ Σ a²/v over the
 * stations, with a the twin's vehicles that pass street and station, d the vehicles that are missing and v the variance of that; were
 * counts independent, a χ² of one degree of freedom where nothing is closed. Links behind each other have nearly the same pattern:
 * it says where to look, and no more.
 */
final class Suspects {
    /** So many links before a street its queue is looked for. */
    private static final int QUEUE_LINKS = 6;
    /** A street on which fewer drive explains nothing. */
    private static final int LEAST_VEHICLES = 5;

    private final RoadEngine twin;
    private final Stations stations;
    /** Station on a link, −1 without. */
    private final int[] stationAt;

    Suspects(RoadEngine twin, Stations stations) {
        this.twin = twin;
        this.stations = stations;
        stationAt = new int[twin.road().network().links().size()];
        Arrays.fill(stationAt, -1);
        for (int s = 0; s < stations.size(); s++) {
            stationAt[stations.link(s)] = s;
        }
    }

    /** @param evidence how well the street explains what is missing, as χ² */
    record Suspect(int link, double evidence) {}

    /** Streets with several lanes for cars around which vehicles are missing, the one that explains most first. */
    List<Suspect> find(Reading outside, Reading inTwin) {
        List<Suspect> found = new ArrayList<>();
        vehiclesBy().forEach((link, vehicles) -> {
            double evidence = evidence(vehicles, outside, inTwin);
            if (evidence > 0 && Arrays.stream(vehicles).max().orElse(0) >= LEAST_VEHICLES) {
                found.add(new Suspect(link, evidence));
            }
        });
        found.sort(Comparator.comparingDouble(Suspect::evidence).reversed().thenComparingInt(Suspect::link));
        return found;
    }

    /** 0 where there are more rather than less. */
    private static double evidence(int[] vehicles, Reading outside, Reading inTwin) {
        double fits = 0;
        double size = 0;
        for (int s = 0; s < vehicles.length; s++) {
            double missing = inTwin.count()[s] - outside.count()[s];
            double variance = Misfit.MORE_VARIANCE + inTwin.count()[s] + outside.count()[s];
            fits += vehicles[s] * missing / variance;
            size += (double) vehicles[s] * vehicles[s] / variance;
        }
        return fits > 0 ? fits * fits / size : 0;
    }

    /** Of those who drive in the twin, how many pass a street with several lanes and a station; entry s is of station s. */
    private Map<Integer, int[]> vehiclesBy() {
        Map<Integer, int[]> vehicles = new HashMap<>();
        twin.correction().visit((row, trip) -> add(trip, vehicles));
        return vehicles;
    }

    private void add(Trip trip, Map<Integer, int[]> vehicles) {
        LinkPath path = trip.path();
        for (int i = 0; i < path.size(); i++) {
            int station = stationAt[path.link(i)];
            for (int j = 0; station >= 0 && j <= Math.min(path.size() - 1, i + QUEUE_LINKS); j++) {
                int street = path.link(j);
                if (carLanes(street) > 1) {
                    vehicles.computeIfAbsent(street, l -> new int[stations.size()])[station]++;
                }
            }
        }
    }

    long carLanes(int link) {
        return carLanesOf(link).count();
    }

    /** Lanes of a link that cars may use, from the kerb. */
    IntStream carLanesOf(int link) {
        List<Lane> lanes = twin.road().network().link(link).lanes();
        return IntStream.range(0, lanes.size())
                .filter(lane -> lanes.get(lane).access().allows(VehicleKind.CAR));
    }
}
