package meridian.sim.road;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;

/** Writes columns as bytes, most significant first; each with its length before it. {@link StateReader} reads them. */
final class StateWriter implements Columns {
    static final int NOTHING = -1;
    private static final int CHUNK = 1 << 14;

    private final OutputStream out;
    private final ByteBuffer buffer;
    /** Types that have been written: the second time a number will do. */
    private final Map<VehicleType, Integer> known;
    /** How many entries of each column are written; negative: all. */
    private final int entries;

    StateWriter(OutputStream out) {
        this(out, ByteBuffer.allocate(CHUNK * Long.BYTES), new HashMap<>(), NOTHING);
    }

    private StateWriter(OutputStream out, ByteBuffer buffer, Map<VehicleType, Integer> known, int entries) {
        this.out = out;
        this.buffer = buffer;
        this.known = known;
        this.entries = entries;
    }

    @Override
    public Columns table(int rows, int width) {
        return new StateWriter(out, buffer, known, rows * width);
    }

    private int count(int length) {
        int count = entries < 0 ? length : entries;
        of(count);
        return count;
    }

    private void room(int bytes) {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    void flush() {
        try {
            out.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int of(int value) {
        room(Integer.BYTES);
        buffer.putInt(value);
        return value;
    }

    @Override
    public long of(long value) {
        room(Long.BYTES);
        buffer.putLong(value);
        return value;
    }

    @Override
    public double of(double value) {
        room(Double.BYTES);
        buffer.putDouble(value);
        return value;
    }

    @Override
    public boolean[] of(boolean[] column) {
        int count = count(column.length);
        for (int i = 0; i < count; i++) {
            room(1);
            buffer.put((byte) (column[i] ? 1 : 0));
        }
        return column;
    }

    @Override
    public byte[] of(byte[] column) {
        int count = count(column.length);
        for (int i = 0; i < count; i++) {
            room(1);
            buffer.put(column[i]);
        }
        return column;
    }

    @Override
    public int[] of(int[] column) {
        int count = count(column.length);
        for (int i = 0; i < count; i++) {
            of(column[i]);
        }
        return column;
    }

    @Override
    public long[] of(long[] column) {
        int count = count(column.length);
        for (int i = 0; i < count; i++) {
            of(column[i]);
        }
        return column;
    }

    @Override
    public float[] of(float[] column) {
        int count = count(column.length);
        for (int i = 0; i < count; i++) {
            room(Float.BYTES);
            buffer.putFloat(column[i]);
        }
        return column;
    }

    @Override
    public double[] of(double[] column) {
        int count = count(column.length);
        for (int i = 0; i < count; i++) {
            of(column[i]);
        }
        return column;
    }

    @Override
    public <T> T[] of(T[] column) {
        for (T element : Arrays.asList(column).subList(0, count(column.length))) {
            switch (element) {
                case null -> of(NOTHING);
                case int[] path -> write(path);
                case VehicleType type -> write(type);
                case Trip trip -> write(trip);
                default -> throw new IllegalStateException("nobody knows how to write " + element.getClass());
            }
        }
        return column;
    }

    private void write(int[] path) {
        of(path.length);
        for (int link : path) {
            of(link);
        }
    }

    private void write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        of(bytes.length);
        for (byte b : bytes) {
            room(1);
            buffer.put(b);
        }
    }

    private void write(VehicleType type) {
        Integer number = known.putIfAbsent(type, known.size());
        if (number != null) {
            of(number);
            return;
        }
        of(known.size() - 1);
        write(type.id());
        of(type.kind().ordinal());
        of(type.lengthMeters());
        of(type.gapMeters());
        of(type.maxSpeedMps());
        of(type.accelerationMps2());
        of(type.decelerationMps2());
        of(type.emergencyDecelerationMps2());
        of(type.headwaySeconds());
        of(type.imperfection());
        of(type.speedFactorMean());
        of(type.speedFactorDeviation());
        of(type.following().ordinal());
    }

    private void write(Trip trip) {
        write(trip.type());
        write(trip.id());
        of(trip.departSeconds());
        LinkPath path = trip.path();
        write(path.toArray());
        of(trip.fixed() ? 1 : 0);
        of(trip.stops().size());
        for (StopVisit stop : trip.stops()) {
            of(stop.link());
            of(stop.lane());
            of(stop.endMeters());
            of(stop.dwellSeconds());
            of(stop.untilSeconds());
            of(stop.besideLane() ? 1 : 0);
        }
        of(trip.departure().lane());
        of(trip.departure().positionMeters());
        of(trip.departure().speedMps());
        of(trip.arrivalMeters());
    }
}
