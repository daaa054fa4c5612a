package meridian.app.run;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.model.City;
import meridian.sim.road.LinkRecords;

/**
 * What is kept of each finished seed for the pages of the series, after its engine is gone. Sums are made in the order of
 * seeds, so that they do not depend on who was ready first. Safe for all threads.
 */
final class SeriesSheet {
    /** Arrays are indexed by link, but the travel times, which are sorted. */
    private static final class Kept {
        final double[] seconds;
        final double[] lost;
        final double[] travelMinutes;

        Kept(double[] seconds, double[] lost, double[] travelMinutes) {
            this.seconds = seconds;
            this.lost = lost;
            this.travelMinutes = travelMinutes;
        }
    }

    private final City city;
    private final Map<Long, Kept> seeds = new TreeMap<>();

    SeriesSheet(City city) {
        this.city = city;
    }

    void add(Outcome outcome) {
        int links = city.network().links().size();
        LinkRecords records = outcome.links();
        double[] seconds = new double[links];
        double[] lost = new double[links];
        for (int l = 0; l < links; l++) {
            seconds[l] = records.vehicleSeconds(l);
            lost[l] = records.lostSeconds(l);
        }
        TripSheet trips = outcome.trips();
        double[] minutes = java.util.Arrays.stream(trips.ofArrived(trips::travelSeconds))
                .map(s -> s / 60)
                .sorted()
                .toArray();
        synchronized (this) {
            seeds.put(outcome.experiment().settings().seed(), new Kept(seconds, lost, minutes));
        }
    }

    City city() {
        return city;
    }

    /** Vehicle seconds on a link in all seeds. */
    synchronized double seconds(int link) {
        return seeds.values().stream().mapToDouble(k -> k.seconds[link]).sum();
    }

    synchronized double lost(int link) {
        return seeds.values().stream().mapToDouble(k -> k.lost[link]).sum();
    }

    /** Travel times of each seed's completed trips, rising, min. */
    synchronized List<double[]> travelMinutes() {
        return seeds.values().stream().map(k -> k.travelMinutes).toList();
    }
}
