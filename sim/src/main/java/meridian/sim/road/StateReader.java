package meridian.sim.road;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.model.demand.LinkPath;
import meridian.model.demand.StopVisit;
import meridian.model.demand.Trip;
import meridian.model.demand.VehicleType;
import meridian.model.network.VehicleKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link StateWriter} has written. Columns of fixed length must have it, tables get the rows they had and some
 * more. What cannot be is an {@link IllegalArgumentException} in words; nothing is allocated that the bytes cannot fill.
 */
final class StateReader implements Columns {
    private final ByteBuffer in;
    private final List<VehicleType> known;
    private final int rows;
    private final int width;

    StateReader(ByteBuffer in) {
        this(in, new ArrayList<>(), StateWriter.NOTHING, 1);
    }

    private StateReader(ByteBuffer in, List<VehicleType> known, int rows, int width) {
        this.in = in;
        this.known = known;
        this.rows = rows;
        this.width = width;
    }

    @Override
    public Columns table(int tableRows, int tableWidth) {
        if (tableRows < 0 || tableRows > in.remaining()) {
            throw new IllegalArgumentException("a table has " + tableRows + " rows");
        }
        return new StateReader(in, known, tableRows, tableWidth);
    }

    /** Entries of the next column, which must be as many as {@code length} or as the table says. */
    private int count(int length, int bytesEach) {
        int count = of(0);
        int expected = rows < 0 ? length : Math.multiplyExact(rows, width);
        if (count != expected || (long) count * bytesEach > in.remaining()) {
            throw new IllegalArgumentException("a column has " + count + " entries where " + expected + " fit");
        }
        return count;
    }

    /** Entries of the column of bytes that comes next. */
    int lengthAhead() {
        if (in.remaining() < Integer.BYTES) {
            throw new IllegalArgumentException("it ends too early");
        }
        return checked(in.getInt(in.position()), 1);
    }

    private int length(int count) {
        return rows < 0 ? count : Columns.roomFor(rows) * width;
    }

    @Override
    public int of(int value) {
        try {
            return in.getInt();
        } catch (BufferUnderflowException e) {
            throw tooShort(e);
        }
    }

    @Override
    public long of(long value) {
        try {
            return in.getLong();
        } catch (BufferUnderflowException e) {
            throw tooShort(e);
        }
    }

    @Override
    public double of(double value) {
        try {
            return in.getDouble();
        } catch (BufferUnderflowException e) {
            throw tooShort(e);
        }
    }

    private static IllegalArgumentException tooShort(BufferUnderflowException e) {
        return new IllegalArgumentException("it ends too early", e);
    }

    @Override
    public boolean[] of(boolean[] column) {
        int count = count(column.length, 1);
        boolean[] read = new boolean[length(count)];
        for (int i = 0; i < count; i++) {
            read[i] = in.get() != 0;
        }
        return read;
    }

    @Override
    public byte[] of(byte[] column) {
        int count = count(column.length, 1);
        byte[] read = new byte[length(count)];
        in.get(read, 0, count);
        return read;
    }

    @Override
    public int[] of(int[] column) {
        int count = count(column.length, Integer.BYTES);
        int[] read = new int[length(count)];
        in.asIntBuffer().get(read, 0, count);
        in.position(in.position() + count * Integer.BYTES);
        return read;
    }

    @Override
    public long[] of(long[] column) {
        int count = count(column.length, Long.BYTES);
        long[] read = new long[length(count)];
        in.asLongBuffer().get(read, 0, count);
        in.position(in.position() + count * Long.BYTES);
        return read;
    }

    @Override
    public float[] of(float[] column) {
        int count = count(column.length, Float.BYTES);
        float[] read = new float[length(count)];
        in.asFloatBuffer().get(read, 0, count);
        in.position(in.position() + count * Float.BYTES);
        return read;
    }

    @Override
    public double[] of(double[] column) {
        int count = count(column.length, Double.BYTES);
        double[] read = new double[length(count)];
        in.asDoubleBuffer().get(read, 0, count);
        in.position(in.position() + count * Double.BYTES);
        return read;
    }

    @Override
    public <T> T[] of(T[] column) {
        int count = count(column.length, Integer.BYTES);
        T[] read = Arrays.copyOf(column, length(count));
        Class<?> kind = column.getClass().getComponentType();
        Object[] filled = read;
        for (int i = 0; i < read.length; i++) {
            filled[i] = i < count ? element(kind) : null;
        }
        return read;
    }

    private @Nullable Object element(Class<?> kind) {
        if (kind == int[].class) {
            return path();
        }
        return kind == VehicleType.class ? type() : trip();
    }

    private int @Nullable [] path() {
        int length = of(0);
        if (length == StateWriter.NOTHING) {
            return null;
        }
        int[] path = new int[checked(length, Integer.BYTES)];
        in.asIntBuffer().get(path);
        in.position(in.position() + length * Integer.BYTES);
        return path;
    }

    private int checked(int length, int bytesEach) {
        if (length < 0 || (long) length * bytesEach > in.remaining()) {
            throw new IllegalArgumentException("something has " + length + " parts");
        }
        return length;
    }

    private String text() {
        byte[] bytes = new byte[checked(of(0), 1)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable VehicleType type() {
        int number = of(0);
        if (number == StateWriter.NOTHING) {
            return null;
        }
        if (number >= 0 && number < known.size()) {
            return known.get(number);
        }
        if (number != known.size()) {
            throw new IllegalArgumentException("a vehicle type has number " + number);
        }
        VehicleType type = new VehicleType(
                text(),
                one(VehicleKind.values()),
                of(0.0),
                of(0.0),
                of(0.0),
                of(0.0),
                of(0.0),
                of(0.0),
                of(0.0),
                of(0.0),
                of(0.0),
                of(0.0),
                one(VehicleType.Following.values()));
        known.add(type);
        return type;
    }

    private <E> E one(E[] all) {
        int ordinal = of(0);
        if (ordinal < 0 || ordinal >= all.length) {
            throw new IllegalArgumentException("a choice has number " + ordinal + " of " + all.length);
        }
        return all[ordinal];
    }

    private @Nullable Trip trip() {
        VehicleType type = type();
        if (type == null) {
            return null;
        }
        String id = text();
        double depart = of(0.0);
        int[] path = path();
        if (path == null) {
            throw new IllegalArgumentException("trip " + id + " has no way");
        }
        boolean fixed = of(0) != 0;
        int count = checked(of(0), 2 * Integer.BYTES);
        List<StopVisit> stops = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            stops.add(new StopVisit(of(0), of(0), of(0.0), of(0.0), of(0.0), of(0) != 0));
        }
        Trip.Departure departure = new Trip.Departure(of(0), of(0.0), of(0.0));
        return new Trip(id, type, depart, LinkPath.of(path), fixed, stops, departure, of(0.0));
    }
}
