package meridian.app.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.api.access.Access;
import meridian.journal.database.Database;
import meridian.journal.database.ServerAddress;
import meridian.model.BadInput;
import meridian.outbox.endpoint.AllowList;
import meridian.testkit.Town;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The twin with its journal in a PostgreSQL of somebody else's: a second embedded one plays it. */
class TwinHouseTest {
    @TempDir
    private static Path folder;

    private static Database host;
    private final List<String> said = new ArrayList<>();

    @TempDir
    private Path data;

    @BeforeAll
    static void start() throws SQLException {
        host = LiveTwin.database(folder, folder.resolve("cache"));
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE one");
            statement.execute("CREATE DATABASE two");
        }
    }

    @AfterAll
    static void stop() {
        host.close();
    }

    private static DatabasePlace place(String database) throws SQLException, IOException {
        try (Connection connection = host.connect()) {
            String server = connection
                    .getMetaData()
                    .getURL()
                    .replaceFirst("jdbc:postgresql://([^/]*)/.*", "postgresql://meridian@$1/" + database);
            String password = Files.readString(folder.resolve("database").resolve("database.secret"))
                    .strip();
            return new DatabasePlace.Given(ServerAddress.parse(server), Optional.of(password));
        }
    }

    private TwinHouse open(Path at, DatabasePlace place) {
        Access access = Access.of(at, Clock.systemUTC());
        return TwinHouse.open(at, place, Town.city(), access, AllowList.of(List.of()), said::add);
    }

    @Test
    void aGivenServerHasTheJournalAndOfTwoJournalsEachBelongsToItsFolder() throws SQLException, IOException {
        long position;
        int size;
        try (TwinHouse house = open(data, place("one"))) {
            position = house.twin().now().position();
            size = house.twin().now().size();
            assertTrue(size > 100, size + " entities");
        }
        try (TwinHouse house = open(data, place("one"))) {
            assertEquals(position, house.twin().now().position());
            assertEquals(size, house.twin().now().size());
        }
        assertTrue(Files.notExists(data.resolve("database")), "a database was started beside it");
        DatabasePlace other = place("two");
        BadInput refusal = assertThrows(BadInput.class, () -> open(data, other));
        assertTrue(refusal.getMessage().contains("belong to another journal"), refusal.getMessage());
    }

    /** As after a copy of the database that is older than the folder was brought back. */
    @Test
    void aStateThatIsAheadOfItsJournalIsRefused() throws SQLException, IOException {
        DatabasePlace place = place("two");
        try (TwinHouse house = open(data, place)) {
            assertTrue(house.twin().now().position() > 0);
        }
        try (Connection connection = host.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE old TEMPLATE two");
        }
        DatabasePlace old = place("old");
        try (Database shorter = old.open();
                Connection connection = shorter.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE journal_head SET position = 1");
        }
        BadInput refusal = assertThrows(BadInput.class, () -> open(data, old));
        assertTrue(refusal.getMessage().contains("the journal ends at 1"), refusal.getMessage());
    }
}
