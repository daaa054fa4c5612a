package meridian.formats.cityfile;

import java.util.zip.CRC32C;

/** A running checksum over values. It tells damage and accidents, not forgery. */
final class Sum {
    private final CRC32C crc = new CRC32C();
    private long value = 0x9e3779b97f4a7c15L;

    void add(long v) {
        value = Long.rotateLeft((value ^ v) * 0xbf58476d1ce4e5b9L, 29);
    }

    void add(double v) {
        add(Double.doubleToLongBits(v));
    }

    void add(String v) {
        add(v.hashCode() * 0x100000001b3L + v.length());
    }

    void add(byte[] v) {
        crc.reset();
        crc.update(v, 0, v.length);
        add(crc.getValue() + ((long) v.length << 32));
    }

    long value() {
        return value;
    }
}
