package meridian.formats.cityfile;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Writes the rows of one table in order, and sums up what Meridian will read back. */
final class Table implements AutoCloseable {
    private static final int ROWS_PER_BATCH = 2_000;

    private final PreparedStatement insert;
    private final int columns;
    private final Sum sum;
    private int column;
    private int rows;
    private long fid;

    /** @param columns names of the columns after fid */
    Table(Connection connection, Sum sum, String name, String... columns) throws SQLException {
        this.sum = sum;
        this.columns = columns.length;
        String marks = "?,".repeat(columns.length) + "?";
        this.insert = connection.prepareStatement(
                "INSERT INTO " + name + " (fid, " + String.join(", ", columns) + ") VALUES (" + marks + ")");
    }

    Table row() throws SQLException {
        insert.setLong(1, ++fid);
        column = 1;
        return this;
    }

    /** A geometry for a GIS; Meridian does not read it back. */
    Table shown(byte[] geometry) throws SQLException {
        insert.setBytes(++column, geometry);
        return this;
    }

    /** A value for people; Meridian does not read it back. */
    Table shown(double value) throws SQLException {
        insert.setDouble(++column, value);
        return this;
    }

    Table set(String value) throws SQLException {
        insert.setString(++column, value);
        sum.add(value);
        return this;
    }

    Table set(int value) throws SQLException {
        insert.setInt(++column, value);
        sum.add(value);
        return this;
    }

    Table set(double value) throws SQLException {
        insert.setDouble(++column, value);
        sum.add(value);
        return this;
    }

    Table set(byte[] value) throws SQLException {
        insert.setBytes(++column, value);
        sum.add(value);
        return this;
    }

    void end() throws SQLException {
        if (column != columns + 1) {
            throw new IllegalStateException("row with " + (column - 1) + " of " + columns + " values");
        }
        insert.addBatch();
        if (++rows % ROWS_PER_BATCH == 0) {
            insert.executeBatch();
        }
    }

    @Override
    public void close() throws SQLException {
        try (insert) {
            if (rows % ROWS_PER_BATCH != 0) {
                insert.executeBatch();
            }
        }
    }
}
