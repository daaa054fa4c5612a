package meridian.bench.sumo;

import java.util.List;
import meridian.formats.sumo.SumoTrip;

/**
 * The trips of one run with one seed. Means are over trips that have arrived.
 *
 * @param loaded trips that were read and should drive
 * @param completed those that have arrived
 * @param completedInHour those that had arrived when the hour was over
 */
record TripFigures(
        int loaded,
        int completed,
        int completedInHour,
        double durationSeconds,
        double waitingSeconds,
        double lossSeconds,
        double departDelaySeconds,
        double stops,
        double routeMeters) {

    /** Adds trips up, whoever simulated them. One thread. */
    static final class Sum {
        private final double hourEndSeconds;
        private int completed;
        private int inHour;
        private double duration;
        private double waiting;
        private double loss;
        private double delay;
        private double stops;
        private double meters;

        Sum(double hourEndSeconds) {
            this.hourEndSeconds = hourEndSeconds;
        }

        void add(SumoTrip trip) {
            completed++;
            inHour += trip.arrivalSeconds() <= hourEndSeconds ? 1 : 0;
            duration += trip.durationSeconds();
            waiting += trip.waitingSeconds();
            loss += trip.lossSeconds();
            delay += trip.departDelaySeconds();
            stops += trip.stops();
            meters += trip.routeMeters();
        }

        TripFigures figures(int loaded) {
            double n = Math.max(1, completed);
            return new TripFigures(
                    loaded, completed, inHour, duration / n, waiting / n, loss / n, delay / n, stops / n, meters / n);
        }
    }

    static TripFigures of(List<SumoTrip> trips, int loaded, double hourEndSeconds) {
        Sum sum = new Sum(hourEndSeconds);
        trips.stream().filter(SumoTrip::arrived).forEach(sum::add);
        return sum.figures(loaded);
    }
}
