package meridian.app.run;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import meridian.model.City;
import meridian.model.demand.Trip;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;
import meridian.model.geo.Polyline;
import meridian.model.network.Link;
import meridian.model.network.Network;
import meridian.model.network.Node;
import meridian.model.place.Detector;
import meridian.sim.road.LinkRecords;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * What a run gives as tables, written by DuckDB as CSV and as Parquet; {@code docs/results.md} says what each column means. One
 * thread, rows in a fixed order.
 */
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
                speed_ratio DOUBLE, shape_wkt VARCHAR)""";
    private static final String LINK_SLICES = """
            CREATE TABLE link_slices (
                link VARCHAR, begin_s DOUBLE, end_s DOUBLE, entered BIGINT, "left" BIGINT, vehicle_s DOUBLE,
                vehicle_m DOUBLE, lost_s DOUBLE, flow_per_h DOUBLE, density_per_km DOUBLE, mean_speed_mps DOUBLE,
                mean_queue DOUBLE, longest_queue INTEGER)""";
    private static final String LANE_SLICES = """
            CREATE TABLE lane_slices (
                link VARCHAR, lane INTEGER, begin_s DOUBLE, end_s DOUBLE, vehicle_s DOUBLE, vehicle_m DOUBLE,
                standing_s DOUBLE, flow_per_h DOUBLE, density_per_km DOUBLE, mean_speed_mps DOUBLE,
                mean_queue DOUBLE, longest_queue INTEGER)""";
    private static final String JUNCTION_SLICES = """
            CREATE TABLE junction_slices (
                node VARCHAR, control VARCHAR, begin_s DOUBLE, end_s DOUBLE, "left" BIGINT, vehicle_s DOUBLE, lost_s DOUBLE,
                lost_per_vehicle_s DOUBLE, mean_queue DOUBLE, longest_queue INTEGER)""";
    private static final String DETECTORS = """
            CREATE TABLE detectors (
                begin_s DOUBLE, end_s DOUBLE, detector VARCHAR, link VARCHAR, lane INTEGER, position_m DOUBLE,
                count BIGINT, flow_per_h DOUBLE, mean_speed_mps DOUBLE, occupancy DOUBLE)""";
    private static final String[] TABLES = {"trips", "links", "link_slices", "junction_slices"};

    private final Outcome outcome;
    private final City city;
    private final Network network;

    ResultTables(Outcome outcome) {
        this.outcome = outcome;
        city = outcome.experiment().city();
        network = city.network();
    }

    void write(Path folder) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            oneThread(statement);
            DuckDBConnection duck = connection.unwrap(DuckDBConnection.class);
            for (String table : new String[] {TRIPS, LINKS, LINK_SLICES, JUNCTION_SLICES}) {
                statement.execute(table);
            }
            fillTrips(duck);
            fillLinks(duck);
            fillLinkSlices(duck);
            fillJunctionSlices(duck);
            for (String table : TABLES) {
                copy(statement, table, folder);
            }
            LaneSlices lanes = outcome.lanes().orElse(null);
            if (lanes != null) {
                statement.execute(LANE_SLICES);
                fillLaneSlices(duck, lanes);
                copy(statement, "lane_slices", folder);
            }
            LoopLog loops = outcome.loops().orElse(null);
            if (loops != null) {
                statement.execute(DETECTORS);
                fillDetectors(duck, loops);
                copy(statement, "detectors", folder);
            }
        }
    }

    /** One thread writes row groups in one order: the same rows give the same bytes. */
    static void oneThread(Statement statement) throws SQLException {
        statement.execute("SET threads = 1");
        statement.execute("SET preserve_insertion_order = true");
    }

    /** A table as {@code table.csv} and {@code table.parquet}. */
    static void copy(Statement statement, String table, Path folder) throws SQLException {
        copy(statement, table, folder.resolve(table + ".csv"), "FORMAT csv, HEADER true");
        copy(statement, table, folder.resolve(table + ".parquet"), "FORMAT parquet, COMPRESSION zstd");
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
                out.append(network.link(trip.path().first()).id());
                out.append(network.link(trip.path().last()).id());
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

    private void fillLinks(DuckDBConnection connection) throws SQLException {
        LinkRecords records = outcome.links();
        try (DuckDBAppender out = connection.createAppender("main", "links")) {
            for (int l = 0; l < network.links().size(); l++) {
                Link link = network.link(l);
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
                appendRatio(out, records.vehicleMeters(l), records.vehicleSeconds(l));
                if (records.vehicleSeconds(l) > 0) {
                    out.append(tidy(SpeedMap.ratio(records, l)));
                } else {
                    out.appendNull();
                }
                out.append(wkt(link.shape()));
                out.endRow();
            }
        }
    }

    /** Longitude and latitude; an unreferenced city lies at its true size where both are 0. */
    private String wkt(Polyline shape) {
        return IntStream.range(0, shape.size())
                .mapToObj(i -> {
                    LonLat place = city.projection().toEarth(new Point(shape.x(i), shape.y(i)));
                    return String.format(Locale.ROOT, "%.6f %.6f", place.lonDegrees(), place.latDegrees());
                })
                .collect(Collectors.joining(", ", "LINESTRING (", ")"));
    }

    private void fillLinkSlices(DuckDBConnection connection) throws SQLException {
        LinkSlices slices = outcome.slices();
        LinkWay way = new LinkWay(network);
        try (DuckDBAppender out = connection.createAppender("main", "link_slices")) {
            for (int row = 0; row < slices.rows; row++) {
                LinkSlices.Span span = slices.span(row);
                double kilometers = way.kilometers(slices.link[row]);
                out.beginRow();
                out.append(network.link(slices.link[row]).id());
                out.append(tidy(span.beginSeconds()));
                out.append(tidy(span.endSeconds()));
                out.append(slices.entered[row]);
                out.append(slices.left[row]);
                out.append(tidy(slices.seconds[row]));
                out.append(tidy(slices.meters[row]));
                out.append(tidy(slices.lost[row]));
                out.append(tidy(slices.meters[row] / 1000 / kilometers * 3600 / span.seconds()));
                out.append(tidy(slices.seconds[row] / span.seconds() / kilometers));
                appendRatio(out, slices.meters[row], slices.seconds[row]);
                out.append(tidy(slices.meanQueue[row]));
                out.append(slices.longestQueue[row]);
                out.endRow();
            }
        }
    }

    private void fillLaneSlices(DuckDBConnection connection, LaneSlices lanes) throws SQLException {
        int[] first = new int[network.links().size() + 1];
        for (int l = 0; l < network.links().size(); l++) {
            first[l + 1] = first[l] + network.link(l).lanes().size();
        }
        try (DuckDBAppender out = connection.createAppender("main", "lane_slices")) {
            for (LaneSlices.Row row : lanes.rows()) {
                int found = Arrays.binarySearch(first, row.lane());
                int link = found >= 0 ? found : -found - 2;
                double seconds = row.span().seconds();
                double kilometers = network.link(link).lengthMeters() / 1000;
                out.beginRow();
                out.append(network.link(link).id());
                out.append(row.lane() - first[link]);
                out.append(tidy(row.span().beginSeconds()));
                out.append(tidy(row.span().endSeconds()));
                out.append(tidy(row.seconds()));
                out.append(tidy(row.meters()));
                out.append(tidy(row.standingSeconds()));
                out.append(tidy(row.meters() / 1000 / kilometers * 3600 / seconds));
                out.append(tidy(row.seconds() / seconds / kilometers));
                appendRatio(out, row.meters(), row.seconds());
                out.append(tidy(row.standingSeconds() / seconds));
                out.append(row.longestQueue());
                out.endRow();
            }
        }
    }

    private void fillDetectors(DuckDBConnection connection, LoopLog loops) throws SQLException {
        try (DuckDBAppender out = connection.createAppender("main", "detectors")) {
            for (LoopLog.Row row : loops.rows()) {
                Detector loop = loops.loops().get(row.loop());
                double seconds = row.span().seconds();
                out.beginRow();
                out.append(tidy(row.span().beginSeconds()));
                out.append(tidy(row.span().endSeconds()));
                out.append(loop.id());
                out.append(network.link(loop.link()).id());
                out.append(loop.lane());
                out.append(tidy(loop.positionMeters()));
                out.append(row.count());
                out.append(tidy(row.count() * 3600 / seconds));
                appendRatio(out, row.speedSumMps(), row.count());
                out.append(tidy(row.occupiedSeconds() / seconds));
                out.endRow();
            }
        }
    }

    /** A junction is the end of the links that lead to it. */
    private void fillJunctionSlices(DuckDBConnection connection) throws SQLException {
        LinkSlices slices = outcome.slices();
        JunctionSum sum = new JunctionSum(network.nodes().size());
        try (DuckDBAppender out = connection.createAppender("main", "junction_slices")) {
            int row = 0;
            for (int s = 0; s < slices.count(); s++) {
                sum.clear();
                while (row < slices.rows && slices.slice[row] == s) {
                    sum.add(slices, row, network.link(slices.link[row]).toNode());
                    row++;
                }
                for (int n = 0; n < network.nodes().size(); n++) {
                    if (sum.seconds[n] > 0) {
                        append(out, network.node(n), slices.spans().get(s), sum, n);
                    }
                }
            }
        }
    }

    private static final class JunctionSum {
        final long[] left;
        final double[] seconds;
        final double[] lost;
        final double[] meanQueue;
        final int[] longest;

        JunctionSum(int nodes) {
            left = new long[nodes];
            seconds = new double[nodes];
            lost = new double[nodes];
            meanQueue = new double[nodes];
            longest = new int[nodes];
        }

        void clear() {
            Arrays.fill(left, 0);
            Arrays.fill(seconds, 0);
            Arrays.fill(lost, 0);
            Arrays.fill(meanQueue, 0);
            Arrays.fill(longest, 0);
        }

        void add(LinkSlices slices, int row, int node) {
            left[node] += slices.left[row];
            seconds[node] += slices.seconds[row];
            lost[node] += slices.lost[row];
            meanQueue[node] += slices.meanQueue[row];
            longest[node] = Math.max(longest[node], slices.longestQueue[row]);
        }
    }

    private static void append(DuckDBAppender out, Node node, LinkSlices.Span span, JunctionSum sum, int n)
            throws SQLException {
        out.beginRow();
        out.append(node.id());
        out.append(node.control().name());
        out.append(tidy(span.beginSeconds()));
        out.append(tidy(span.endSeconds()));
        out.append(sum.left[n]);
        out.append(tidy(sum.seconds[n]));
        out.append(tidy(sum.lost[n]));
        appendRatio(out, sum.lost[n], sum.left[n]);
        out.append(tidy(sum.meanQueue[n]));
        out.append(sum.longest[n]);
        out.endRow();
    }

    private static void appendRatio(DuckDBAppender out, double value, double by) throws SQLException {
        if (by > 0) {
            out.append(tidy(value / by));
        } else {
            out.appendNull();
        }
    }

    /** Millimetres and milliseconds; more digits say nothing. */
    static double tidy(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
