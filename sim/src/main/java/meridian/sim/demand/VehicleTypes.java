package meridian.sim.demand;

import meridian.model.demand.VehicleType;
import meridian.model.demand.VehicleType.Following;
import meridian.model.network.VehicleKind;

/**
 * A usual vehicle of each kind: sizes and dynamics of SUMO's vehicle classes (SUMO documentation, "Vehicle Type Parameter
 * Defaults"), so that both can be compared.
 */
final class VehicleTypes {
    private VehicleTypes() {}

    static VehicleType of(VehicleKind kind) {
        return switch (kind) {
            case CAR -> VehicleType.CAR;
            case TAXI -> type(kind, "taxi", 5, 2.5, 55.55, 2.6, 4.5, 9, 0.1);
            case VAN -> type(kind, "van", 6.5, 2.5, 55.55, 2.6, 4.5, 9, 0.1);
            case TRUCK -> type(kind, "truck", 7.1, 2.5, 36.11, 1.3, 4, 7, 0.05);
            case BUS -> type(kind, "bus", 12, 2.5, 27.78, 1.2, 4, 7, 0.05);
            case EMERGENCY -> type(kind, "emergency", 6.5, 2.5, 55.55, 2.6, 4.5, 9, 0);
            case MOTORCYCLE -> type(kind, "motorcycle", 2.2, 2.5, 55.55, 6, 10, 10, 0.1);
            case BICYCLE -> type(kind, "bicycle", 1.6, 0.5, 5.56, 1.2, 3, 7, 0.1);
            case TRAM -> type(kind, "tram", 22, 2.5, 22.22, 1, 3, 7, 0);
        };
    }

    private static VehicleType type(
            VehicleKind kind,
            String id,
            double length,
            double gap,
            double maxSpeed,
            double acceleration,
            double deceleration,
            double emergency,
            double speedDeviation) {
        return new VehicleType(
                id,
                kind,
                length,
                gap,
                maxSpeed,
                acceleration,
                deceleration,
                emergency,
                1,
                0.5,
                1,
                speedDeviation,
                Following.KRAUSS);
    }
}
