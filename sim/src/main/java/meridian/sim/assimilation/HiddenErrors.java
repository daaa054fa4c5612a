package meridian.sim.assimilation;

import java.util.List;

/**
 * How far a twin's stations are from those outside, over all intervals: root mean squares.
 *
 * @param vehiclesPerHour of flows
 * @param speedMps of mean speeds, where both counted enough vehicles for one
 * @param flowOutside mean of the flows outside, to compare with, vehicles an hour
 */
public record HiddenErrors(double vehiclesPerHour, double speedMps, double flowOutside) {
    /** Vehicles from which a mean speed means something. */
    private static final int LEAST_FOR_SPEED = 3;

    private static final double SECONDS_PER_HOUR = 3600;

    /**
     * @param outside a reading for each interval
     * @param twin the same of the twin
     * @param seconds length of an interval
     */
    public static HiddenErrors of(List<Reading> outside, List<Reading> twin, double seconds) {
        double flows = 0;
        double speeds = 0;
        double sum = 0;
        int n = 0;
        int pairs = 0;
        for (int i = 0; i < outside.size(); i++) {
            Reading there = outside.get(i);
            Reading here = twin.get(i);
            for (int s = 0; s < there.size(); s++) {
                flows += square(there.count()[s] - here.count()[s]);
                sum += there.count()[s];
                n++;
                if (Math.min(there.count()[s], here.count()[s]) >= LEAST_FOR_SPEED) {
                    speeds += square(there.meanSpeedMps(s) - here.meanSpeedMps(s));
                    pairs++;
                }
            }
        }
        double hourly = SECONDS_PER_HOUR / seconds;
        return new HiddenErrors(Math.sqrt(flows / n) * hourly, Math.sqrt(speeds / pairs), sum / n * hourly);
    }

    private static double square(double x) {
        return x * x;
    }
}
