package meridian.formats.sumo;

/**
 * One vehicle of SUMO's {@code tripinfo} output, in SUMO's definitions.
 *
 * @param departSeconds when it was inserted
 * @param departDelaySeconds how long it waited outside before that
 * @param arrivalSeconds when it left the network; negative where it had not when SUMO ended
 * @param durationSeconds from insertion to arrival
 * @param routeMeters way driven
 * @param waitingSeconds time at 0.1 m/s or less, planned stops left out
 * @param stops how often it came to a stand, planned stops left out ({@code waitingCount})
 * @param lossSeconds time lost against driving at its wanted speed, planned stops left out
 */
public record SumoTrip(
        String id,
        double departSeconds,
        double departDelaySeconds,
        double arrivalSeconds,
        double durationSeconds,
        double routeMeters,
        double waitingSeconds,
        int stops,
        double lossSeconds) {

    public boolean arrived() {
        return arrivalSeconds >= 0;
    }
}
