package meridian.app.run;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.OptionalLong;
import meridian.model.demand.Trip;
import meridian.model.demand.TripSource;
import meridian.model.demand.VehicleType;

/** The same trips with another car-following model for every driver. */
public final class DriverModel {
    private DriverModel() {}

    public static TripSource applied(VehicleType.Following model, TripSource source) {
        return new TripSource() {
            @Override
            public Iterator<Trip> trips(double fromSeconds) {
                Map<VehicleType, VehicleType> types = new HashMap<>();
                Iterator<Trip> all = source.trips(fromSeconds);
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return all.hasNext();
                    }

                    @Override
                    public Trip next() {
                        Trip trip = all.next();
                        return changed(trip, types.computeIfAbsent(trip.type(), t -> changed(t, model)));
                    }
                };
            }

            @Override
            public OptionalLong count() {
                return source.count();
            }
        };
    }

    private static Trip changed(Trip trip, VehicleType type) {
        return new Trip(
                trip.id(),
                type,
                trip.departSeconds(),
                trip.path(),
                trip.fixed(),
                trip.stops(),
                trip.departure(),
                trip.arrivalMeters());
    }

    private static VehicleType changed(VehicleType t, VehicleType.Following model) {
        return new VehicleType(
                t.id(),
                t.kind(),
                t.lengthMeters(),
                t.gapMeters(),
                t.maxSpeedMps(),
                t.accelerationMps2(),
                t.decelerationMps2(),
                t.emergencyDecelerationMps2(),
                t.headwaySeconds(),
                t.imperfection(),
                t.speedFactorMean(),
                t.speedFactorDeviation(),
                model);
    }
}
