package meridian.decide.corridor;

/**
 * What kind of vehicle asks, as far as its way and its times depend on that.
 *
 * @param siren whether it may pass red lights and others make room (blue light and siren)
 * @param speedFactor wanted speed over the limit, more than 0
 * @param topSpeedMps more than 0
 */
public record PriorityVehicle(boolean siren, double speedFactor, double topSpeedMps) {
    /** An ambulance or a fire engine; as fast over the limit as the engine's emergency vehicles: an estimate. */
    public static final PriorityVehicle WITH_SIREN = new PriorityVehicle(true, 1.3, 40);
    /** A transport of blood, a doctor's car, a bus with priority: it keeps to limits and lights. */
    public static final PriorityVehicle WITHOUT_SIREN = new PriorityVehicle(false, 1, 40);

    public PriorityVehicle {
        if (!(speedFactor > 0) || !(topSpeedMps > 0)) {
            throw new IllegalArgumentException(
                    "a vehicle drives faster than 0, got a factor of " + speedFactor + " and " + topSpeedMps + " m/s");
        }
    }

    /** The speed that its driver wants where this limit holds, m/s. */
    public double wantedMps(double limitMps) {
        return Math.min(topSpeedMps, limitMps * speedFactor);
    }
}
