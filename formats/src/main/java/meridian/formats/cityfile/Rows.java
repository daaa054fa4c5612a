package meridian.formats.cityfile;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads the rows of one table in order, and sums up what it reads. */
final class Rows implements AutoCloseable {
    private final Statement statement;
    private final ResultSet result;
    private final Sum sum;
    private int column;

    /** @param columns those that {@link Table} wrote with {@code set}, in the same order */
    Rows(Connection connection, Sum sum, String name, String... columns) throws SQLException {
        this.sum = sum;
        this.statement = connection.createStatement();
        this.result =
                statement.executeQuery("SELECT " + String.join(", ", columns) + " FROM " + name + " ORDER BY fid");
    }

    boolean next() throws SQLException {
        column = 0;
        return result.next();
    }

    String text() throws SQLException {
        String value = result.getString(++column);
        if (value == null) {
            throw new DamagedException("a text is missing");
        }
        sum.add(value);
        return value;
    }

    int whole() throws SQLException {
        int value = result.getInt(++column);
        sum.add(value);
        return value;
    }

    double number() throws SQLException {
        double value = result.getDouble(++column);
        sum.add(value);
        return value;
    }

    byte[] bytes() throws SQLException {
        byte[] value = result.getBytes(++column);
        if (value == null) {
            throw new DamagedException("data is missing");
        }
        sum.add(value);
        return value;
    }

    <E extends Enum<E>> E choice(Class<E> choices) throws SQLException {
        String name = text();
        try {
            return Enum.valueOf(choices, name);
        } catch (IllegalArgumentException e) {
            throw new DamagedException("\"" + name + "\" is no " + choices.getSimpleName());
        }
    }

    @Override
    public void close() throws SQLException {
        try (statement) {
            result.close();
        }
    }
}
