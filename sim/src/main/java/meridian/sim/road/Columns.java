package meridian.sim.road;

import java.util.Arrays;

/** Something that is done to every column of a table alike: making, lengthening, copying, sorting its rows. */
interface Columns {
    boolean[] of(boolean[] column);

    byte[] of(byte[] column);

    int[] of(int[] column);

    long[] of(long[] column);

    float[] of(float[] column);

    double[] of(double[] column);

    <T> T[] of(T[] column);

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
