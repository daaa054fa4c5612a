package meridian.journal;

import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.journal.database.Database;

/**
 * Drops segments that are over their retention, and says so in the journal.
 *
 * <p>The record is written first, under an id made of the segment's number. If something breaks between the record and the
 * drop, the next sweep does both again and the journal recognises the record: it is there once, whatever happens.
 */
final class Sweeper {
    /** Where the records go; kept for longer than an audit asks back. */
    static final Stream STREAM = new Stream("system.retention", StreamClass.EVENT, Duration.ofDays(400));

    private static final System.Logger LOG = System.getLogger(Sweeper.class.getName());

    private final Journal journal;
    private final Database database;
    private final SteadyClock clock;
    /** Forgotten by the writer, but still in the database. */
    private final Map<Long, Segment> toDrop = new TreeMap<>();

    Sweeper(Journal journal, Database database, SteadyClock clock) {
        this.journal = journal;
        this.database = database;
        this.clock = clock;
    }

    /** The number of segments that are gone now. */
    synchronized int sweep() throws InterruptedException {
        Instant now = clock.now();
        for (Segment segment : overdue(now)) {
            if (!record(segment) || !journal.forget(segment)) {
                return 0;
            }
            toDrop.put(segment.id(), segment);
        }
        int dropped = 0;
        for (Segment segment : List.copyOf(toDrop.values())) {
            if (drop(segment)) {
                toDrop.remove(segment.id());
                dropped++;
            }
        }
        return dropped;
    }

    private List<Segment> overdue(Instant now) {
        List<Segment> overdue = new ArrayList<>();
        for (Segment segment : journal.segments().all()) {
            Instant ends = Instant.EPOCH.plus(segment.endsMicros(), ChronoUnit.MICROS);
            Duration retention = journal.stream(segment.stream()).retention();
            if (!ends.plus(retention).isAfter(now)) {
                overdue.add(segment);
            }
        }
        return overdue;
    }

    private boolean record(Segment segment) throws InterruptedException {
        String stream = journal.stream(segment.stream()).name();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT count(*), min(position), max(position) FROM " + segment.table())) {
            rows.next();
            String text =
                    "{\"type\":\"segmentDropped\",\"stream\":\"%s\",\"segment\":%d,\"from\":\"%s\",\"until\":\"%s\","
                            + "\"events\":%d,\"firstPosition\":%d,\"lastPosition\":%d}";
            byte[] payload = String.format(
                            java.util.Locale.ROOT,
                            text,
                            stream,
                            segment.id(),
                            Instant.EPOCH.plus(segment.startsMicros(), ChronoUnit.MICROS),
                            Instant.EPOCH.plus(segment.endsMicros(), ChronoUnit.MICROS),
                            rows.getLong(1),
                            rows.getLong(2),
                            rows.getLong(3))
                    .getBytes(StandardCharsets.UTF_8);
            journal.append(STREAM.name(), new Event("meridian", "segment-" + segment.id(), payload))
                    .get();
            return true;
        } catch (SQLException | JournalException e) {
            LOG.log(Level.WARNING, "retention of " + stream + " is put off: " + e.getMessage());
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            LOG.log(Level.WARNING, "retention of " + stream + " is put off: " + e.getCause());
            return false;
        }
    }

    private boolean drop(Segment segment) {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try {
                Store.drop(connection, segment);
                connection.commit();
                return true;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            LOG.log(
                    Level.WARNING,
                    segment.table() + " could not be dropped, the next sweep tries again: " + e.getMessage());
            return false;
        }
    }
}
