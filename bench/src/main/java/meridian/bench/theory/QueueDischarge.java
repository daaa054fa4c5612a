package meridian.bench.theory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.NodeControl;
import meridian.testkit.NetworkDraft;

/**
 * A standing queue of one lane before a signal, and how it starts when the signal turns green, over many cycles.
 *
 * <p>Headways are measured as the Highway Capacity Manual (2010, chapter 31, "Field measurement") does: fronts over a line;
 * the first four vehicles are the start, later ones the saturation flow, and what the first four take longer than four of
 * those headways is the start-up lost time. The line is {@value #LINE_METERS} m before the front of the first in the queue.
 */
final class QueueDischarge {
    private static final double RED_SECONDS = 60;
    private static final double GREEN_SECONDS = 70;
    private static final double AMBER_SECONDS = 3;
    private static final double CYCLE_SECONDS = RED_SECONDS + GREEN_SECONDS + AMBER_SECONDS;
    private static final int CYCLES = 40;
    private static final double LINE_METERS = 1;
    private static final int START = 4;
    private static final int LAST = 20;
    private static final double STARTED_MPS = 1;

    /**
     * @param saturationPerHour vehicles an hour of green and lane
     * @param startUpLostSeconds of the first four
     * @param jamPerKm standing vehicles
     * @param startWaveKmh how fast the start runs backwards through the queue
     */
    record Discharge(double saturationPerHour, double startUpLostSeconds, double jamPerKm, double startWaveKmh) {}

    /** Fronts of the queue at the begin of green, first to last, m; and the second at which it began. */
    private double[] queue = new double[0];

    private double green = Double.NaN;
    private double[] front = new double[0];
    private int passed;
    private final double[] startedAt = new double[LAST];
    private final double[] passedAt = new double[LAST];

    private final List<Double> headways = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> densities = new ArrayList<>();
    private final List<Double> waves = new ArrayList<>();

    private QueueDischarge() {}

    static Discharge measure(Driving driving, VehicleType type) {
        QueueDischarge discharge = new QueueDischarge();
        driving.drive(city(type), CYCLES * CYCLE_SECONDS, discharge::at);
        double headway = mean(discharge.headways);
        return new Discharge(
                3600 / headway, mean(discharge.losses), mean(discharge.densities), mean(discharge.waves) * 3.6);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** More trips than can pass, so that there is always a queue. */
    private static City city(VehicleType type) {
        NetworkDraft draft = new NetworkDraft();
        int start = draft.node("start", 0, 0, NodeControl.NONE);
        int signal = draft.node("signal", 500, 0, NodeControl.SIGNALS);
        int end = draft.node("end", 1100, 0, NodeControl.NONE);
        City road = draft.street(Roads.oneWay(1), start, signal, end).build("Queue");
        City city = Roads.timed(road, RED_SECONDS, GREEN_SECONDS, AMBER_SECONDS);
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < 1.5 * CYCLES * CYCLE_SECONDS / 3; i++) {
            trips.add(Roads.trip(city, type, i, 2.0 * i, "start>signal", "signal>end"));
        }
        return city.withTrips(trips);
    }

    private void at(Moment moment) {
        double into = moment.seconds % CYCLE_SECONDS;
        if (Math.abs(into - RED_SECONDS) < 0.5) {
            beginGreen(moment);
        } else if (!Double.isNaN(green)) {
            watch(moment);
        }
    }

    private void beginGreen(Moment moment) {
        double[] standing = IntStream.range(0, moment.count)
                .filter(i -> moment.speed[i] < 0.1)
                .mapToDouble(i -> -moment.x[i])
                .sorted()
                .map(x -> -x)
                .toArray();
        green = Double.NaN;
        // The first cycles fill the road.
        if (standing.length >= LAST && moment.seconds > 2 * CYCLE_SECONDS) {
            queue = Arrays.copyOf(standing, LAST);
            green = moment.seconds;
            passed = 0;
            Arrays.fill(startedAt, Double.NaN);
            front = queue.clone();
            densities.add(1000 * (LAST - 1) / (queue[0] - queue[LAST - 1]));
        }
    }

    private void watch(Moment moment) {
        double line = queue[0] + LINE_METERS;
        for (int k = passed; k < LAST; k++) {
            int i = found(moment, front[k]);
            front[k] = moment.x[i];
            if (Double.isNaN(startedAt[k]) && moment.speed[i] > STARTED_MPS) {
                startedAt[k] = moment.seconds;
            }
            if (k == passed && front[k] > line) {
                passedAt[k] = moment.seconds - green - (front[k] - line) / moment.speed[i];
                passed++;
            }
        }
        if (passed == LAST) {
            endGreen();
        }
    }

    /** Vehicles move with the speed of the step's end, so whoever is here now was one speed behind. */
    private static int found(Moment moment, double frontBefore) {
        for (int i = 0; i < moment.count; i++) {
            if (Math.abs(moment.x[i] - moment.speed[i] - frontBefore) < 0.5) {
                return i;
            }
        }
        throw new IllegalStateException("nobody came from " + frontBefore + " m at " + moment.seconds + " s");
    }

    private void endGreen() {
        double headway = (passedAt[LAST - 1] - passedAt[START - 1]) / (LAST - START);
        headways.add(headway);
        losses.add(passedAt[START - 1] - START * headway);
        waves.add(wave());
        green = Double.NaN;
    }

    /** Slope of place over time of the starts, by least squares, as a speed backwards. */
    private double wave() {
        Line line = Line.fitted(startedAt, queue);
        return -line.slope();
    }
}
