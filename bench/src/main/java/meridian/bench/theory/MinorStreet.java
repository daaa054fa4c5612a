package meridian.bench.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.NodeControl;
import meridian.testkit.Streets;

/**
 * A street that has to give way and always has a queue, across a street with random traffic: which gaps do drivers
 * take, and how many go in one gap?
 *
 * <p>Critical gap and follow-up time by W. Siegloch's regression ("Die Leistungsermittlung an Knotenpunkten ohne
 * Lichtsignalsteuerung", 1973): mean length of the gaps in which n drivers went, over n, is a line whose slope is the follow-up
 * time t_f and which begins at t_c − t_f / 2.
 */
final class MinorStreet {
    /** Where the two ways cross, for arms with one lane of 3.2 m each way that meet at 0, 0. */
    private static final double CROSSING = 1.6;

    private static final double MAJOR_PER_HOUR = 500;
    private static final double SECONDS = 4 * 3600;
    private static final double FIRST_SECONDS = 300;
    private static final double CLASS_SECONDS = 1;
    /** Nobody measures longer gaps as one: the regression would hang on a few. */
    private static final int MOST_IN_A_GAP = 5;

    /**
     * @param criticalSeconds shortest gap that a driver takes
     * @param followUpSeconds between two who go in the same gap
     * @param takenShare share of the gaps of 0 to 1, 1 to 2, … seconds in which somebody went
     * @param minorPerHour that went in all
     * @param majorPerHour that had right of way
     */
    record Gaps(
            double criticalSeconds,
            double followUpSeconds,
            List<Double> takenShare,
            double minorPerHour,
            double majorPerHour) {
        /** What would go by these gaps in random traffic: Siegloch's formula, vehicles an hour. */
        double capacityPerHour() {
            double start = criticalSeconds - followUpSeconds / 2;
            return 3600 / followUpSeconds * Math.exp(-majorPerHour / 3600 * start);
        }
    }

    private final List<Double> major = new ArrayList<>();
    private final List<Double> minor = new ArrayList<>();

    private MinorStreet() {}

    static Gaps measure(Driving driving, VehicleType type) {
        MinorStreet street = new MinorStreet();
        driving.drive(city(type), SECONDS, street::at);
        return street.result();
    }

    private static City city(VehicleType type) {
        City city = Streets.crossroads(NodeControl.PRIORITY);
        List<Trip> trips = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(1);
        for (double second = 0; second < SECONDS; ) {
            trips.add(Roads.trip(city, type, trips.size(), Math.floor(second), "west>middle", "middle>east"));
            second += -Math.log(1 - random.nextDouble()) * 3600 / MAJOR_PER_HOUR;
        }
        for (double second = 0; second < SECONDS; second += 3) {
            trips.add(Roads.trip(city, type, trips.size(), second, "south>middle", "middle>north"));
        }
        trips.sort(java.util.Comparator.comparingDouble(Trip::departSeconds));
        return city.withTrips(trips);
    }

    private void at(Moment moment) {
        for (int i = 0; i < moment.count; i++) {
            boolean north = Math.sin(moment.heading[i]) > 0.7;
            double beyond = north ? moment.y[i] + CROSSING : moment.x[i] - CROSSING;
            double speed = moment.speed[i];
            if (beyond > 0 && beyond <= speed && moment.seconds > FIRST_SECONDS) {
                (north ? minor : major).add(moment.seconds - beyond / speed);
            }
        }
    }

    private Gaps result() {
        double[] lengths = new double[MOST_IN_A_GAP + 1];
        int[] gaps = new int[MOST_IN_A_GAP + 1];
        int[] taken = new int[10];
        int[] all = new int[10];
        minor.sort(null);
        major.sort(null);
        int next = 0;
        for (int i = 1; i < major.size(); i++) {
            int went = 0;
            while (next < minor.size() && minor.get(next) < major.get(i)) {
                went += minor.get(next) > major.get(i - 1) ? 1 : 0;
                next++;
            }
            double gap = major.get(i) - major.get(i - 1);
            if (went >= 1 && went <= MOST_IN_A_GAP) {
                lengths[went] += gap;
                gaps[went]++;
            }
            int kind = (int) (gap / CLASS_SECONDS);
            if (kind < all.length) {
                all[kind]++;
                taken[kind] += went > 0 ? 1 : 0;
            }
        }
        Line line = Line.fitted(
                java.util.stream.IntStream.rangeClosed(1, MOST_IN_A_GAP)
                        .mapToDouble(n -> n)
                        .toArray(),
                java.util.stream.IntStream.rangeClosed(1, MOST_IN_A_GAP)
                        .mapToDouble(n -> lengths[n] / gaps[n])
                        .toArray());
        double hours = (SECONDS - FIRST_SECONDS) / 3600;
        return new Gaps(
                line.atZero() + line.slope() / 2,
                line.slope(),
                java.util.stream.IntStream.range(0, all.length)
                        .mapToObj(k -> all[k] == 0 ? Double.NaN : taken[k] / (double) all[k])
                        .toList(),
                minor.size() / hours,
                major.size() / hours);
    }
}
