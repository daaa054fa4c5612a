package meridian.formats.osm;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An order of points in which neighbours in the plane are mostly neighbours: along the Z-order curve (G. M. Morton, "A
 * computer oriented geodetic data base", IBM 1966). Who goes through a city in the order of its nodes then finds in the
 * processor's cache what the last ones have needed.
 */
final class NearbyOrder {
    private static final int CELLS = 1 << 16;

    private NearbyOrder() {}

    /** Indices of the points in that order. */
    static int[] of(double[] x, double[] y) {
        double left = min(x);
        double bottom = min(y);
        double size = Math.max(1, Math.max(max(x) - left, max(y) - bottom));
        long[] keyed = new long[x.length];
        for (int i = 0; i < keyed.length; i++) {
            long key = spread(cell(x[i] - left, size)) | spread(cell(y[i] - bottom, size)) << 1;
            keyed[i] = key << 32 | i;
        }
        Arrays.parallelSort(keyed);
        return IntStream.range(0, keyed.length).map(i -> (int) keyed[i]).toArray();
    }

    private static int cell(double offset, double size) {
        return Math.clamp((int) (offset / size * CELLS), 0, CELLS - 1);
    }

    /** Bit i of a number becomes bit 2 i. */
    private static long spread(int value) {
        long bits = value;
        bits = (bits | bits << 8) & 0x00FF00FFL;
        bits = (bits | bits << 4) & 0x0F0F0F0FL;
        bits = (bits | bits << 2) & 0x33333333L;
        return (bits | bits << 1) & 0x55555555L;
    }

    private static double min(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static double max(double[] values) {
        return Arrays.stream(values).max().orElse(0);
    }
}
