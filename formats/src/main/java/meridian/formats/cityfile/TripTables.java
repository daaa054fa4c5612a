package meridian.formats.cityfile;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.VehicleKind;

/** Trips and their vehicle types. */
final class TripTables {
    private static final String[] TYPE_COLUMNS = {
        "id",
        "kind",
        "length_m",
        "gap_m",
        "max_speed_mps",
        "acceleration_mps2",
        "deceleration_mps2",
        "emergency_deceleration_mps2",
        "headway_s",
        "imperfection",
        "speed_factor",
        "speed_deviation",
        "following"
    };

    private final Connection connection;
    private final Sum sum;
    private final int version;

    /** @param version of the file */
    TripTables(Connection connection, Sum sum, int version) {
        this.connection = connection;
        this.sum = sum;
        this.version = version;
    }

    /** Whether trips have anything to say that only version 2 knows. */
    static boolean anyBays(List<Trip> trips) {
        return trips.stream().flatMap(trip -> trip.stops().stream()).anyMatch(StopVisit::besideLane);
    }

    void write(List<Trip> trips) throws SQLException {
        Map<VehicleType, Integer> types = new LinkedHashMap<>();
        trips.forEach(trip -> types.putIfAbsent(trip.type(), types.size()));
        writeTypes(types);
        try (BulkWriter out = new BulkWriter(connection, sum, "trip")) {
            for (Trip trip : trips) {
                out.text(trip.id()).whole(types.get(trip.type())).number(trip.departSeconds());
                out.whole(trip.fixed() ? 1 : 0).whole(trip.path().size());
                for (int i = 0; i < trip.path().size(); i++) {
                    out.whole(trip.path().link(i));
                }
                Trip.Departure departure = trip.departure();
                out.whole(departure.lane()).number(departure.positionMeters()).number(departure.speedMps());
                out.number(trip.arrivalMeters()).whole(trip.stops().size());
                for (StopVisit stop : trip.stops()) {
                    out.whole(stop.link()).whole(stop.lane()).number(stop.endMeters());
                    out.number(stop.dwellSeconds()).number(stop.untilSeconds());
                    if (version >= 2) {
                        out.whole(stop.besideLane() ? 1 : 0);
                    }
                }
                out.end();
            }
        }
    }

    private void writeTypes(Map<VehicleType, Integer> types) throws SQLException {
        try (Table table = new Table(connection, sum, "vehicle_type", TYPE_COLUMNS)) {
            for (VehicleType t : types.keySet()) {
                table.row()
                        .set(t.id())
                        .set(t.kind().name())
                        .set(t.lengthMeters())
                        .set(t.gapMeters())
                        .set(t.maxSpeedMps());
                table.set(t.accelerationMps2()).set(t.decelerationMps2()).set(t.emergencyDecelerationMps2());
                table.set(t.headwaySeconds()).set(t.imperfection()).set(t.speedFactorMean());
                table.set(t.speedFactorDeviation()).set(t.following().name()).end();
            }
        }
    }

    /** @param linkCount number of links; a trip over any other is damage */
    List<Trip> read(int linkCount) throws SQLException {
        List<VehicleType> types = readTypes();
        List<Trip> trips = new ArrayList<>();
        try (BulkReader in = new BulkReader(connection, sum, "trip")) {
            while (in.next()) {
                String id = in.text();
                VehicleType type = types.get(Numbers.index(in.whole(), types.size()));
                double depart = in.number();
                boolean fixed = in.whole() == 1;
                int[] links = new int[in.amount()];
                for (int i = 0; i < links.length; i++) {
                    links[i] = Numbers.index(in.whole(), linkCount);
                }
                Trip.Departure departure = new Trip.Departure(in.whole(), in.number(), in.number());
                double arrival = in.number();
                trips.add(new Trip(id, type, depart, LinkPath.of(links), fixed, stops(in), departure, arrival));
            }
        }
        return trips;
    }

    private List<StopVisit> stops(BulkReader in) {
        int count = in.amount();
        List<StopVisit> stops = new ArrayList<>(Math.min(count, 1_000));
        for (int i = 0; i < count; i++) {
            stops.add(new StopVisit(
                    in.whole(), in.whole(), in.number(), in.number(), in.number(), version >= 2 && in.whole() == 1));
        }
        return stops;
    }

    private List<VehicleType> readTypes() throws SQLException {
        List<VehicleType> types = new ArrayList<>();
        try (Rows rows = new Rows(connection, sum, "vehicle_type", TYPE_COLUMNS)) {
            while (rows.next()) {
                types.add(new VehicleType(
                        rows.text(),
                        rows.choice(VehicleKind.class),
                        rows.number(),
                        rows.number(),
                        rows.number(),
                        rows.number(),
                        rows.number(),
                        rows.number(),
                        rows.number(),
                        rows.number(),
                        rows.number(),
                        rows.number(),
                        rows.choice(VehicleType.Following.class)));
            }
        }
        return types;
    }
}
