package meridian.model.demand;

import meridian.model.network.VehicleKind;

/**
 * How a kind of vehicle is built and driven. The defaults are SUMO's for a passenger car, so that both can be compared.
 *
 * @param id unique among types
 * @param kind for lanes and screens
 * @param lengthMeters bumper to bumper
 * @param gapMeters kept to the vehicle in front while standing
 * @param maxSpeedMps the vehicle's own limit
 * @param accelerationMps2 strongest acceleration
 * @param decelerationMps2 comfortable braking, positive
 * @param emergencyDecelerationMps2 strongest braking, positive
 * @param headwaySeconds time gap a driver wants (Krauss' tau, IDM's T)
 * @param imperfection Krauss' sigma, 0 to 1
 * @param speedFactorMean a driver's wanted speed over the limit: mean of a normal distribution
 * @param speedFactorDeviation its standard deviation; drawn once for each vehicle, cut to 0.2 … 2
 * @param following the car-following model
 */
public record VehicleType(
        String id,
        VehicleKind kind,
        double lengthMeters,
        double gapMeters,
        double maxSpeedMps,
        double accelerationMps2,
        double decelerationMps2,
        double emergencyDecelerationMps2,
        double headwaySeconds,
        double imperfection,
        double speedFactorMean,
        double speedFactorDeviation,
        Following following) {
    /** Car-following models. */
    public enum Following {
        KRAUSS,
        IDM,
        /** The rules of the simulator CityFlow, for comparison with figures that were published with it. */
        CITYFLOW
    }

    public static final VehicleType CAR =
            new VehicleType("car", VehicleKind.CAR, 5, 2.5, 55.55, 2.6, 4.5, 9, 1, 0.5, 1, 0.1, Following.KRAUSS);

    public VehicleType {
        positive(id, "length in metres", lengthMeters);
        positive(id, "maximum speed in m/s", maxSpeedMps);
        positive(id, "acceleration in m/s²", accelerationMps2);
        positive(id, "deceleration in m/s²", decelerationMps2);
        positive(id, "headway in seconds", headwaySeconds);
        positive(id, "mean speed factor", speedFactorMean);
        if (!(gapMeters >= 0)
                || !(imperfection >= 0 && imperfection <= 1)
                || !(speedFactorDeviation >= 0)
                || !(emergencyDecelerationMps2 >= decelerationMps2)) {
            throw new IllegalArgumentException("vehicle type " + id + ": gap " + gapMeters + " m, imperfection "
                    + imperfection + ", speed deviation " + speedFactorDeviation + ", emergency deceleration "
                    + emergencyDecelerationMps2 + " m/s² do not fit together");
        }
    }

    private static void positive(String id, String what, double value) {
        if (!(value > 0 && value < 1e4)) {
            throw new IllegalArgumentException(
                    "vehicle type " + id + ": " + what + " must be above 0 and below 10,000, got " + value);
        }
    }

    public VehicleType withId(String newId) {
        return with(newId, following);
    }

    /** The same vehicle, driven by another model. */
    public VehicleType withFollowing(Following model) {
        return with(id, model);
    }

    private VehicleType with(String newId, Following model) {
        return new VehicleType(
                newId,
                kind,
                lengthMeters,
                gapMeters,
                maxSpeedMps,
                accelerationMps2,
                decelerationMps2,
                emergencyDecelerationMps2,
                headwaySeconds,
                imperfection,
                speedFactorMean,
                speedFactorDeviation,
                model);
    }
}
