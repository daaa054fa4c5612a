package meridian.formats.cityfile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import meridian.model.City;
import meridian.model.geo.Box;
import meridian.model.geo.LonLat;
import meridian.model.geo.Point;

/** The tables of a city file: those that GeoPackage 1.3 demands, and ours. */
final class Schema {
    /** "GPKG" as an SQLite application id. */
    static final int APPLICATION_ID = 0x47504B47;

    static final int GEOPACKAGE_VERSION = 10_300;
    /** GeoPackage demands a time of the last change; a fixed one keeps equal cities equal, byte for byte. */
    private static final String FIXED_TIME = "2026-01-01T00:00:00.000Z";

    private static final String WGS84 =
            "GEOGCS[\"WGS 84\",DATUM[\"WGS_1984\",SPHEROID[\"WGS 84\",6378137,298.257223563,"
                    + "AUTHORITY[\"EPSG\",\"7030\"]],AUTHORITY[\"EPSG\",\"6326\"]],PRIMEM[\"Greenwich\",0,"
                    + "AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",0.0174532925199433,AUTHORITY[\"EPSG\",\"9122\"]],"
                    + "AUTHORITY[\"EPSG\",\"4326\"]]";

    private static final List<String> GEOPACKAGE = List.of("""
            CREATE TABLE gpkg_spatial_ref_sys (
                srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
                organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT)""", """
            CREATE TABLE gpkg_contents (
                table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
                description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE,
                max_y DOUBLE, srs_id INTEGER,
                CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""", """
            CREATE TABLE gpkg_geometry_columns (
                table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
                srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
                CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
                CONSTRAINT uk_gc_table_name UNIQUE (table_name),
                CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
                CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))""");

    /** @param geometry type of its geometry column, empty for a table of attributes */
    private record Layer(String name, String geometry, String columns, String description) {}

    private static final List<Layer> LAYERS = List.of(
            new Layer("node", "POINT", "id TEXT, control TEXT, plane BLOB", "Where links meet"),
            new Layer(
                    "link",
                    "LINESTRING",
                    "id TEXT, from_node INTEGER, to_node INTEGER, name TEXT, class TEXT, length_m DOUBLE, lanes INTEGER,"
                            + " speed_mps DOUBLE, assumed TEXT, plane BLOB",
                    "Directed roads; from_node and to_node count from 0 in the order of node"),
            new Layer(
                    "lane",
                    "",
                    "link INTEGER, lane INTEGER, width_m DOUBLE, speed_mps DOUBLE, access TEXT",
                    "Lanes of the links, 0 at the kerb"),
            new Layer(
                    "crossing",
                    "LINESTRING",
                    "id TEXT, node INTEGER, links TEXT, width_m DOUBLE, signalled INTEGER, plane BLOB",
                    "Where people on foot cross"),
            new Layer(
                    "signal",
                    "POINT",
                    "id TEXT, nodes TEXT, group_count INTEGER, plan TEXT, offset_s DOUBLE, source TEXT",
                    "Signal controllers and their plans"),
            new Layer(
                    "phase",
                    "",
                    "signal INTEGER, phase INTEGER, duration_s DOUBLE, aspects TEXT",
                    "Phases of the plans, one letter for each group"),
            new Layer(
                    "stop",
                    "POINT",
                    "id TEXT, name TEXT, link INTEGER, lane INTEGER, start_m DOUBLE, end_m DOUBLE, lines TEXT, plane BLOB",
                    "Stops of public transport"),
            new Layer("place", "POINT", "id TEXT, kind TEXT, name TEXT, plane BLOB", "Points of interest"),
            new Layer("building", "POLYGON", "height_m DOUBLE, assumed_height INTEGER, plane BLOB", "Footprints"),
            new Layer("area", "POLYGON", "kind TEXT, name TEXT, plane BLOB", "Ground of one kind"),
            new Layer(
                    "settlement",
                    "POINT",
                    "name TEXT, names TEXT, rank INTEGER, plane BLOB",
                    "Named parts of the city"),
            new Layer(
                    "vehicle_type",
                    "",
                    "id TEXT, kind TEXT, length_m DOUBLE, gap_m DOUBLE, max_speed_mps DOUBLE, acceleration_mps2 DOUBLE,"
                            + " deceleration_mps2 DOUBLE, emergency_deceleration_mps2 DOUBLE, headway_s DOUBLE,"
                            + " imperfection DOUBLE, speed_factor DOUBLE, speed_deviation DOUBLE, following TEXT",
                    "Vehicle types of the trips"));

    /** Only in files of version 2. */
    private static final List<Layer> VERSION_2 = List.of(
            new Layer(
                    "actuation",
                    "",
                    "signal INTEGER, phase INTEGER, least_s DOUBLE, most_s DOUBLE, max_gap_s DOUBLE,"
                            + " detector_gap_s DOUBLE, passing_s DOUBLE",
                    "Phases of actuated signals: how long they last, and how detectors lengthen them"),
            new Layer("stop_sign", "", "movement INTEGER", "Movements before which drivers stop"));

    /** Things that are many and that no GIS needs as rows. */
    private static final List<String> BULKS = List.of("movement", "conflict", "address", "trip");

    private Schema() {}

    static void create(Connection connection, City city) throws SQLException {
        try (Statement s = connection.createStatement()) {
            for (String table : GEOPACKAGE) {
                s.execute(table);
            }
            for (Layer layer : LAYERS) {
                String geometry = layer.geometry.isEmpty() ? "" : "geom " + layer.geometry + ", ";
                s.execute(
                        "CREATE TABLE " + layer.name + " (fid INTEGER PRIMARY KEY, " + geometry + layer.columns + ")");
            }
            for (String bulk : BULKS) {
                s.execute("CREATE TABLE " + bulk + " (fid INTEGER PRIMARY KEY, records INTEGER, data BLOB)");
            }
            s.execute(
                    "CREATE TABLE meridian_city (format_version INTEGER, name TEXT, projection TEXT, attribution TEXT)");
            s.execute("CREATE TABLE meridian_part (part TEXT PRIMARY KEY, records INTEGER, checksum INTEGER)");
        }
        references(connection);
        contents(connection, city);
    }

    /** Adds the tables that only version 2 has. */
    static void createVersion2(Connection connection) throws SQLException {
        try (Statement s = connection.createStatement();
                PreparedStatement contents = connection.prepareStatement(
                        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)"
                                + " VALUES (?, 'attributes', ?, ?, '" + FIXED_TIME + "', 0)")) {
            for (Layer layer : VERSION_2) {
                s.execute("CREATE TABLE " + layer.name + " (fid INTEGER PRIMARY KEY, " + layer.columns + ")");
                contents.setString(1, layer.name);
                contents.setString(2, layer.name);
                contents.setString(3, layer.description);
                contents.execute();
            }
        }
    }

    private static void references(Connection connection) throws SQLException {
        try (PreparedStatement s =
                connection.prepareStatement("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)")) {
            reference(
                    s,
                    "Undefined Cartesian SRS",
                    -1,
                    "NONE",
                    "undefined",
                    "undefined Cartesian coordinate reference system");
            reference(
                    s,
                    "Undefined geographic SRS",
                    0,
                    "NONE",
                    "undefined",
                    "undefined geographic coordinate reference system");
            reference(
                    s,
                    "WGS 84 geodetic",
                    4326,
                    "EPSG",
                    WGS84,
                    "longitude and latitude in degrees on the WGS 84 ellipsoid");
        }
    }

    private static void reference(
            PreparedStatement s, String name, int id, String organization, String definition, String description)
            throws SQLException {
        s.setString(1, name);
        s.setInt(2, id);
        s.setString(3, organization);
        s.setInt(4, id);
        s.setString(5, definition);
        s.setString(6, description);
        s.execute();
    }

    private static void contents(Connection connection, City city) throws SQLException {
        Box box = city.network().box();
        LonLat low = city.projection().toEarth(new Point(box.minX(), box.minY()));
        LonLat high = city.projection().toEarth(new Point(box.maxX(), box.maxY()));
        try (PreparedStatement contents = connection.prepareStatement(
                        "INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, '" + FIXED_TIME + "', ?, ?, ?, ?, ?)");
                PreparedStatement columns = connection.prepareStatement(
                        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)")) {
            for (Layer layer : LAYERS) {
                contents.setString(1, layer.name);
                contents.setString(2, layer.geometry.isEmpty() ? "attributes" : "features");
                contents.setString(3, layer.name);
                contents.setString(4, layer.description);
                contents.setDouble(5, low.lonDegrees());
                contents.setDouble(6, low.latDegrees());
                contents.setDouble(7, high.lonDegrees());
                contents.setDouble(8, high.latDegrees());
                contents.setInt(9, layer.geometry.isEmpty() ? 0 : 4326);
                contents.execute();
                if (!layer.geometry.isEmpty()) {
                    columns.setString(1, layer.name);
                    columns.setString(2, layer.geometry);
                    columns.execute();
                }
            }
        }
    }
}
