package meridian.journal;

import java.util.Arrays;

/**
 * Events of one segment in PostgreSQL's binary COPY form: a header, for each row its number of fields and each field with its
 * length, and a trailer; numbers with the most significant byte first.
 *
 * <p>Source: PostgreSQL 18 documentation, COPY, "Binary Format".
 */
final class CopyRows {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int FIELDS = 6;
    private static final int FIRST_BYTES = 1 << 16;

    private byte[] buffer = new byte[FIRST_BYTES];
    private int length;

    CopyRows() {
        put(SIGNATURE);
        // No flags, no extension.
        put32(0);
        put32(0);
    }

    static String command(Segment segment) {
        return "COPY " + segment.table()
                + " (position, recorded_micros, id_hash, producer, id, payload) FROM STDIN (FORMAT binary)";
    }

    void add(long position, long recordedMicros, long hash, Event event) {
        put16(FIELDS);
        field64(position);
        field64(recordedMicros);
        field64(hash);
        field(event.producerBytes());
        field(event.idBytes());
        field(event.payload());
    }

    void end() {
        put16(-1);
    }

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    private void field64(long value) {
        put32(Long.BYTES);
        put32((int) (value >>> Integer.SIZE));
        put32((int) value);
    }

    private void field(byte[] bytes) {
        put32(bytes.length);
        put(bytes);
    }

    private void put16(int value) {
        demand(Short.BYTES);
        buffer[length++] = (byte) (value >>> 8);
        buffer[length++] = (byte) value;
    }

    private void put32(int value) {
        demand(Integer.BYTES);
        buffer[length++] = (byte) (value >>> 24);
        buffer[length++] = (byte) (value >>> 16);
        buffer[length++] = (byte) (value >>> 8);
        buffer[length++] = (byte) value;
    }

    private void put(byte[] bytes) {
        demand(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void demand(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.addExact(length, Math.max(more, length)));
        }
    }
}
