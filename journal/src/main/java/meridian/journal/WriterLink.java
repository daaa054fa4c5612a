package meridian.journal;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import meridian.journal.database.Database;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The writer's connection, replaced when it breaks.
 *
 * <p>It holds an advisory lock for as long as its session lives. That keeps a second writer out, and it is a fence: after a
 * connection broke, its session may still be at work and commit what was under way. The next one gets the lock only when the old
 * session has ended, and from then on what can be read is what will ever be there. Where the server has not heard that the line is
 * broken, the old session would wait for ever, so the next one ends it.
 *
 * <p>One thread.
 */
final class WriterLink implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(WriterLink.class.getName());
    /** "Meridian" in ASCII. */
    private static final long LOCK = 0x4D6572696469616EL;

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Database database;
    private @Nullable Connection current;
    /** The server's process number of the session that had the lock last; 0 before the first. */
    private int session;

    WriterLink(Database database) {
        this.database = database;
    }

    /** Waits until the database is there and nobody else writes in it. */
    Connection connection() throws InterruptedException {
        long pauseMillis = FIRST_PAUSE_MILLIS;
        while (current == null) {
            Optional<Connection> made = tryToConnect();
            if (made.isPresent()) {
                current = made.orElseThrow();
            } else {
                Thread.sleep(pauseMillis);
                pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
            }
        }
        return current;
    }

    /** The same at the start; false where somebody else writes in this database. */
    boolean connectWithin(Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (current == null && System.nanoTime() < until) {
            current = tryToConnect().orElse(null);
            if (current == null) {
                Thread.sleep(FIRST_PAUSE_MILLIS);
            }
        }
        return current != null;
    }

    private Optional<Connection> tryToConnect() {
        Connection connection = null;
        try {
            connection = database.connect();
            if (prepare(connection)) {
                return Optional.of(connection);
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "the journal's database is not there yet: " + e.getMessage());
        }
        close(connection);
        return Optional.empty();
    }

    private boolean prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET synchronous_commit = on");
            // If this machine disappears, the server lets go of the lock after a minute instead of two hours.
            statement.execute("SET tcp_keepalives_idle = 30");
            statement.execute("SET tcp_keepalives_interval = 10");
            statement.execute("SET tcp_keepalives_count = 3");
            // Young tables have no statistics, and the planner would rather read all of one than use its index.
            statement.execute("SET enable_seqscan = off");
            try (ResultSet rows = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
                rows.next();
                if (!rows.getBoolean(1)) {
                    endEarlierSession(connection);
                    return false;
                }
            }
        }
        session = connection.unwrap(PGConnection.class).getBackendPID();
        connection.setAutoCommit(false);
        return true;
    }

    /** Ours alone: another Meridian's has another number, and a number that was given to somebody else since does not hold the lock. */
    private void endEarlierSession(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE pid = ?"
                        + " AND locktype = 'advisory' AND (classid::bigint << 32 | objid::bigint) = ?")) {
            statement.setInt(1, session);
            statement.setLong(2, LOCK);
            statement.executeQuery().close();
        }
    }

    /** It is of no use any more. */
    void drop() {
        close(current);
        current = null;
    }

    private static void close(@Nullable Connection connection) {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "a broken connection could not be closed: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        drop();
    }
}
