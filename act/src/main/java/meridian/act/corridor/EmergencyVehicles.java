package meridian.act.corridor;

import meridian.decide.corridor.PriorityVehicle;
import meridian.model.demand.VehicleType;
import meridian.model.network.VehicleKind;

/** Vehicles in a hurry as the road engine drives them. */
final class EmergencyVehicles {
    private EmergencyVehicles() {}

    /** A van of 6.5 m that drives like a car, without a car's imperfection and spread; SUMO's emergency class is as long. */
    static VehicleType type(PriorityVehicle vehicle) {
        return new VehicleType(
                vehicle.siren() ? "with siren" : "without siren",
                vehicle.siren() ? VehicleKind.EMERGENCY : VehicleKind.CAR,
                6.5,
                2.5,
                vehicle.topSpeedMps(),
                2.6,
                4.5,
                9,
                1,
                0,
                vehicle.speedFactor(),
                0,
                VehicleType.Following.KRAUSS);
    }
}
