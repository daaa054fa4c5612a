package meridian.history;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import meridian.twin.entity.Quality;
import meridian.twin.history.Bucket;
import meridian.twin.history.RollUp;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Writes open rows into files: raw values, and their roll-ups of each length. Belongs to the writer's thread. */
final class RowWriter implements AutoCloseable {
    private static final List<String> TABLES = List.of(
            "CREATE OR REPLACE TABLE series_now (id INTEGER, entity VARCHAR, attribute VARCHAR, dataset VARCHAR)",
            "CREATE OR REPLACE TABLE raw_now (id INTEGER, observed TIMESTAMP, recorded TIMESTAMP, position BIGINT,"
                    + " \"index\" INTEGER, deleted BOOLEAN, number DOUBLE, unit VARCHAR, text VARCHAR, content BLOB,"
                    + " quality TINYINT, source VARCHAR)",
            "CREATE OR REPLACE TABLE rolled_now (id INTEGER, bucket TIMESTAMP, count BIGINT, sum DOUBLE, min DOUBLE,"
                    + " max DOUBLE, last DOUBLE, last_observed TIMESTAMP, last_position BIGINT, last_index INTEGER,"
                    + " simulated BOOLEAN)");

    private static final String RAW = "SELECT s.entity, s.attribute, s.dataset, r.observed, r.recorded, r.position,"
            + " r.\"index\", r.deleted, r.number, r.unit, r.text, r.content, " + qualities() + " AS quality, r.source"
            + " FROM raw_now r JOIN series_now s ON r.id = s.id WHERE %s"
            + " ORDER BY r.id, r.observed, r.position, r.\"index\"";

    private static final String ROLLED = "SELECT s.entity, s.attribute, s.dataset, r.bucket, r.count, r.sum, r.min,"
            + " r.max, r.last, r.last_observed, r.last_position, r.last_index, r.simulated"
            + " FROM rolled_now r JOIN series_now s ON r.id = s.id WHERE %s ORDER BY r.id, r.bucket";

    private final ParquetFiles files;
    private final DuckDBConnection connection;

    RowWriter(ParquetFiles files) throws SQLException {
        this.files = files;
        connection = files.open();
    }

    private static String qualities() {
        StringBuilder words = new StringBuilder("[");
        for (Quality quality : Quality.values()) {
            words.append(words.length() > 1 ? ", " : "").append('\'');
            words.append(quality.name().toLowerCase(Locale.ROOT)).append('\'');
        }
        return words.append("][r.quality + 1]").toString();
    }

    /** Writes all of them; the files do not count before a catalogue names them. */
    List<StoredFile> write(OpenRows rows, long firstNumber) throws SQLException, IOException {
        List<StoredFile> written = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
        }
        int[] rank = rows.ranks();
        int[] order = rows.order(rank);
        appendSeries(rows);
        appendRaw(rows, order, rank);
        Map<Integer, Long> counts = new HashMap<>();
        for (int row : order) {
            counts.merge(FileKind.RAW.partition(rows.observed(row)), 1L, Long::sum);
        }
        write(FileKind.RAW, counts, RAW, "observed", written, firstNumber);
        for (Bucket bucket : Bucket.values()) {
            FileKind kind = FileKind.of(bucket);
            Map<Integer, Long> rolled = appendRolled(rows, order, rank, bucket);
            write(kind, rolled, ROLLED, "bucket", written, firstNumber);
        }
        return written;
    }

    private void write(
            FileKind kind,
            Map<Integer, Long> counts,
            String question,
            String timeColumn,
            List<StoredFile> written,
            long firstNumber)
            throws SQLException, IOException {
        Partitions partitions = Partitions.of(kind, counts);
        for (int partition : partitions.chosen()) {
            String select = String.format(Locale.ROOT, question, partitions.condition(partition, "r." + timeColumn));
            long number = firstNumber + written.size();
            written.add(files.write(connection, kind, partition, 0, number, select, timeColumn));
        }
    }

    private void appendSeries(OpenRows rows) throws SQLException {
        List<Series> sorted = rows.sortedSeries();
        try (DuckDBAppender to = connection.createAppender("series_now")) {
            for (int i = 0; i < sorted.size(); i++) {
                Series series = sorted.get(i);
                to.beginRow().append(i).append(series.entityId()).append(series.attribute());
                append(to, series.datasetId());
                to.endRow();
            }
        }
    }

    private void appendRaw(OpenRows rows, int[] order, int[] rank) throws SQLException {
        try (DuckDBAppender to = connection.createAppender("raw_now")) {
            for (int row : order) {
                Kept kept = rows.kept(row);
                to.beginRow().append(rank[rows.series(row)]);
                to.appendEpochMicros(rows.observed(row)).appendEpochMicros(rows.recorded(row));
                to.append(rows.position(row)).append(rows.index(row)).append(rows.isDeletion(row));
                if (Double.isNaN(kept.number())) {
                    to.appendNull();
                } else {
                    to.append(kept.number());
                }
                append(to, kept.unit());
                append(to, kept.text());
                byte[] bytes = kept.bytes();
                if (bytes == null) {
                    to.appendNull();
                } else {
                    to.append(bytes);
                }
                to.append((byte) rows.quality(row).ordinal());
                append(to, rows.source(row));
                to.endRow();
            }
        }
    }

    private static void append(DuckDBAppender to, @Nullable String text) throws SQLException {
        if (text == null) {
            to.appendNull();
        } else {
            to.append(text);
        }
    }

    /** Sums up rows that follow each other in the same series and bucket; tells how many came of it by partition. */
    private Map<Integer, Long> appendRolled(OpenRows rows, int[] order, int[] rank, Bucket bucket) throws SQLException {
        FileKind kind = FileKind.of(bucket);
        Map<Integer, Long> counts = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE rolled_now");
        }
        try (DuckDBAppender to = connection.createAppender("rolled_now")) {
            RollUp sum = null;
            int series = -1;
            long start = 0;
            for (int row : order) {
                if (!rows.isRolledUp(row)) {
                    continue;
                }
                long rowStart = bucket.start(rows.observed(row));
                RollUp one = RollUp.of(
                        rows.kept(row).number(),
                        rows.observed(row),
                        rows.position(row),
                        rows.index(row),
                        rows.quality(row) == Quality.SIMULATED);
                if (sum != null && series == rank[rows.series(row)] && start == rowStart) {
                    sum = sum.merge(one);
                    continue;
                }
                append(to, series, start, sum, counts, kind);
                series = rank[rows.series(row)];
                start = rowStart;
                sum = one;
            }
            append(to, series, start, sum, counts, kind);
        }
        return counts;
    }

    private static void append(
            DuckDBAppender to, int series, long start, @Nullable RollUp sum, Map<Integer, Long> counts, FileKind kind)
            throws SQLException {
        if (sum == null) {
            return;
        }
        counts.merge(kind.partition(start), 1L, Long::sum);
        to.beginRow().append(series).appendEpochMicros(start);
        to.append(sum.count())
                .append(sum.sum())
                .append(sum.min())
                .append(sum.max())
                .append(sum.last());
        to.appendEpochMicros(sum.lastMicros()).append(sum.lastPosition()).append(sum.lastIndex());
        to.append(sum.simulated()).endRow();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
