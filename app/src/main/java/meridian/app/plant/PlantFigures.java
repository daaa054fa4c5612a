package meridian.app.plant;

import java.util.List;
import java.util.function.ToDoubleFunction;
import meridian.formats.sumo.SumoTrip;

/**
 * What came of a run, by SUMO's own account of its trips ({@code tripinfo}).
 *
 * <p>Published tables of this plant (RESCO, "Reinforcement Learning Benchmarks for Traffic Signal Control", NeurIPS 2021) let
 * nobody be teleported, count who is still driving when the hour ends, and add the wait outside to the time lost: that is {@code
 * delaySeconds}. The other means differ in whom they leave out.
 *
 * @param delaySeconds mean of time loss and wait outside over all who were due, those still driving and still outside among them, s
 * @param lossSeconds mean time loss of all who entered, s: against driving at the wanted speed, planned stops left out
 * @param arrivedLossSeconds the same of those who arrived, s
 * @param durationSeconds mean time from entering to arriving of those who arrived, s
 * @param waitingSeconds mean time at 0.1 m/s or less of all who entered, s
 * @param stops mean number of stands of all who entered
 * @param arrived how many arrived
 * @param driving how many were still on their way at the end
 * @param outside how many were due and had not entered at the end
 * @param teleported vehicles that SUMO put elsewhere; 0, because it is told not to
 * @param refused wishes that safety kernels refused
 * @param fallbacks how often a junction fell back to its own plan
 */
public record PlantFigures(
        double delaySeconds,
        double lossSeconds,
        double arrivedLossSeconds,
        double durationSeconds,
        double waitingSeconds,
        double stops,
        long arrived,
        long driving,
        long outside,
        long teleported,
        long refused,
        long fallbacks) {

    /**
     * @param trips of all who were due
     * @param teleported by SUMO's own count
     */
    static PlantFigures of(List<SumoTrip> trips, long teleported, long refused, long fallbacks) {
        List<SumoTrip> entered = trips.stream().filter(PlantFigures::entered).toList();
        List<SumoTrip> arrived = entered.stream().filter(SumoTrip::arrived).toList();
        return new PlantFigures(
                mean(trips, trip -> trip.departDelaySeconds() + (entered(trip) ? trip.lossSeconds() : 0)),
                mean(entered, SumoTrip::lossSeconds),
                mean(arrived, SumoTrip::lossSeconds),
                mean(arrived, SumoTrip::durationSeconds),
                mean(entered, SumoTrip::waitingSeconds),
                mean(entered, SumoTrip::stops),
                arrived.size(),
                entered.size() - arrived.size(),
                trips.size() - entered.size(),
                teleported,
                refused,
                fallbacks);
    }

    /** SUMO gives who never entered a departure before all time. */
    private static boolean entered(SumoTrip trip) {
        return trip.departSeconds() >= 0;
    }

    /** 0 without trips. */
    private static double mean(List<SumoTrip> trips, ToDoubleFunction<SumoTrip> value) {
        return trips.stream().mapToDouble(value).average().orElse(0);
    }
}
