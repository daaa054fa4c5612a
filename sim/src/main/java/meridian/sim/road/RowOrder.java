package meridian.sim.road;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A new order for the rows of a table: row i becomes what row {@code source[i]} was. Rows keep their width, so a table with
 * several entries a vehicle is sorted with the same order. Allocates only when the table has grown.
 */
final class RowOrder implements Columns {
    private final int[] source;
    private final int count;
    private final int width;
    private final Spare spare;

    /** One column of each type, exchanged with the column that has been sorted. */
    static final class Spare {
        private boolean[] booleans = new boolean[0];
        private byte[] bytes = new byte[0];
        private int[] ints = new int[0];
        private long[] longs = new long[0];
        private float[] floats = new float[0];
        private double[] doubles = new double[0];
        private final Map<Class<?>, Object[]> objects = new HashMap<>();

        /** An array like this one; this one is the next to be given away. */
        @SuppressWarnings("unchecked")
        private <T> T[] of(T[] column) {
            Object[] kept = objects.put(column.getClass(), column);
            return kept != null && kept.length == column.length ? (T[]) kept : Arrays.copyOf(column, column.length);
        }
    }

    /**
     * @param source old row for each new row
     * @param count how many rows there are
     * @param width entries of a row
     */
    RowOrder(int[] source, int count, int width, Spare spare) {
        this.source = source;
        this.count = count;
        this.width = width;
        this.spare = spare;
    }

    /** An order for tables that get columns of their own. */
    RowOrder(int[] source, int count, int width) {
        this(source, count, width, new Spare());
    }

    /** Puts the first rows of one column into another one, which is long enough. */
    void into(Object column, Object sorted) {
        switch (column) {
            case boolean[] from -> into(from, (boolean[]) sorted);
            case byte[] from -> into(from, (byte[]) sorted);
            case int[] from -> into(from, (int[]) sorted);
            case long[] from -> into(from, (long[]) sorted);
            case float[] from -> into(from, (float[]) sorted);
            case double[] from -> into(from, (double[]) sorted);
            case Object[] from -> into(from, (Object[]) sorted);
            default -> throw new IllegalArgumentException(column.getClass() + " is no column");
        }
    }

    /** The same order for a table with several entries a row, which has spare columns of its own. */
    RowOrder wide(int entries, Spare others) {
        return new RowOrder(source, count, entries, others);
    }

    private void into(boolean[] column, boolean[] sorted) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
    }

    @Override
    public boolean[] of(boolean[] column) {
        boolean[] sorted = spare.booleans.length == column.length ? spare.booleans : new boolean[column.length];
        into(column, sorted);
        Arrays.fill(sorted, count * width, sorted.length, false);
        spare.booleans = column;
        return sorted;
    }

    private void into(byte[] column, byte[] sorted) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
    }

    @Override
    public byte[] of(byte[] column) {
        byte[] sorted = spare.bytes.length == column.length ? spare.bytes : new byte[column.length];
        into(column, sorted);
        spare.bytes = column;
        return sorted;
    }

    private void into(int[] column, int[] sorted) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
    }

    @Override
    public int[] of(int[] column) {
        int[] sorted = spare.ints.length == column.length ? spare.ints : new int[column.length];
        into(column, sorted);
        spare.ints = column;
        return sorted;
    }

    private void into(long[] column, long[] sorted) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
    }

    @Override
    public long[] of(long[] column) {
        long[] sorted = spare.longs.length == column.length ? spare.longs : new long[column.length];
        into(column, sorted);
        spare.longs = column;
        return sorted;
    }

    private void into(float[] column, float[] sorted) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
    }

    @Override
    public float[] of(float[] column) {
        float[] sorted = spare.floats.length == column.length ? spare.floats : new float[column.length];
        into(column, sorted);
        spare.floats = column;
        return sorted;
    }

    private void into(double[] column, double[] sorted) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
    }

    @Override
    public double[] of(double[] column) {
        double[] sorted = spare.doubles.length == column.length ? spare.doubles : new double[column.length];
        into(column, sorted);
        spare.doubles = column;
        return sorted;
    }

    private void into(Object[] column, Object[] sorted) {
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
    }

    @Override
    public <T> T[] of(T[] column) {
        T[] sorted = spare.of(column);
        into(column, sorted);
        Arrays.fill(sorted, count * width, sorted.length, null);
        return sorted;
    }
}
