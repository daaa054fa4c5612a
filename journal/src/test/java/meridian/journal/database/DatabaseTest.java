package meridian.journal.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import meridian.model.BadInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server: what stays, who may in, and what happens when somebody kills something. */
final class DatabaseTest {
    static final Path CACHE = Path.of("target", "postgresql-programs");

    @TempDir
    private Path folder;

    @Test
    void whatWasCommittedIsThereAfterTheNextStart() throws SQLException {
        try (Database database = Database.embedded(folder, CACHE)) {
            execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (Database database = Database.embedded(folder, CACHE)) {
            assertEquals(42, number(database, "SELECT answer FROM kept"));
        }
    }

    @Test
    void aSecondMeridianOnTheSameFolderIsRefusedByName() {
        try (Database first = Database.embedded(folder, CACHE)) {
            BadInput refusal = assertThrows(BadInput.class, () -> Database.embedded(folder, CACHE));
            assertTrue(
                    refusal.getMessage().contains("another Meridian works on this data folder"), refusal.getMessage());
            assertTrue(
                    refusal.getMessage()
                            .contains(Long.toString(ProcessHandle.current().pid())),
                    refusal.getMessage());
            assertTrue(first.serverProcess().isPresent());
        }
    }

    @Test
    void aFolderStaysLockedForOthersWhenItsHolderTriesToTakeItAgain() throws Exception {
        try (Database first = Database.embedded(folder, CACHE)) {
            long server = first.serverProcess().orElseThrow();
            assertThrows(BadInput.class, () -> Database.embedded(folder, CACHE));
            assertThrows(IOException.class, () -> OrphanMaker.leaveOneIn(folder));
            // Whoever gets the lock takes the server for an orphan and ends it.
            assertEquals(server, first.serverProcess().orElseThrow());
        }
    }

    @Test
    void aChangeIsOnTheDiskWhenItReturnsWhateverAServerOfSomebodyElseIsSetTo() throws SQLException {
        try (Database host = Database.embedded(folder, CACHE);
                Connection connection = host.connect()) {
            execute(host, "ALTER ROLE meridian SET synchronous_commit = off");
            String url = connection.getMetaData().getURL().replaceFirst("\\?.*$", "") + "?user=" + EmbeddedServer.USER
                    + "&password=" + secret();
            try (Database far = Database.at(url)) {
                assertEquals("on", text(far, "SHOW synchronous_commit"));
            }
        }
    }

    @Test
    void nobodyComesInWithoutThePassword() throws SQLException, IOException {
        try (Database database = Database.embedded(folder, CACHE);
                Connection connection = database.connect()) {
            String url = connection.getMetaData().getURL().replaceFirst("\\?.*", "");
            SQLException refused = assertThrows(
                    SQLException.class, () -> DriverManager.getConnection(url, EmbeddedServer.USER, "guess"));
            // 28P01: invalid_password.
            assertEquals("28P01", refused.getSQLState());
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("database.secret"))));
            assertEquals("127.0.0.1", text(database, "SHOW listen_addresses"));
            assertEquals("", text(database, "SHOW unix_socket_directories"));
        }
    }

    @Test
    void aKilledServerIsStartedAgainWithEverythingThatWasCommitted() throws Exception {
        try (Database database = Database.embedded(folder, CACHE)) {
            execute(database, "CREATE TABLE kept AS SELECT 42 AS answer");
            long before = database.serverProcess().orElseThrow();
            kill(before);
            // A helper of the killed one may still answer for a moment.
            while (database.serverProcess().orElseThrow() == before) {
                Thread.sleep(20);
            }
            assertEquals(42, askedUntilItAnswers(database, "SELECT answer FROM kept"));
        }
    }

    @Test
    void whatAKilledServerLeavesAtWorkIsEndedBeforeTheNextOneStarts() throws Exception {
        Path cluster = folder.toRealPath().resolve("postgresql");
        try (Database database = Database.embedded(folder, CACHE);
                Connection busy = database.connect();
                Statement statement = busy.createStatement()) {
            // Counts for minutes without waiting for anything, so it does not notice that its server has gone.
            Thread counting = Thread.ofVirtual()
                    .start(() -> assertThrows(
                            SQLException.class,
                            () -> statement.execute("DO $$ DECLARE i bigint := 0; BEGIN WHILE i < 1000000000000 LOOP"
                                    + " i := i + 1; END LOOP; END $$")));
            long before = database.serverProcess().orElseThrow();
            assertTrue(ServerProcess.workingIn(cluster).size() > 1, "a server has helpers, or this shows nothing");
            kill(before);
            while (database.serverProcess().orElseThrow() == before) {
                Thread.sleep(20);
            }
            counting.join();
        }
        assertEquals(List.of(), ServerProcess.workingIn(cluster));
    }

    @Test
    void theServerOfAKilledMeridianEnds() throws Exception {
        OrphanMaker.leaveToItsGuard(folder);
        Path cluster = folder.toRealPath().resolve("postgresql");
        // Never, without the guard: this test would not come to an end.
        while (!ServerProcess.workingIn(cluster).isEmpty()) {
            Thread.sleep(20);
        }
        assertTrue(Files.notExists(cluster.resolve("postmaster.pid")), "it ended by itself and was not killed");
    }

    @Test
    void aServerThatAnEarlierMeridianLeftBehindIsEnded() throws Exception {
        long orphan = OrphanMaker.leaveOneIn(folder);
        assertTrue(ProcessHandle.of(orphan).isPresent(), "the orphan must run, or this shows nothing");
        try (Database database = Database.embedded(folder, CACHE)) {
            assertEquals(42, number(database, "SELECT answer FROM kept"));
            assertTrue(orphan != database.serverProcess().orElseThrow());
        }
    }

    @Test
    void aSchemaOfANewerMeridianIsRefusedAndLeftAlone() throws SQLException {
        try (Database database = Database.embedded(folder, CACHE)) {
            execute(
                    database,
                    "INSERT INTO flyway_schema_history SELECT 99, '999', 'future', type, 'V999__future.sql', checksum,"
                            + " installed_by, installed_on, 1, true FROM flyway_schema_history WHERE version = '1'");
        }
        BadInput refusal = assertThrows(BadInput.class, () -> Database.embedded(folder, CACHE));
        assertTrue(refusal.getMessage().contains("version 999, which a newer Meridian wrote"), refusal.getMessage());
    }

    @Test
    void aGivenServerServesAsWell() throws SQLException {
        try (Database host = Database.embedded(folder, CACHE);
                Connection connection = host.connect()) {
            execute(host, "CREATE DATABASE city");
            execute(host, "CREATE ROLE clerk LOGIN PASSWORD 'letters'");
            String url = connection.getMetaData().getURL().replaceFirst("/postgres(\\?.*)?$", "/city") + "?user="
                    + EmbeddedServer.USER + "&password=";
            try (Database city = Database.at(url + secret())) {
                assertEquals(0, number(city, "SELECT position FROM journal_head"));
            }
            BadInput refusal = assertThrows(BadInput.class, () -> Database.at(url + "wrong"));
            assertTrue(refusal.getMessage().contains("it does not answer"), refusal.getMessage());
        }
    }

    private String secret() {
        try {
            return Files.readString(folder.resolve("database.secret")).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static long askedUntilItAnswers(Database database, String question)
            throws SQLException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                return number(database, question);
            } catch (SQLException e) {
                if (attempt > 200) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }

    private static void kill(long pid) throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor());
    }

    private static void execute(Database database, String command) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    private static long number(Database database, String question) throws SQLException {
        return Long.parseLong(text(database, question));
    }

    private static String text(Database database, String question) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            assertTrue(rows.next());
            return rows.getString(1);
        }
    }
}
