package meridian.journal.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import meridian.model.BadInput;

/** Whether somebody else's server keeps what Meridian promises. */
final class ServerCheck {
    private static final int OLDEST_VERSION = 15;

    private ServerCheck() {}

    /** @throws BadInput where it cannot be reached, is too old, or does not write to the disk before it says so */
    static void demand(DataSource source) {
        try (Connection connection = source.getConnection()) {
            demandVersion(connection.getMetaData().getDatabaseMajorVersion());
            for (String setting : new String[] {"fsync", "full_page_writes"}) {
                if (show(connection, setting).equals("off")) {
                    throw refused(setting + " is off there: an acknowledgement would not be true", setting + " = on");
                }
            }
        } catch (SQLException e) {
            throw refused(
                    "it does not answer (" + BadInput.shortened(String.valueOf(e.getMessage())) + ")",
                    "a PostgreSQL that runs and lets this user in");
        }
    }

    static void demandVersion(int major) {
        if (major < OLDEST_VERSION) {
            throw refused("it is PostgreSQL " + major, "PostgreSQL " + OLDEST_VERSION + " or later");
        }
    }

    private static String show(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static BadInput refused(String found, String expected) {
        return new BadInput("--database", found, expected, "Correct that, or leave --database out");
    }
}
