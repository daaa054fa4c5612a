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
                        return trip.withType(types.computeIfAbsent(trip.type(), t -> t.withFollowing(model)));
                    }
                };
            }

            @Override
            public OptionalLong count() {
                return source.count();
            }
        };
    }
}
