package meridian.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/** DuckDB over the files of a folder: one database in memory, a connection for each that works with it. */
final class ParquetFiles implements AutoCloseable {
    /** Rows of some 15 series with a value a minute: what a question for one series reads of a file. */
    private static final int ROW_GROUP_ROWS = 20_480;

    static final String RAW_ORDER = "entity, attribute, dataset NULLS FIRST, observed, position, \"index\"";
    static final String ROLLED_ORDER = "entity, attribute, dataset NULLS FIRST, bucket";

    private final Path folder;
    private final DuckDBConnection connection;

    ParquetFiles(Path folder, int mebibytes) throws SQLException {
        this.folder = folder.toAbsolutePath();
        Properties settings = new Properties();
        settings.setProperty("memory_limit", mebibytes + "MiB");
        settings.setProperty(
                "threads", String.valueOf(Math.min(4, Runtime.getRuntime().availableProcessors())));
        settings.setProperty("temp_directory", this.folder.resolve("spill").toString());
        // Nothing is fetched from anywhere.
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        connection = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", settings);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET parquet_metadata_cache = true");
        }
    }

    /** Another connection; whoever opens it closes it. */
    DuckDBConnection open() throws SQLException {
        return connection.duplicate();
    }

    Path path(StoredFile file) {
        return folder.resolve(file.name());
    }

    /** A table of all rows of some files, for a FROM. */
    String table(List<StoredFile> files) {
        return files.stream()
                .map(file -> text(escaped(path(file).toString())))
                .collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    /** Names of files are patterns to DuckDB; what would be one stands in brackets. */
    private static String escaped(String path) {
        return path.replaceAll("([*?\\[])", "[$1]");
    }

    /** A text for SQL, where only the quote has a meaning. */
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String moment(long micros) {
        return "make_timestamp(" + micros + "::BIGINT)";
    }

    /**
     * Writes the rows of a question into a file, durable but for its name when this returns.
     *
     * @param timeColumn of the question: its least and greatest are known afterwards
     */
    StoredFile write(
            Connection on, FileKind kind, int partition, int level, long number, String question, String timeColumn)
            throws SQLException, IOException {
        StoredFile named = new StoredFile(kind, partition, level, number, 0, 0, 0, 0, 0);
        Path target = path(named);
        Files.createDirectories(target.getParent());
        Path beside = target.resolveSibling(target.getFileName() + ".part");
        try (Statement statement = on.createStatement()) {
            statement.execute("COPY (" + question + ") TO " + text(beside.toString())
                    + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE " + ROW_GROUP_ROWS
                    + ", KV_METADATA {meridian: 'history 1 " + kind.word() + "'})");
            DurableFiles.sync(beside);
            StoredFile file = described(statement, beside, named, timeColumn);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
            return file;
        } catch (SQLException | IOException e) {
            Files.deleteIfExists(beside);
            throw e;
        }
    }

    private static StoredFile described(Statement statement, Path file, StoredFile named, String timeColumn)
            throws SQLException, IOException {
        try (ResultSet row = statement.executeQuery("SELECT count(*), epoch_us(min(" + timeColumn
                + ")), epoch_us(max(" + timeColumn + ")) FROM read_parquet("
                + text(escaped(file.toString())) + ")")) {
            row.next();
            return new StoredFile(
                    named.kind(),
                    named.partition(),
                    named.level(),
                    named.number(),
                    row.getLong(1),
                    Files.size(file),
                    FileCheck.checksum(file),
                    row.getLong(2),
                    row.getLong(3));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
