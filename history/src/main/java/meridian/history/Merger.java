package meridian.history;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/**
 * Makes one file of many of a partition. Of the same level, when there are enough of them, so that each row is written a few
 * times and not once for each file; and of all of them when the partition is sealed: when its time has been over for a while. A
 * value that comes later is in a file of its own until the next merge.
 */
final class Merger implements AutoCloseable {
    static final int ENOUGH = 8;
    /** Most of what is late comes within this. */
    private static final long SEALED_AFTER_MICROS = 3_600_000_000L;

    private static final String MERGED = "SELECT entity, attribute, dataset, bucket, sum(count)::BIGINT AS count,"
            + " sum(sum) AS sum, min(min) AS min, max(max) AS max, max(latest).v AS last,"
            + " max(latest).o AS last_observed, max(latest).p AS last_position, max(latest).i AS last_index,"
            + " bool_or(simulated) AS simulated FROM (SELECT *,"
            // The greatest of these is the number that was observed last: RollUp's order.
            + " {'o': last_observed, 'p': last_position, 'i': last_index, 'v': last} AS latest FROM %s WHERE %s)"
            + " GROUP BY entity, attribute, dataset, bucket ORDER BY " + ParquetFiles.ROLLED_ORDER;

    private static final String SORTED = "SELECT * FROM %s WHERE %s ORDER BY " + ParquetFiles.RAW_ORDER;

    private final ParquetFiles files;
    private final DuckDBConnection connection;

    /** Files, and what they are to become. */
    record Work(List<StoredFile> parts) {
        Work {
            parts = List.copyOf(parts);
        }

        FileKind kind() {
            return parts.getFirst().kind();
        }
    }

    Merger(ParquetFiles files) throws SQLException {
        this.files = files;
        connection = files.open();
    }

    /**
     * What is most worth doing.
     *
     * @param sound files that may be used
     */
    static Optional<Work> next(List<StoredFile> sound, long nowMicros) {
        Map<String, List<StoredFile>> groups = new TreeMap<>();
        for (StoredFile file : sound) {
            boolean sealed =
                    !file.isSpread() && file.kind().endMicros(file.partition()) + SEALED_AFTER_MICROS < nowMicros;
            String key = file.kind() + " " + file.partition() + (sealed ? "" : " " + file.level());
            groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(file);
        }
        return groups.values().stream()
                .filter(group -> group.size() >= ENOUGH || group.size() > 1 && isSealed(group.getFirst(), nowMicros))
                .min(Comparator.comparingLong(
                        group -> group.stream().mapToLong(StoredFile::rows).sum()))
                .map(Work::new);
    }

    private static boolean isSealed(StoredFile file, long nowMicros) {
        return !file.isSpread() && file.kind().endMicros(file.partition()) + SEALED_AFTER_MICROS < nowMicros;
    }

    /** Writes the files that take the place of the parts. */
    List<StoredFile> merge(Work work, NumberSource numbers) throws SQLException, IOException {
        StoredFile first = work.parts().getFirst();
        int level = work.parts().stream().mapToInt(StoredFile::level).max().orElse(0) + 1;
        if (!first.isSpread()) {
            return List.of(write(work, first.partition(), level, numbers, "true"));
        }
        Partitions partitions = Partitions.of(work.kind(), rowsByPartition(work));
        List<StoredFile> written = new ArrayList<>();
        for (int partition : partitions.chosen()) {
            String condition = partitions.condition(partition, column(work.kind()));
            written.add(write(work, partition, partition == StoredFile.SPREAD ? level : 0, numbers, condition));
        }
        return written;
    }

    /** Gives each new file its number. */
    interface NumberSource {
        long next();
    }

    private StoredFile write(Work work, int partition, int level, NumberSource numbers, String condition)
            throws SQLException, IOException {
        String select = String.format(
                java.util.Locale.ROOT,
                work.kind() == FileKind.RAW ? SORTED : MERGED,
                files.table(work.parts()),
                condition);
        return files.write(connection, work.kind(), partition, level, numbers.next(), select, column(work.kind()));
    }

    private Map<Integer, Long> rowsByPartition(Work work) throws SQLException {
        Map<Integer, Long> rows = new TreeMap<>();
        String question = "SELECT epoch_us(date_trunc('day', " + column(work.kind()) + ")) AS day, count(*) FROM "
                + files.table(work.parts()) + " GROUP BY day";
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(question)) {
            while (result.next()) {
                rows.merge(work.kind().partition(result.getLong(1)), result.getLong(2), Long::sum);
            }
        }
        return rows;
    }

    private static String column(FileKind kind) {
        return kind == FileKind.RAW ? "observed" : "bucket";
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
