package meridian.bench.torture;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import meridian.journal.database.Database;

/** The mutant: its database believes that what it has written is on the disk, and never asks for it. */
final class UnsyncedTarget {
    private UnsyncedTarget() {}

    public static void main(String[] arguments) throws InterruptedException, SQLException {
        try (Database database = Database.embedded(Path.of(arguments[0]), Path.of(arguments[1]));
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER SYSTEM SET fsync = off");
        }
        KillTarget.main(arguments);
    }
}
