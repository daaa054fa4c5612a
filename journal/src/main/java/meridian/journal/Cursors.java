package meridian.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.sql.DataSource;
import meridian.journal.database.Database;

/**
 * How far each reader is, by name, on the disk. A reader that stores its cursor after its work sees some events again after a
 * crash, and none too few. Safe for all threads.
 */
public final class Cursors {
    private final DataSource source;

    public Cursors(Database database) {
        this.source = database.dataSource();
    }

    /** The position that was stored last; empty for who never stored one. */
    public OptionalLong findPosition(String name) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT position FROM reader_cursor WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
            }
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    /** Forward or, to read again, back; on the disk when it returns. */
    public void store(String name, long position) {
        if (position < 0) {
            throw new IllegalArgumentException("cursor " + name + ": position " + position + " is less than 0");
        }
        try (Connection connection = source.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("INSERT INTO reader_cursor (name, position) VALUES (?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET position = excluded.position")) {
            statement.setString(1, name);
            statement.setLong(2, position);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    /** All of them, by name. */
    public Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT name, position FROM reader_cursor");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                all.put(rows.getString(1), rows.getLong(2));
            }
            return all;
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    /** Whether there was one. */
    public boolean remove(String name) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("DELETE FROM reader_cursor WHERE name = ?")) {
            statement.setString(1, name);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }
}
