package meridian.journal;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import meridian.journal.database.Database;

/**
 * Reads the hashes of segments that were there before, newest first, so that new ids need not be looked up in them. It runs
 * beside everything else: until it is done, appends are right, but slower.
 */
final class FilterLoader implements Runnable {
    private static final System.Logger LOG = System.getLogger(FilterLoader.class.getName());
    private static final int ROWS_AT_ONCE = 10_000;
    private static final long PAUSE_MILLIS = 1_000;

    private final Database database;
    private final List<Segment> segments;
    private final KnownIds known;
    private long bytesLeft;

    FilterLoader(Database database, List<Segment> segments, KnownIds known, long mostBytes) {
        this.database = database;
        this.segments = segments;
        this.known = known;
        this.bytesLeft = mostBytes;
    }

    @Override
    public void run() {
        try {
            for (Segment segment : segments.reversed()) {
                load(segment);
            }
        } catch (InterruptedException e) {
            // The journal is being closed.
            Thread.currentThread().interrupt();
        }
    }

    private void load(Segment segment) throws InterruptedException {
        while (bytesLeft > 0 && !Thread.interrupted()) {
            try (Connection connection = database.connect()) {
                connection.setAutoCommit(false);
                GrowingFilter filter = new GrowingFilter();
                if (read(connection, segment, filter)) {
                    known.loaded(segment, filter);
                }
                bytesLeft -= filter.bytes();
                return;
            } catch (SQLException e) {
                if (SqlFailures.isTableGone(e)) {
                    return;
                }
                LOG.log(Level.DEBUG, "ids could not be read, trying again: " + e.getMessage());
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Whether all of it found room. */
    private boolean read(Connection connection, Segment segment, GrowingFilter filter)
            throws SQLException, InterruptedException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery("SELECT id_hash FROM " + segment.table())) {
                while (rows.next()) {
                    filter.add(rows.getLong(1));
                    if (filter.bytes() > bytesLeft) {
                        return false;
                    }
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
        }
        return true;
    }
}
