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

    /** The same order for a table with several entries a row, which has spare columns of its own. */
    RowOrder wide(int entries, Spare others) {
        return new RowOrder(source, count, entries, others);
    }

    @Override
    public boolean[] of(boolean[] column) {
        boolean[] sorted = spare.booleans.length == column.length ? spare.booleans : new boolean[column.length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
        Arrays.fill(sorted, count * width, sorted.length, false);
        spare.booleans = column;
        return sorted;
    }

    @Override
    public byte[] of(byte[] column) {
        byte[] sorted = spare.bytes.length == column.length ? spare.bytes : new byte[column.length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
        spare.bytes = column;
        return sorted;
    }

    @Override
    public int[] of(int[] column) {
        int[] sorted = spare.ints.length == column.length ? spare.ints : new int[column.length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
        spare.ints = column;
        return sorted;
    }

    @Override
    public long[] of(long[] column) {
        long[] sorted = spare.longs.length == column.length ? spare.longs : new long[column.length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
        spare.longs = column;
        return sorted;
    }

    @Override
    public float[] of(float[] column) {
        float[] sorted = spare.floats.length == column.length ? spare.floats : new float[column.length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
        spare.floats = column;
        return sorted;
    }

    @Override
    public double[] of(double[] column) {
        double[] sorted = spare.doubles.length == column.length ? spare.doubles : new double[column.length];
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
        spare.doubles = column;
        return sorted;
    }

    @Override
    public <T> T[] of(T[] column) {
        T[] sorted = spare.of(column);
        for (int i = 0; i < count; i++) {
            for (int k = 0; k < width; k++) {
                sorted[i * width + k] = column[source[i] * width + k];
            }
        }
        Arrays.fill(sorted, count * width, sorted.length, null);
        return sorted;
    }
}
