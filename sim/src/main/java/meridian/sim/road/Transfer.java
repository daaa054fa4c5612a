package meridian.sim.road;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes one part of a city equal to another of the same network. Columns that are long enough already are written over, so
 * that a city which takes over another again and again allocates next to nothing.
 */
final class Transfer {
    private Transfer() {}

    /** One column or value, and how much of it means something. */
    private record Shown(Object what, int rows, int width, boolean ofVehicles) {
        static final int ALL = -1;
    }

    /** The rows of vehicles that are taken over, {@code count} of them, in their new order. */
    record Chosen(int[] row, int count) {}

    /**
     * @param from shows what it has, in the same order as
     * @param to takes it over
     */
    static void copy(Consumer<Columns> from, Consumer<Columns> to) {
        copy(from, to, null);
    }

    /** The same, but only the chosen rows of vehicles; what points to rows still points to the old ones. */
    static void copy(Consumer<Columns> from, Consumer<Columns> to, @Nullable Chosen chosen) {
        List<Shown> shown = new ArrayList<>();
        from.accept(new Showing(shown, Shown.ALL, 1, false));
        Taking taking = new Taking(shown, chosen);
        to.accept(taking);
        if (taking.next[0] != shown.size()) {
            throw new IllegalStateException("a part shows " + shown.size() + " columns and takes " + taking.next[0]);
        }
    }

    /** Lists what a part has and changes nothing. */
    private record Showing(List<Shown> shown, int rows, int width, boolean ofVehicles) implements Columns {
        private <T> T show(T column) {
            shown.add(new Shown(column, rows, width, ofVehicles));
            return column;
        }

        @Override
        public boolean[] of(boolean[] column) {
            return show(column);
        }

        @Override
        public byte[] of(byte[] column) {
            return show(column);
        }

        @Override
        public int[] of(int[] column) {
            return show(column);
        }

        @Override
        public long[] of(long[] column) {
            return show(column);
        }

        @Override
        public float[] of(float[] column) {
            return show(column);
        }

        @Override
        public double[] of(double[] column) {
            return show(column);
        }

        @Override
        public <T> T[] of(T[] column) {
            return show(column);
        }

        @Override
        public int of(int value) {
            return show(value);
        }

        @Override
        public long of(long value) {
            return show(value);
        }

        @Override
        public double of(double value) {
            return show(value);
        }

        @Override
        public Columns table(int tableRows, int tableWidth) {
            return new Showing(shown, tableRows, tableWidth, false);
        }

        @Override
        public Columns vehicles(int tableRows, int tableWidth) {
            return new Showing(shown, tableRows, tableWidth, true);
        }
    }

    /** Gives a part what another one has shown. */
    private static final class Taking implements Columns {
        private final List<Shown> shown;
        private final @Nullable Chosen chosen;
        final int[] next = new int[1];

        Taking(List<Shown> shown, @Nullable Chosen chosen) {
            this.shown = shown;
            this.chosen = chosen;
        }

        @SuppressWarnings("unchecked")
        private <T> T take(T mine) {
            Shown theirs = shown.get(next[0]++);
            if (theirs.rows == Shown.ALL) {
                return (T) copied(theirs.what, mine, Array.getLength(theirs.what), Array.getLength(theirs.what));
            }
            Chosen some = theirs.ofVehicles ? chosen : null;
            int rows = some == null ? theirs.rows : some.count;
            int used = rows * theirs.width;
            boolean fits = Array.getLength(mine) >= used;
            int length = fits ? Array.getLength(mine) : Columns.roomFor(rows) * theirs.width;
            if (some == null) {
                return (T) copied(theirs.what, mine, used, length);
            }
            T copy = fits ? mine : (T) Array.newInstance(mine.getClass().getComponentType(), length);
            new RowOrder(some.row, rows, theirs.width).into(theirs.what, copy);
            return copy;
        }

        @Override
        public int vehicleRows(int rows) {
            int all = of(rows);
            Chosen some = chosen;
            return some == null ? all : some.count;
        }

        private static Object copied(Object theirs, Object mine, int used, int length) {
            Object copy = Array.getLength(mine) == length
                    ? mine
                    : Array.newInstance(mine.getClass().getComponentType(), length);
            System.arraycopy(theirs, 0, copy, 0, used);
            if (copy instanceof Object[] objects) {
                // What nobody needs any more is let go.
                Arrays.fill(objects, used, length, null);
            }
            return copy;
        }

        private Object value() {
            return shown.get(next[0]++).what;
        }

        @Override
        public boolean[] of(boolean[] column) {
            return take(column);
        }

        @Override
        public byte[] of(byte[] column) {
            return take(column);
        }

        @Override
        public int[] of(int[] column) {
            return take(column);
        }

        @Override
        public long[] of(long[] column) {
            return take(column);
        }

        @Override
        public float[] of(float[] column) {
            return take(column);
        }

        @Override
        public double[] of(double[] column) {
            return take(column);
        }

        @Override
        public <T> T[] of(T[] column) {
            return take(column);
        }

        @Override
        public int of(int value) {
            return (int) value();
        }

        @Override
        public long of(long value) {
            return (long) value();
        }

        @Override
        public double of(double value) {
            return (double) value();
        }
    }
}
