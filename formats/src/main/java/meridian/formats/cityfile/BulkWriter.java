package meridian.formats.cityfile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes many small records of one kind into a few large blobs of a table, for what no GIS needs as rows: whole
 * numbers in groups of seven bits, doubles as eight bytes, texts after their length.
 */
final class BulkWriter implements AutoCloseable {
    private static final int BYTES_PER_CHUNK = 1 << 20;

    private final Table table;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(BYTES_PER_CHUNK + 4_096);
    private int records;

    BulkWriter(Connection connection, Sum sum, String name) throws SQLException {
        this.table = new Table(connection, sum, name, "records", "data");
    }

    /** Zigzag, so that small negative numbers stay small. */
    BulkWriter whole(int value) {
        int rest = value << 1 ^ value >> 31;
        while ((rest & ~0x7f) != 0) {
            chunk.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        chunk.write(rest);
        return this;
    }

    BulkWriter number(double value) {
        long bits = Double.doubleToLongBits(value);
        for (int shift = 0; shift < 64; shift += 8) {
            chunk.write((int) (bits >>> shift));
        }
        return this;
    }

    BulkWriter text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        whole(bytes.length);
        chunk.write(bytes, 0, bytes.length);
        return this;
    }

    /** Ends a record; a record never spans two blobs. */
    void end() throws SQLException {
        records++;
        if (chunk.size() >= BYTES_PER_CHUNK) {
            flush();
        }
    }

    private void flush() throws SQLException {
        table.row().set(records).set(chunk.toByteArray()).end();
        chunk.reset();
        records = 0;
    }

    @Override
    public void close() throws SQLException {
        try (table) {
            if (records > 0) {
                flush();
            }
        }
    }
}
