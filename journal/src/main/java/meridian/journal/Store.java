package meridian.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** The writer's sentences in SQL. Transactions are the caller's. */
final class Store {

    private Store() {}

    static Head head(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT position, recorded_micros FROM journal_head")) {
            rows.next();
            return new Head(rows.getLong(1), rows.getLong(2));
        }
    }

    static List<Segment> segments(Connection connection) throws SQLException {
        List<Segment> segments = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, stream, starts_micros, ends_micros, first_position FROM segment")) {
            while (rows.next()) {
                segments.add(new Segment(
                        rows.getLong(1), rows.getInt(2), rows.getLong(3), rows.getLong(4), rows.getLong(5)));
            }
        }
        return segments;
    }

    static long lastPosition(Connection connection, Segment segment) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(position) FROM " + segment.table())) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Outside of what may be rolled back: a number is never given twice. */
    static long nextSegment(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT nextval('segment_id')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Marks what a segment holds already, by hash first and then by name. */
    static void markKnown(Connection connection, Segment segment, Map<Long, List<Plan.Item>> asked)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id_hash, position, producer, id FROM " + segment.table() + " WHERE id_hash = ANY (?)")) {
            Array hashes = connection.createArrayOf("bigint", asked.keySet().toArray());
            statement.setArray(1, hashes);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    for (Plan.Item item : asked.getOrDefault(rows.getLong(1), List.of())) {
                        markIfSame(item, rows);
                    }
                }
            }
        }
    }

    private static void markIfSame(Plan.Item item, ResultSet row) throws SQLException {
        if (item.event.producer().equals(row.getString(3)) && item.event.id().equals(row.getString(4))) {
            item.known = true;
            item.position = row.getLong(2);
        }
    }

    /** Everything of a plan, up to but without the commit. */
    static void write(Connection connection, Plan plan) throws SQLException {
        for (Segment segment : plan.newSegments) {
            make(connection, segment);
        }
        for (Map.Entry<Segment, List<Plan.Item>> rows : plan.rows.entrySet()) {
            copy(connection, rows.getKey(), rows.getValue(), plan.head.recordedMicros());
        }
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE journal_head SET position = ?, recorded_micros = ?")) {
            statement.setLong(1, plan.head.position());
            statement.setLong(2, plan.head.recordedMicros());
            statement.executeUpdate();
        }
    }

    private static void make(Connection connection, Segment segment) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Rows are never changed, so there is nothing to vacuum; PostgreSQL still freezes old ones when it must.
            statement.execute("CREATE TABLE " + segment.table()
                    + " (position bigint PRIMARY KEY, recorded_micros bigint NOT NULL, id_hash bigint NOT NULL,"
                    + " producer text NOT NULL, id text NOT NULL, payload bytea NOT NULL)"
                    + " WITH (autovacuum_enabled = false)");
            statement.execute("CREATE INDEX ON " + segment.table() + " (id_hash)");
            statement.execute("INSERT INTO segment (id, stream, starts_micros, ends_micros, first_position) VALUES ("
                    + segment.id() + ", " + segment.stream() + ", " + segment.startsMicros() + ", "
                    + segment.endsMicros() + ", " + segment.firstPosition() + ")");
            // A server that was killed before the commit may have forgotten that it gave this number; the batch keeps
            // it.
            statement.execute(
                    "SELECT setval('segment_id', greatest(last_value, " + segment.id() + ")) FROM segment_id");
        }
    }

    private static void copy(Connection connection, Segment segment, List<Plan.Item> items, long recordedMicros)
            throws SQLException {
        CopyRows rows = new CopyRows();
        for (Plan.Item item : items) {
            rows.add(item.position, recordedMicros, item.hash, item.event);
        }
        rows.end();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(CopyRows.command(segment));
        try {
            copy.writeToCopy(rows.buffer(), 0, rows.length());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    static void drop(Connection connection, Segment segment) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Somebody may be reading it; he has time to end, and if he does not, the next sweep tries again.
            statement.execute("SET LOCAL lock_timeout = '5s'");
            statement.execute("DROP TABLE IF EXISTS " + segment.table());
            statement.execute("DELETE FROM segment WHERE id = " + segment.id());
        }
    }
}
