package meridian.bench.theory;

import java.util.ArrayList;
import java.util.List;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.NodeControl;
import meridian.testkit.NetworkDraft;

/**
 * Two lanes become one while demand grows slowly: how much passes just before the queue forms, and how much out of the
 * queue. Counted {@value #BEHIND_METERS} m behind the drop, in windows of {@value #WINDOW_SECONDS} s as guidelines do; there is a
 * queue where the mean speed of the last {@value #BEFORE_METERS} m before it is below half the limit.
 */
final class LaneDrop {
    private static final double DROP_METERS = 1500;
    private static final double BEHIND_METERS = 400;
    private static final double BEFORE_METERS = 300;
    private static final double WINDOW_SECONDS = 300;
    private static final double FROM_PER_HOUR = 900;
    private static final double TO_PER_HOUR = 2400;
    private static final int SEEDS = 5;
    private static final double SECONDS = 2 * 3600;

    /**
     * Means over some seeds.
     *
     * @param beforePerHour highest flow of a window without a queue
     * @param queuedPerHour mean flow of the windows with one
     */
    record Drop(double beforePerHour, double queuedPerHour) {
        double percent() {
            return 100 * (1 - queuedPerHour / beforePerHour);
        }
    }

    private final double[] flow = new double[(int) (SECONDS / WINDOW_SECONDS)];
    private final double[] speedSum = new double[flow.length];
    private final double[] speedCount = new double[flow.length];

    private LaneDrop() {}

    static Drop measure(Driving driving, VehicleType type) {
        double before = 0;
        double queued = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            LaneDrop drop = new LaneDrop();
            driving.withSeed(seed).drive(city(type), SECONDS, drop::at);
            Drop one = drop.result();
            before += one.beforePerHour / SEEDS;
            queued += one.queuedPerHour / SEEDS;
        }
        return new Drop(before, queued);
    }

    private static City city(VehicleType type) {
        NetworkDraft draft = new NetworkDraft();
        int start = draft.node("start", 0, 0, NodeControl.NONE);
        int middle = draft.node("drop", DROP_METERS, 0, NodeControl.ZIPPER);
        int end = draft.node("end", DROP_METERS + 1000, 0, NodeControl.NONE);
        draft.street(Roads.oneWay(2), start, middle).street(Roads.oneWay(1), middle, end);
        City city = draft.build("Lane drop");
        List<Trip> trips = new ArrayList<>();
        for (double second = 0; second < SECONDS; ) {
            trips.add(Roads.trip(city, type, trips.size(), second, "start>drop", "drop>end"));
            second += 3600 / (FROM_PER_HOUR + (TO_PER_HOUR - FROM_PER_HOUR) * second / SECONDS);
        }
        return city.withTrips(trips);
    }

    private void at(Moment moment) {
        int window = (int) Math.min(flow.length - 1, (moment.seconds - 1) / WINDOW_SECONDS);
        double line = DROP_METERS + BEHIND_METERS;
        for (int i = 0; i < moment.count; i++) {
            double front = moment.x[i];
            // It was one speed farther back a second ago.
            if (front > line && front - moment.speed[i] <= line) {
                flow[window] += 3600 / WINDOW_SECONDS;
            }
            if (front < DROP_METERS - 5 && front > DROP_METERS - BEFORE_METERS) {
                speedSum[window] += moment.speed[i];
                speedCount[window]++;
            }
        }
    }

    private Drop result() {
        double before = 0;
        double queued = 0;
        int windows = 0;
        boolean jammed = false;
        for (int w = 1; w < flow.length; w++) {
            boolean slow = speedSum[w] < speedCount[w] * Roads.LIMIT_MPS / 2;
            if (slow && jammed) {
                queued += flow[w];
                windows++;
            } else if (!slow && !jammed) {
                before = Math.max(before, flow[w]);
            }
            // The window in which the queue forms is neither.
            jammed |= slow;
        }
        return new Drop(before, windows == 0 ? Double.NaN : queued / windows);
    }
}
