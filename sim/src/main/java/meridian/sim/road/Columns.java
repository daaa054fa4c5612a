package meridian.sim.road;

import java.util.Arrays;

/**
 * Something that is done alike to all that changes in a part of a running city, column by column: lengthening, sorting,
 * copying, saving, restoring. A part shows what it has in always the same order and keeps what it gets back.
 */
interface Columns {
    boolean[] of(boolean[] column);

    byte[] of(byte[] column);

    int[] of(int[] column);

    long[] of(long[] column);

    float[] of(float[] column);

    double[] of(double[] column);

    <T> T[] of(T[] column);

    default int of(int value) {
        return value;
    }

    default long of(long value) {
        return value;
    }

    default double of(double value) {
        return value;
    }

    /**
     * The same for a table that is longer than what is in it: of its columns only the first {@code rows} rows of
     * {@code width} entries mean something.
     */
    default Columns table(int rows, int width) {
        return this;
    }

    /** The same for a table with a row for each vehicle, of which some may be left out. */
    default Columns vehicles(int rows, int width) {
        return table(rows, width);
    }

    /** How many rows of vehicles there are. */
    default int vehicleRows(int rows) {
        return of(rows);
    }

    /** Rows of a table that is made for so many: some are left for those who come. */
    static int roomFor(int rows) {
        return rows + rows / 8 + 64;
    }

    /** Columns of this many rows; what is there already stays. */
    static Columns sized(int rows) {
        return new Columns() {
            @Override
            public boolean[] of(boolean[] column) {
                return Arrays.copyOf(column, rows);
            }

            @Override
            public byte[] of(byte[] column) {
                return Arrays.copyOf(column, rows);
            }

            @Override
            public int[] of(int[] column) {
                return Arrays.copyOf(column, rows);
            }

            @Override
            public long[] of(long[] column) {
                return Arrays.copyOf(column, rows);
            }

            @Override
            public float[] of(float[] column) {
                return Arrays.copyOf(column, rows);
            }

            @Override
            public double[] of(double[] column) {
                return Arrays.copyOf(column, rows);
            }

            @Override
            public <T> T[] of(T[] column) {
                return Arrays.copyOf(column, rows);
            }
        };
    }
}
