package meridian.journal.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import meridian.model.BadInput;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of one Meridian: {@linkplain #embedded embedded} in its data folder, or {@linkplain #at a given server}.
 *
 * <p>Both are brought to the newest schema when they are opened. A connection that breaks is the caller's to replace: with an
 * embedded server that was killed the next ones succeed within a second or two.
 *
 * <p>Safe for all threads.
 */
public final class Database implements AutoCloseable {
    private static final String SCHEMA = "meridian";
    private static final int MOST_CONNECTIONS = 10;
    private static final int CONNECT_SECONDS = 5;
    /** Longer than any statement of ours takes; a server that is silent for so long is gone. */
    private static final int SILENCE_SECONDS = 60;

    private static final long WAIT_FOR_CONNECTION_MILLIS = 30_000;

    private final PGSimpleDataSource direct;
    private final HikariDataSource pool;
    private final @Nullable EmbeddedServer server;
    private final @Nullable FolderLock lock;

    private Database(PGSimpleDataSource direct, @Nullable EmbeddedServer server, @Nullable FolderLock lock) {
        this.direct = direct;
        this.server = server;
        this.lock = lock;
        Schema.migrate(direct, SCHEMA, Schema.SCRIPTS);
        direct.setCurrentSchema(SCHEMA);
        this.pool = pool(direct);
    }

    /**
     * Starts Meridian's own server on a data folder, which is made where it is missing.
     *
     * @param cache where PostgreSQL's programs are unpacked; can be deleted while nobody runs
     * @throws BadInput where another Meridian uses the folder, its schema is newer, or the server does not start
     */
    public static Database embedded(Path data, Path cache) {
        Path folder = data.toAbsolutePath().normalize();
        FolderLock lock = null;
        EmbeddedServer server = null;
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            lock = FolderLock.take(folder);
            PGSimpleDataSource direct = source();
            server = EmbeddedServer.start(
                    folder, cache.toAbsolutePath(), port -> direct.setPortNumbers(new int[] {port}));
            direct.setServerNames(new String[] {"127.0.0.1"});
            direct.setDatabaseName("postgres");
            direct.setUser(EmbeddedServer.USER);
            direct.setPassword(server.password());
            return new Database(direct, server, lock);
        } catch (IOException e) {
            closeAll(server, lock);
            throw new BadInput(
                    folder.toString(),
                    "the database cannot be kept there (" + BadInput.reason(e) + ")",
                    "a folder that may be written, with space left",
                    "Correct that, or choose another folder with --data");
        } catch (RuntimeException e) {
            closeAll(server, lock);
            throw e;
        }
    }

    /**
     * Uses a server that somebody else runs, PostgreSQL 15 or later.
     *
     * @param url as the driver knows it: {@code jdbc:postgresql://host/database?user=…&password=…}
     * @throws BadInput where it cannot be reached or used, or its schema is newer
     */
    public static Database at(String url) {
        PGSimpleDataSource direct = source();
        try {
            direct.setURL(url);
        } catch (IllegalArgumentException e) {
            throw new BadInput(
                    BadInput.shortened(url.replaceAll("password=[^&]*", "password=…")),
                    "it is no address of a PostgreSQL",
                    "jdbc:postgresql://host:port/database?user=…&password=…",
                    "Correct --database");
        }
        return given(direct);
    }

    /**
     * The same, as people write it.
     *
     * @param password absent: whatever the server asks for comes from elsewhere, such as a client certificate
     */
    public static Database at(ServerAddress address, Optional<String> password) {
        PGSimpleDataSource direct = source();
        direct.setURL(address.url());
        address.user().ifPresent(direct::setUser);
        password.ifPresent(direct::setPassword);
        return given(direct);
    }

    private static Database given(PGSimpleDataSource direct) {
        ServerCheck.demand(direct);
        return new Database(direct, null, null);
    }

    private static PGSimpleDataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(CONNECT_SECONDS);
        source.setSocketTimeout(SILENCE_SECONDS);
        source.setTcpKeepAlive(true);
        source.setApplicationName("Meridian");
        source.setReWriteBatchedInserts(true);
        return source;
    }

    private static HikariDataSource pool(DataSource direct) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(direct);
        config.setPoolName("meridian");
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_FOR_CONNECTION_MILLIS);
        // Somebody else's server may have it off for this user or database, and then a change is not safe when it
        // returns.
        config.setConnectionInitSql("SET synchronous_commit = on");
        return new HikariDataSource(config);
    }

    /** Pooled connections, for short questions and changes. */
    public DataSource dataSource() {
        return pool;
    }

    /**
     * Brings the tables of a module that keeps some beside the journal's up to date.
     *
     * @param schema of its own
     * @param scripts where its migrations are on the class path
     * @throws BadInput where they are newer than this program
     */
    public void migrate(String schema, String scripts) {
        Schema.migrate(direct, schema, "classpath:" + scripts);
    }

    /**
     * A connection outside of the pool, for who holds one for long and replaces it himself.
     *
     * @throws SQLException where the server is not there now
     */
    public Connection connect() throws SQLException {
        return direct.getConnection();
    }

    /** Process number of the embedded server; empty with a server of somebody else's. */
    public OptionalLong serverProcess() {
        return server == null ? OptionalLong.empty() : OptionalLong.of(server.pid());
    }

    /** Ends the connections, and the embedded server with them. */
    @Override
    public void close() {
        pool.close();
        closeAll(server, lock);
    }

    private static void closeAll(@Nullable EmbeddedServer server, @Nullable FolderLock lock) {
        try {
            if (server != null) {
                server.close();
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
