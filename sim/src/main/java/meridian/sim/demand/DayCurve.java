package meridian.sim.demand;

import java.util.List;
import meridian.model.demand.HourlyProfile;

/**
 * How many trips of each flow depart in each minute of a day. Between the middles of two hours the rate changes evenly; each
 * hour keeps its total. Immutable.
 */
final class DayCurve {
    static final int MINUTES = 1_440;

    /** A stream of trips with its own rhythm. */
    record Flow(double tripsPerDay, HourlyProfile profile) {}

    private final int flows;
    /** Running sums over the flows of a minute's trips, at {@code minute * flows}. */
    private final double[] flowUpTo;
    /** Trips of the day before minute m, whole numbers; place MINUTES holds the day's total. */
    private final long[] before = new long[MINUTES + 1];

    DayCurve(List<Flow> all) {
        flows = all.size();
        flowUpTo = new double[MINUTES * flows];
        double[][] rates = new double[flows][];
        for (int f = 0; f < flows; f++) {
            rates[f] = minutes(all.get(f));
        }
        double sum = 0;
        for (int m = 0; m < MINUTES; m++) {
            double minute = 0;
            for (int f = 0; f < flows; f++) {
                minute += rates[f][m];
                flowUpTo[m * flows + f] = minute;
            }
            sum += minute;
            before[m + 1] = (long) Math.floor(sum + 1e-6);
        }
    }

    private static double[] minutes(Flow flow) {
        double[] rate = new double[MINUTES];
        for (int hour = 0; hour < 24; hour++) {
            double sum = 0;
            for (int m = 0; m < 60; m++) {
                double late = (m + 0.5) / 60 - 0.5;
                double here = flow.profile().share(hour);
                double there = flow.profile().share(Math.floorMod(hour + (late < 0 ? -1 : 1), 24));
                rate[hour * 60 + m] = here + Math.abs(late) * (there - here);
                sum += rate[hour * 60 + m];
            }
            double factor = sum > 0 ? flow.tripsPerDay() * flow.profile().share(hour) / sum : 0;
            for (int m = 0; m < 60; m++) {
                rate[hour * 60 + m] *= factor;
            }
        }
        return rate;
    }

    int trips(int minute) {
        return (int) (before[minute + 1] - before[minute]);
    }

    long tripsPerDay() {
        return before[MINUTES];
    }

    int drawFlow(int minute, double unit) {
        return Draw.from(flowUpTo, minute * flows, (minute + 1) * flows, unit) - minute * flows;
    }
}
