package meridian.formats.sumo;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/**
 * SUMO's vehicle classes with the defaults of a type of that class.
 *
 * <p>Source: <a href="https://sumo.dlr.de/docs/Vehicle_Type_Parameter_Defaults.html">Vehicle Type Parameter
 * Defaults</a>. Where a class has a desired speed below its maximum (bicycles) that is what counts here.
 */
enum VClass {
    PASSENGER(VehicleKind.CAR, 5, 2.5, 2.6, 4.5, 9, 200, 0.1),
    PRIVATE(VehicleKind.CAR, 5, 2.5, 2.6, 4.5, 9, 200, 0.1),
    HOV(VehicleKind.CAR, 5, 2.5, 2.6, 4.5, 9, 200, 0.1),
    EVEHICLE(VehicleKind.CAR, 5, 2.5, 2.6, 4.5, 9, 200, 0.1),
    CUSTOM1(VehicleKind.CAR, 5, 2.5, 2.6, 4.5, 9, 200, 0.1),
    CUSTOM2(VehicleKind.CAR, 5, 2.5, 2.6, 4.5, 9, 200, 0.1),
    TAXI(VehicleKind.TAXI, 5, 2.5, 2.6, 4.5, 9, 200, 0.05),
    /** Old files use it for those whom restricted zones admit beside buses: of our kinds, taxis. */
    IGNORING(VehicleKind.TAXI, 5, 2.5, 2.6, 4.5, 9, 200, 0),
    DELIVERY(VehicleKind.VAN, 6.5, 2.5, 2.6, 4.5, 9, 200, 0.05),
    TRUCK(VehicleKind.TRUCK, 7.1, 2.5, 1.3, 4, 7, 130, 0.05),
    TRAILER(VehicleKind.TRUCK, 16.5, 2.5, 1, 4, 7, 130, 0.05),
    BUS(VehicleKind.BUS, 12, 2.5, 1.2, 4, 7, 85, 0),
    COACH(VehicleKind.BUS, 14, 2.5, 2, 4, 7, 100, 0.05),
    EMERGENCY(VehicleKind.EMERGENCY, 6.5, 2.5, 2.6, 4.5, 9, 200, 0),
    AUTHORITY(VehicleKind.EMERGENCY, 5, 2.5, 2.6, 4.5, 9, 200, 0),
    ARMY(VehicleKind.EMERGENCY, 5, 2.5, 2.6, 4.5, 9, 200, 0),
    VIP(VehicleKind.EMERGENCY, 5, 2.5, 2.6, 4.5, 9, 200, 0.1),
    MOTORCYCLE(VehicleKind.MOTORCYCLE, 2.2, 2.5, 6, 10, 10, 200, 0.1),
    MOPED(VehicleKind.MOTORCYCLE, 2.1, 2.5, 1.1, 7, 10, 45, 0.1),
    BICYCLE(VehicleKind.BICYCLE, 1.6, 0.5, 1.2, 3, 7, 20, 0.1),
    SCOOTER(VehicleKind.BICYCLE, 1.2, 0.5, 1.2, 3, 7, 20, 0.1),
    TRAM(VehicleKind.TRAM, 22, 2.5, 1, 3, 7, 80, 0),
    RAIL_URBAN(VehicleKind.TRAM, 109.5, 5, 1, 3, 7, 100, 0),
    SUBWAY(VehicleKind.TRAM, 109.5, 5, 1, 3, 7, 100, 0),
    RAIL(VehicleKind.TRAM, 135, 5, 0.25, 1.3, 5, 160, 0),
    RAIL_ELECTRIC(VehicleKind.TRAM, 200, 5, 0.5, 1.3, 5, 220, 0),
    RAIL_FAST(VehicleKind.TRAM, 200, 5, 0.5, 1.3, 5, 330, 0),
    CABLE_CAR(null, 5, 2.5, 2.6, 4.5, 9, 200, 0),
    PEDESTRIAN(null, 0.215, 0.25, 1.5, 2, 5, 5, 0.1),
    WHEELCHAIR(null, 0.5, 0.5, 1.5, 2, 5, 5, 0.1),
    CONTAINER(null, 6.1, 2.5, 2.6, 4.5, 9, 200, 0),
    SHIP(null, 17, 2.5, 0.1, 0.15, 1, 15, 0.1),
    DRONE(null, 0.5, 2.5, 2.6, 4.5, 9, 200, 0),
    AIRCRAFT(null, 72.7, 2.5, 2.6, 4.5, 9, 900, 0);

    /** Names of earlier versions. */
    private static final Map<String, VClass> OLD_NAMES = Map.of(
            "public_transport", BUS,
            "public_emergency", EMERGENCY,
            "public_authority", AUTHORITY,
            "public_army", ARMY,
            "transport", TRUCK,
            "lightrail", TRAM,
            "cityrail", RAIL_URBAN,
            "rail_slow", RAIL);

    /** Our kind, where it is a road or tram vehicle. */
    final @Nullable VehicleKind kind;

    final double lengthMeters;
    final double gapMeters;
    final double accelerationMps2;
    final double decelerationMps2;
    final double emergencyDecelerationMps2;
    final double maxSpeedMps;
    final double speedDeviation;

    VClass(
            @Nullable VehicleKind kind,
            double lengthMeters,
            double gapMeters,
            double accelerationMps2,
            double decelerationMps2,
            double emergencyDecelerationMps2,
            double maxSpeedKmh,
            double speedDeviation) {
        this.kind = kind;
        this.lengthMeters = lengthMeters;
        this.gapMeters = gapMeters;
        this.accelerationMps2 = accelerationMps2;
        this.decelerationMps2 = decelerationMps2;
        this.emergencyDecelerationMps2 = emergencyDecelerationMps2;
        this.maxSpeedMps = maxSpeedKmh / 3.6;
        this.speedDeviation = speedDeviation;
    }

    static Optional<VClass> named(String name) {
        VClass old = OLD_NAMES.get(name);
        if (old != null) {
            return Optional.of(old);
        }
        try {
            return Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
