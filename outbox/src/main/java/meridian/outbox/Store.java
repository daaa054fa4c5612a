package meridian.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import meridian.twin.entity.Times;
import org.jspecify.annotations.Nullable;

/** The outbox's tables. Everything is on the disk when a method returns. Safe for all threads. */
final class Store {
    static final String SCHEMA = "meridian_outbox";
    static final String SCRIPTS = "meridian/outbox/migrations";

    private static final String KEY = "(subscription, position, ordinal)";
    private static final String ROW = "subscription, position, ordinal, entity, recorded_micros, data";

    private final DataSource source;

    Store(DataSource source) {
        this.source = source;
    }

    /**
     * A subscription's row.
     *
     * @param since events after it are looked at as they come
     * @param replayAt what has been done of a stretch that is looked through again, up to {@code replayTo}
     */
    record SubscriptionRow(
            long number, String id, long version, String body, long since, long replayAt, long replayTo) {
        boolean isReplaying() {
            return replayAt < replayTo;
        }
    }

    /** How the delivery of a subscription went since it was last written down. */
    record Tally(
            long sent,
            long failed,
            long coalesced,
            @Nullable Instant lastSent,
            @Nullable Instant lastSuccess,
            @Nullable Instant lastFailure,
            @Nullable String lastProblem) {}

    private static String table(String name) {
        return SCHEMA + "." + name;
    }

    private interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** All or nothing. */
    private <T> T transaction(Work<T> work) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        }
    }

    private static void rollBack(Connection connection, Exception first) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            first.addSuppressed(e);
        }
    }

    private static int update(Connection connection, String command, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static long number(Connection connection, String question, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    // --- Progress, and what is found ---

    long position() throws SQLException {
        return transaction(connection -> number(connection, "SELECT position FROM " + table("progress")));
    }

    /** Writes into a transaction piece by piece. */
    interface Filling {
        void into(Matcher.Sink sink) throws SQLException;
    }

    /**
     * Keeps all that is found in a stretch of the journal, and that it has been looked through: both or neither.
     *
     * @param upTo its last position; where the outbox is there already, nothing is done
     */
    void keep(long upTo, Filling filling) throws SQLException {
        transaction(connection -> {
            long there = number(connection, "SELECT position FROM " + table("progress") + " FOR UPDATE");
            if (there >= upTo) {
                return null; // The answer to an earlier attempt was lost, not its work.
            }
            try (Filler filler = new Filler(connection, "")) {
                filling.into(filler);
            }
            update(connection, "UPDATE " + table("progress") + " SET position = ?", upTo);
            return null;
        });
    }

    /** As {@link #keep}, for a stretch that one subscription looks through again; what is there already stays as it is. */
    void keepReplayed(long number, long upTo, Filling filling) throws SQLException {
        transaction(connection -> {
            try (Filler filler = new Filler(connection, " ON CONFLICT DO NOTHING")) {
                filling.into(filler);
            }
            update(connection, "UPDATE " + table("subscription") + " SET replay_at = ? WHERE number = ?", upTo, number);
            return null;
        });
    }

    /** Collects rows and writes many with one command. */
    private static final class Filler implements Matcher.Sink, AutoCloseable {
        private static final int ROWS = 5_000;
        private static final int BYTES = 4 << 20;

        private final Connection connection;
        private final String conflict;
        private final List<Row> rows = new ArrayList<>();
        private int bytes;

        Filler(Connection connection, String conflict) {
            this.connection = connection;
            this.conflict = conflict;
        }

        @Override
        public void add(Row row) throws SQLException {
            rows.add(row);
            bytes += row.sizeBytes();
            if (rows.size() >= ROWS || bytes >= BYTES) {
                write();
            }
        }

        private void write() throws SQLException {
            if (rows.isEmpty()) {
                return;
            }
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO " + table("notification") + " ("
                    + ROW + ") SELECT * FROM unnest(?::bigint[], ?::bigint[], ?::int[], ?::text[], ?::bigint[],"
                    + " ?::bytea[])" + conflict)) {
                array(
                        statement,
                        1,
                        "bigint",
                        rows.stream().map(row -> row.subscription).toArray());
                array(
                        statement,
                        2,
                        "bigint",
                        rows.stream().map(row -> row.position).toArray());
                array(
                        statement,
                        3,
                        "int4",
                        rows.stream().map(row -> row.ordinal).toArray());
                array(statement, 4, "text", rows.stream().map(row -> row.entity).toArray());
                array(
                        statement,
                        5,
                        "bigint",
                        rows.stream().map(row -> row.recordedMicros).toArray());
                array(statement, 6, "bytea", rows.stream().map(row -> row.data).toArray(byte[][]::new));
                statement.executeUpdate();
            }
            rows.clear();
            bytes = 0;
        }

        @Override
        public void close() throws SQLException {
            write();
        }
    }

    private static void array(PreparedStatement statement, int at, String type, Object[] values) throws SQLException {
        Array array = statement.getConnection().createArrayOf(type, values);
        statement.setArray(at, array);
    }

    // --- Subscriptions ---

    /** @return empty where there is one of this id */
    Optional<SubscriptionRow> create(String id, String body, long since, long replayAt, long replayTo)
            throws SQLException {
        return transaction(connection -> {
            int made = update(
                    connection,
                    "INSERT INTO " + table("subscription") + " (id, version, body, since, replay_at, replay_to)"
                            + " VALUES (?, 1, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    id,
                    body,
                    since,
                    replayAt,
                    replayTo);
            return made == 1 ? find(connection, id) : Optional.empty();
        });
    }

    /**
     * Another text, for events from now on; a stretch that is still being looked through again goes on with it.
     *
     * @return empty where it is at another version, or gone
     */
    Optional<SubscriptionRow> replace(String id, long version, String body, long since) throws SQLException {
        return transaction(connection -> {
            int changed = update(
                    connection,
                    "UPDATE " + table("subscription")
                            + " SET version = version + 1, body = ?, since = ? WHERE id = ? AND version = ?",
                    body,
                    since,
                    id,
                    version);
            return changed == 1 ? find(connection, id) : Optional.empty();
        });
    }

    /** What came after a position is told again, and what waits of before it is not told any more. */
    void rewind(long number, long to, long upTo) throws SQLException {
        transaction(connection -> {
            update(
                    connection,
                    "UPDATE " + table("subscription") + " SET replay_at = ?, replay_to = ? WHERE number = ?",
                    to,
                    upTo,
                    number);
            return update(
                    connection,
                    "DELETE FROM " + table("notification") + " WHERE subscription = ? AND position <= ?",
                    number,
                    to);
        });
    }

    boolean remove(SubscriptionRow row) throws SQLException {
        return transaction(connection -> {
            int gone = update(connection, "DELETE FROM " + table("subscription") + " WHERE number = ?", row.number());
            update(connection, "DELETE FROM " + table("notification") + " WHERE subscription = ?", row.number());
            update(connection, "DELETE FROM " + table("dead_letter") + " WHERE subscription = ?", row.number());
            return gone == 1;
        });
    }

    /** What was found for a subscription while it was being deleted. */
    void sweep() throws SQLException {
        transaction(connection -> update(
                connection,
                "DELETE FROM " + table("notification") + " WHERE NOT EXISTS (SELECT 1 FROM " + table("subscription")
                        + " WHERE number = notification.subscription)"));
    }

    List<SubscriptionRow> subscriptions() throws SQLException {
        return transaction(connection -> rows(connection, "ORDER BY id"));
    }

    private static Optional<SubscriptionRow> find(Connection connection, String id) throws SQLException {
        return rows(connection, "WHERE id = ?", id).stream().findFirst();
    }

    Optional<SubscriptionRow> find(String id) throws SQLException {
        return transaction(connection -> find(connection, id));
    }

    private static List<SubscriptionRow> rows(Connection connection, String which, Object... values)
            throws SQLException {
        List<SubscriptionRow> found = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT number, id, version, body, since, replay_at, replay_to FROM "
                        + table("subscription") + " " + which)) {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(new SubscriptionRow(
                            rows.getLong(1),
                            rows.getString(2),
                            rows.getLong(3),
                            rows.getString(4),
                            rows.getLong(5),
                            rows.getLong(6),
                            rows.getLong(7)));
                }
            }
        }
        return found;
    }

    /** @param seen how far the outbox has looked through the journal */
    Kept.Figures figures(long number, long seen) throws SQLException {
        return transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT replay_at, replay_to, times_sent, times_failed, coalesced, forgotten,"
                            + " last_notification_micros, last_success_micros, last_failure_micros, last_problem,"
                            + " (SELECT count(*) FROM " + table("notification") + " WHERE subscription = s.number),"
                            + " (SELECT min(position) FROM " + table("notification")
                            + " WHERE subscription = s.number),"
                            + " (SELECT count(*) FROM " + table("dead_letter") + " WHERE subscription = s.number)"
                            + " FROM " + table("subscription") + " s WHERE number = ?")) {
                statement.setLong(1, number);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return figures(row, seen);
                }
            }
        });
    }

    private static Kept.Figures figures(ResultSet row, long seen) throws SQLException {
        boolean replaying = row.getLong(1) < row.getLong(2);
        long first = row.getLong(12);
        long told = row.wasNull() ? seen : first - 1;
        Optional<Instant> success = moment(row, 8);
        Optional<Instant> failure = moment(row, 9);
        boolean failing = failure.isPresent()
                && (success.isEmpty() || failure.orElseThrow().isAfter(success.orElseThrow()));
        return new Kept.Figures(
                replaying ? Math.min(told, row.getLong(1)) : told,
                replaying,
                row.getLong(11),
                row.getLong(13),
                row.getLong(6),
                row.getLong(5),
                row.getLong(3),
                row.getLong(4),
                failing,
                moment(row, 7),
                success,
                failure,
                Optional.ofNullable(row.getString(10)));
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Times.instant(micros));
    }

    // --- Delivery ---

    long pending(long number) throws SQLException {
        return transaction(connection -> number(
                connection, "SELECT count(*) FROM " + table("notification") + " WHERE subscription = ?", number));
    }

    /** What waits after a place, in order. */
    List<Row> waiting(long number, long afterPosition, int afterOrdinal, int most) throws SQLException {
        return transaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement("SELECT " + ROW + " FROM "
                    + table("notification") + " WHERE subscription = ? AND (position, ordinal) > (?, ?)"
                    + " ORDER BY position, ordinal LIMIT ?")) {
                set(statement, number, afterPosition, afterOrdinal, most);
                List<Row> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(row(rows));
                    }
                }
                return found;
            }
        });
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(
                rows.getLong(1), rows.getLong(2), rows.getInt(3), rows.getString(4), rows.getLong(5), rows.getBytes(6));
    }

    /** Those were told, or replaced by newer ones; and how it went. */
    void told(long number, Collection<Row> rows, Tally tally) throws SQLException {
        transaction(connection -> {
            if (!rows.isEmpty()) {
                try (PreparedStatement statement = connection.prepareStatement("DELETE FROM " + table("notification")
                        + " n USING unnest(?::bigint[], ?::int[]) AS t (position, ordinal) WHERE n.subscription = ?"
                        + " AND n.position = t.position AND n.ordinal = t.ordinal")) {
                    array(
                            statement,
                            1,
                            "bigint",
                            rows.stream().map(row -> row.position).toArray());
                    array(
                            statement,
                            2,
                            "int4",
                            rows.stream().map(row -> row.ordinal).toArray());
                    statement.setLong(3, number);
                    statement.executeUpdate();
                }
            }
            note(connection, number, tally);
            return null;
        });
    }

    private static void note(Connection connection, long number, Tally tally) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + table("subscription")
                + " SET times_sent = times_sent + ?, times_failed = times_failed + ?, coalesced = coalesced + ?,"
                + " last_notification_micros = coalesce(?, last_notification_micros),"
                + " last_success_micros = coalesce(?, last_success_micros),"
                + " last_failure_micros = coalesce(?, last_failure_micros), last_problem = coalesce(?, last_problem)"
                + " WHERE number = ?")) {
            statement.setLong(1, tally.sent());
            statement.setLong(2, tally.failed());
            statement.setLong(3, tally.coalesced());
            moment(statement, 4, tally.lastSent());
            moment(statement, 5, tally.lastSuccess());
            moment(statement, 6, tally.lastFailure());
            statement.setString(7, tally.lastProblem());
            statement.setLong(8, number);
            statement.executeUpdate();
        }
    }

    private static void moment(PreparedStatement statement, int at, @Nullable Instant moment) throws SQLException {
        if (moment == null) {
            statement.setNull(at, java.sql.Types.BIGINT);
        } else {
            statement.setLong(at, Times.micros(moment));
        }
    }

    /** Gives one up. */
    void die(Row row, String reason, Instant now) throws SQLException {
        transaction(connection -> update(
                connection,
                "WITH gone AS (DELETE FROM " + table("notification") + " WHERE " + KEY + " = (?, ?, ?) RETURNING " + ROW
                        + ") INSERT INTO " + table("dead_letter") + " (" + ROW
                        + ", died_micros, reason) SELECT gone.*, ?::bigint, ?::text FROM gone ON CONFLICT DO NOTHING",
                row.subscription,
                row.position,
                row.ordinal,
                Times.micros(now),
                reason));
    }

    /** Gives the oldest up. */
    void dieOldest(long number, long count, String reason, Instant now) throws SQLException {
        transaction(connection -> update(
                connection,
                "WITH gone AS (DELETE FROM " + table("notification") + " WHERE " + KEY
                        + " IN (SELECT subscription, position, ordinal"
                        + " FROM " + table("notification")
                        + " WHERE subscription = ? ORDER BY position, ordinal LIMIT ?)"
                        + " RETURNING " + ROW + ") INSERT INTO " + table("dead_letter") + " (" + ROW
                        + ", died_micros, reason) SELECT gone.*, ?::bigint, ?::text FROM gone ON CONFLICT DO NOTHING",
                number,
                count,
                Times.micros(now),
                reason));
    }

    // --- Dead letters ---

    /** Drops the oldest of too many, and counts them. */
    void boundDeadLetters(long number, int most) throws SQLException {
        transaction(connection -> {
            long there = number(
                    connection, "SELECT count(*) FROM " + table("dead_letter") + " WHERE subscription = ?", number);
            if (there <= most) {
                return null;
            }
            int dropped = update(
                    connection,
                    "DELETE FROM " + table("dead_letter") + " WHERE " + KEY
                            + " IN (SELECT subscription, position, ordinal"
                            + " FROM " + table("dead_letter") + " WHERE subscription = ? ORDER BY position, ordinal"
                            + " LIMIT ?)",
                    number,
                    there - most);
            update(
                    connection,
                    "UPDATE " + table("subscription") + " SET forgotten = forgotten + ? WHERE number = ?",
                    dropped,
                    number);
            return null;
        });
    }

    List<DeadLetter> deadLetters(long number, long afterPosition, int afterOrdinal, int most) throws SQLException {
        return transaction(connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT " + ROW + ", died_micros, reason FROM " + table("dead_letter")
                            + " WHERE subscription = ? AND (position, ordinal) > (?, ?)"
                            + " ORDER BY position, ordinal LIMIT ?")) {
                set(statement, number, afterPosition, afterOrdinal, most);
                List<DeadLetter> found = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        Row row = row(rows);
                        found.add(new DeadLetter(
                                row.id(),
                                row.position,
                                row.ordinal,
                                row.entity,
                                Times.instant(rows.getLong(7)),
                                rows.getString(8),
                                new String(row.data, StandardCharsets.UTF_8)));
                    }
                }
                return found;
            }
        });
    }

    /** Puts all back among what waits; the number of them. */
    int revive(long number) throws SQLException {
        return transaction(connection -> {
            update(
                    connection,
                    "INSERT INTO " + table("notification") + " (" + ROW + ") SELECT " + ROW + " FROM "
                            + table("dead_letter") + " WHERE subscription = ? ON CONFLICT DO NOTHING",
                    number);
            return update(connection, "DELETE FROM " + table("dead_letter") + " WHERE subscription = ?", number);
        });
    }

    int discard(long number) throws SQLException {
        return transaction(connection ->
                update(connection, "DELETE FROM " + table("dead_letter") + " WHERE subscription = ?", number));
    }
}
