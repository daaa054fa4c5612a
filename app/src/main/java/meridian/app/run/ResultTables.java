package meridian.app.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import meridian.model.demand.Trip;
import meridian.model.network.Link;
import meridian.sim.road.LinkRecords;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Trips and links of a run as tables, written by DuckDB as CSV and as Parquet. One thread, rows in a fixed order. */
final class ResultTables {
    private static final String TRIPS = """
            CREATE TABLE trips (
                trip VARCHAR, vehicle_type VARCHAR, kind VARCHAR, from_link VARCHAR, to_link VARCHAR,
                depart_s DOUBLE, enter_s DOUBLE, arrive_s DOUBLE, travel_s DOUBLE, distance_m DOUBLE,
                lost_s DOUBLE, standing_s DOUBLE, stops INTEGER)""";
    private static final String LINKS = """
            CREATE TABLE links (
                link VARCHAR, street VARCHAR, road_class VARCHAR, length_m DOUBLE, lanes INTEGER, limit_mps DOUBLE,
                entered BIGINT, "left" BIGINT, vehicle_s DOUBLE, vehicle_m DOUBLE, lost_s DOUBLE, mean_speed_mps DOUBLE,
                speed_ratio DOUBLE)""";

    private final Outcome outcome;

    ResultTables(Outcome outcome) {
        this.outcome = outcome;
    }

    void write(Path folder) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            // One thread writes row groups in one order: the same rows give the same bytes.
            statement.execute("SET threads = 1");
            statement.execute("SET preserve_insertion_order = true");
            DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
            statement.execute(TRIPS);
            fillTrips(duck);
            statement.execute(LINKS);
            fillLinks(duck);
            for (String table : new String[] {"trips", "links"}) {
                copy(statement, table, folder.resolve(table + ".csv"), "FORMAT csv, HEADER true");
                copy(statement, table, folder.resolve(table + ".parquet"), "FORMAT parquet, COMPRESSION zstd");
            }
        }
    }

    private static void copy(Statement statement, String table, Path file, String options) throws SQLException {
        String quoted = file.toString().replace("'", "''");
        statement.execute("COPY " + table + " TO '" + quoted + "' (" + options + ")");
    }

    private void fillTrips(DuckDBConnection connection) throws SQLException {
        TripSheet sheet = outcome.trips();
        int rows = sheet.rows(outcome.endSeconds());
        try (DuckDBAppender out = connection.createAppender("main", "trips")) {
            for (int row = 0; row < rows; row++) {
                out.beginRow();
                Trip trip = sheet.trip(row);
                out.append(trip.id());
                out.append(trip.type().id());
                out.append(trip.type().kind().name());
                out.append(id(trip.path().first()));
                out.append(id(trip.path().last()));
                out.append(trip.departSeconds());
                if (sheet.hasArrived(row)) {
                    out.append(tidy(sheet.enteredSeconds(row)));
                    out.append(tidy(sheet.leftSeconds(row)));
                    out.append(tidy(sheet.travelSeconds(row)));
                    out.append(tidy(sheet.meters(row)));
                    out.append(tidy(sheet.lostSeconds(row)));
                    out.append(tidy(sheet.waitedSeconds(row)));
                    out.append(sheet.halts(row));
                } else {
                    for (int i = 0; i < 7; i++) {
                        out.appendNull();
                    }
                }
                out.endRow();
            }
        }
    }

    private String id(int link) {
        return outcome.experiment().city().network().link(link).id();
    }

    private void fillLinks(DuckDBConnection connection) throws SQLException {
        LinkRecords records = outcome.links();
        int links = outcome.experiment().city().network().links().size();
        try (DuckDBAppender out = connection.createAppender("main", "links")) {
            for (int l = 0; l < links; l++) {
                Link link = outcome.experiment().city().network().link(l);
                out.beginRow();
                out.append(link.id());
                out.append(link.name());
                out.append(link.roadClass().name());
                out.append(tidy(link.lengthMeters()));
                out.append(link.lanes().size());
                out.append(tidy(link.speedLimitMps()));
                out.append(records.entered(l));
                out.append(records.left(l));
                out.append(tidy(records.vehicleSeconds(l)));
                out.append(tidy(records.vehicleMeters(l)));
                out.append(tidy(records.lostSeconds(l)));
                if (records.vehicleSeconds(l) > 0) {
                    out.append(tidy(records.vehicleMeters(l) / records.vehicleSeconds(l)));
                    out.append(tidy(SpeedMap.ratio(records, l)));
                } else {
                    out.appendNull();
                    out.appendNull();
                }
                out.endRow();
            }
        }
    }

    /** Millimetres and milliseconds; more digits say nothing. */
    private static double tidy(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
