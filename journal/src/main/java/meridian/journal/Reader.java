package meridian.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** Reads events by position, from all segments in which they may be at once. Safe for all threads. */
final class Reader {
    /** So many tables are merged in one question. */
    private static final int SEGMENTS_AT_ONCE = 32;
    /** What is read ends early, but never empty, when it holds so many bytes. */
    private static final long MOST_BYTES = 16L << 20;

    private static final int ROWS_AT_ONCE = 1_000;

    private final DataSource source;
    private final Progress progress;

    Reader(DataSource source, Progress progress) {
        this.source = source;
        this.progress = progress;
    }

    List<RecordedEvent> read(long after, int most, Map<Integer, String> streams) throws SQLException {
        long from = after;
        while (true) {
            long upTo = progress.position();
            List<Segment> segments = progress.segments().after(from, streams.keySet());
            if (segments.isEmpty()) {
                return List.of();
            }
            List<Segment> first = segments.subList(0, Math.min(SEGMENTS_AT_ONCE, segments.size()));
            long before = first.size() == segments.size()
                    ? upTo + 1
                    : segments.get(first.size()).firstPosition();
            try {
                List<RecordedEvent> found = read(first, from, Math.min(before, upTo + 1), most, streams);
                if (!found.isEmpty() || first.size() == segments.size()) {
                    return found;
                }
                from = before - 1;
            } catch (SQLException e) {
                // Retention has dropped one of them meanwhile; the list knows.
                if (!SqlFailures.isTableGone(e)
                        || progress.segments().after(from, streams.keySet()).equals(segments)) {
                    throw e;
                }
            }
        }
    }

    private List<RecordedEvent> read(
            List<Segment> segments, long after, long before, int most, Map<Integer, String> streams)
            throws SQLException {
        String tables = segments.stream()
                .map(segment -> "SELECT " + segment.stream()
                        + " AS stream, position, recorded_micros, producer, id, payload FROM " + segment.table())
                .collect(Collectors.joining(" UNION ALL "));
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM (" + tables
                    + ") AS events WHERE position > ? AND position < ? ORDER BY position LIMIT ?")) {
                statement.setFetchSize(ROWS_AT_ONCE);
                statement.setLong(1, after);
                statement.setLong(2, before);
                statement.setInt(3, most);
                try (ResultSet rows = statement.executeQuery()) {
                    return events(rows, streams);
                }
            } finally {
                connection.rollback();
            }
        }
    }

    private static List<RecordedEvent> events(ResultSet rows, Map<Integer, String> streams) throws SQLException {
        List<RecordedEvent> events = new ArrayList<>();
        long bytes = 0;
        while (bytes < MOST_BYTES && rows.next()) {
            Event event = new Event(rows.getString(4), rows.getString(5), rows.getBytes(6));
            Instant recordedAt = Instant.EPOCH.plus(rows.getLong(3), ChronoUnit.MICROS);
            events.add(new RecordedEvent(rows.getLong(2), recordedAt, streams.get(rows.getInt(1)), event));
            bytes += event.sizeBytes();
        }
        return events;
    }
}
