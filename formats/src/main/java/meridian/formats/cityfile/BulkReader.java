package meridian.formats.cityfile;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads what {@link BulkWriter} wrote. */
final class BulkReader implements AutoCloseable {
    private final Rows rows;
    private ByteBuffer chunk = ByteBuffer.allocate(0);
    private int left;

    BulkReader(Connection connection, Sum sum, String name) throws SQLException {
        this.rows = new Rows(connection, sum, name, "records", "data");
    }

    /** Moves to the next record. */
    boolean next() throws SQLException {
        while (left == 0) {
            if (chunk.hasRemaining()) {
                throw new DamagedException("bulk data is longer than its records");
            }
            if (!rows.next()) {
                return false;
            }
            left = rows.whole();
            chunk = ByteBuffer.wrap(rows.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        }
        left--;
        return true;
    }

    int whole() {
        int rest = 0;
        int shift = 0;
        byte b;
        do {
            b = take();
            rest |= (b & 0x7f) << shift;
            shift += 7;
        } while (b < 0 && shift < 35);
        return rest >>> 1 ^ -(rest & 1);
    }

    private byte take() {
        if (!chunk.hasRemaining()) {
            throw new DamagedException("bulk data ends too early");
        }
        return chunk.get();
    }

    /** A number of things that follow, each at least one byte long. */
    int amount() {
        int amount = whole();
        if (amount < 0 || amount > chunk.remaining()) {
            throw new DamagedException("bulk data promises " + amount + " values in " + chunk.remaining() + " bytes");
        }
        return amount;
    }

    double number() {
        try {
            return chunk.getDouble();
        } catch (BufferUnderflowException e) {
            throw new DamagedException("bulk data ends too early");
        }
    }

    String text() {
        byte[] bytes = new byte[amount()];
        chunk.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws SQLException {
        rows.close();
    }
}
