package meridian.history;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import meridian.twin.entity.Quality;
import meridian.twin.history.RollUps;
import meridian.twin.history.Version;
import org.jspecify.annotations.Nullable;

/**
 * Versions that are in no file yet, as columns: some 60 bytes for each number. One thread adds; any may ask meanwhile.
 *
 * <p>It ends between two events, never within one, so that it is on the disk with all of an event or with nothing of it.
 */
final class OpenRows implements VersionSink {
    private static final int FIRST_ROOM = 4_096;
    private static final Quality[] QUALITIES = Quality.values();

    private final Map<Series, Integer> ids = new HashMap<>();
    private final List<Series> names = new ArrayList<>();
    private int size;
    private long heldBytes;
    private long endPosition;
    private boolean beginning;

    // One entry each for a row.
    private int[] series = new int[FIRST_ROOM];
    private long[] observed = new long[FIRST_ROOM];
    private long[] recorded = new long[FIRST_ROOM];
    private long[] position = new long[FIRST_ROOM];
    private int[] index = new int[FIRST_ROOM];
    private double[] number = new double[FIRST_ROOM];
    private byte[] quality = new byte[FIRST_ROOM];
    private boolean[] deleted = new boolean[FIRST_ROOM];
    private @Nullable String[] text = new String[FIRST_ROOM];
    private @Nullable String[] unit = new String[FIRST_ROOM];
    private @Nullable String[] source = new String[FIRST_ROOM];
    private byte @Nullable [][] bytes = new byte[FIRST_ROOM][];

    /** @param startPosition of the last event before it */
    OpenRows(long startPosition) {
        endPosition = startPosition;
    }

    @Override
    public synchronized void add(String entityId, String attribute, @Nullable String datasetId, Version version) {
        if (size == series.length) {
            grow();
        }
        Kept kept = Kept.of(version.content());
        series[size] = id(new Series(entityId, attribute, datasetId));
        observed[size] = version.observedMicros();
        recorded[size] = version.recordedMicros();
        position[size] = version.position();
        index[size] = version.index();
        number[size] = kept.number();
        quality[size] = (byte) version.quality().ordinal();
        deleted[size] = version.isDeletion();
        text[size] = kept.text();
        unit[size] = kept.unit();
        source[size] = version.source();
        bytes[size] = kept.bytes();
        heldBytes += kept.heldBytes();
        size++;
    }

    private int id(Series wanted) {
        Integer known = ids.get(wanted);
        if (known != null) {
            return known;
        }
        int next = names.size();
        ids.put(wanted, next);
        names.add(wanted);
        return next;
    }

    private void grow() {
        int room = size * 2;
        series = Arrays.copyOf(series, room);
        observed = Arrays.copyOf(observed, room);
        recorded = Arrays.copyOf(recorded, room);
        position = Arrays.copyOf(position, room);
        index = Arrays.copyOf(index, room);
        number = Arrays.copyOf(number, room);
        quality = Arrays.copyOf(quality, room);
        deleted = Arrays.copyOf(deleted, room);
        text = Arrays.copyOf(text, room);
        unit = Arrays.copyOf(unit, room);
        source = Arrays.copyOf(source, room);
        bytes = Arrays.copyOf(bytes, room);
    }

    /** All of an event is in. */
    synchronized void endAt(long eventPosition) {
        endPosition = eventPosition;
    }

    synchronized long endPosition() {
        return endPosition;
    }

    /** It holds what was true before the first event that was handed in. */
    synchronized void beginHere() {
        beginning = true;
    }

    synchronized boolean isBeginning() {
        return beginning;
    }

    synchronized int size() {
        return size;
    }

    /** Of texts and wire forms, which have no fixed size. */
    synchronized long heldBytes() {
        return heldBytes;
    }

    /** Versions of some series that were observed from one time on and before another, in no order. */
    synchronized void select(
            Predicate<Series> which, long fromMicros, long toMicros, BiConsumer<Series, Version> action) {
        boolean[] wanted = new boolean[names.size()];
        boolean any = false;
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = which.test(names.get(i));
            any |= wanted[i];
        }
        for (int row = 0; any && row < size; row++) {
            if (wanted[series[row]] && observed[row] >= fromMicros && observed[row] < toMicros) {
                action.accept(names.get(series[row]), version(row));
            }
        }
    }

    private Version version(int row) {
        return new Version(
                observed[row],
                recorded[row],
                position[row],
                index[row],
                deleted[row] ? null : kept(row).content(),
                QUALITIES[quality[row]],
                source[row]);
    }

    // What follows is for the writer, when nothing is added any more.

    /**
     * Numbers of all rows in the order of files: by series, observed, position, index. Rows are dealt out to their series as they
     * came; most came in their order.
     */
    int[] order(int[] rank) {
        int[] end = new int[names.size()];
        for (int row = 0; row < size; row++) {
            end[rank[series[row]]]++;
        }
        for (int i = 1; i < end.length; i++) {
            end[i] += end[i - 1];
        }
        int[] order = new int[size];
        int[] next = end.clone();
        for (int row = size - 1; row >= 0; row--) {
            order[--next[rank[series[row]]]] = row;
        }
        for (int i = 0; i < end.length; i++) {
            sort(order, next[i], end[i]);
        }
        return order;
    }

    /** Sorts the rows of one series, where they are not. */
    private void sort(int[] order, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (compare(order[i - 1], order[i]) > 0) {
                int[] sorted = Arrays.stream(order, from, to)
                        .boxed()
                        .sorted(this::compare)
                        .mapToInt(Integer::intValue)
                        .toArray();
                System.arraycopy(sorted, 0, order, from, sorted.length);
                return;
            }
        }
    }

    private int compare(int a, int b) {
        if (observed[a] != observed[b]) {
            return Long.compare(observed[a], observed[b]);
        }
        return position[a] != position[b]
                ? Long.compare(position[a], position[b])
                : Integer.compare(index[a], index[b]);
    }

    /** By number of a series, its place among all that are sorted. */
    int[] ranks() {
        List<Series> sorted = sortedSeries();
        int[] rank = new int[sorted.size()];
        for (int i = 0; i < rank.length; i++) {
            rank[id(sorted.get(i))] = i;
        }
        return rank;
    }

    List<Series> sortedSeries() {
        return names.stream().sorted(Series.ORDER).toList();
    }

    int series(int row) {
        return series[row];
    }

    long observed(int row) {
        return observed[row];
    }

    long recorded(int row) {
        return recorded[row];
    }

    long position(int row) {
        return position[row];
    }

    int index(int row) {
        return index[row];
    }

    boolean isDeletion(int row) {
        return deleted[row];
    }

    Quality quality(int row) {
        return QUALITIES[quality[row]];
    }

    @Nullable
    String source(int row) {
        return source[row];
    }

    Kept kept(int row) {
        return new Kept(number[row], text[row], unit[row], bytes[row]);
    }

    /** Whether {@link RollUps} take it. */
    boolean isRolledUp(int row) {
        return Math.abs(number[row]) <= RollUps.LARGEST;
    }
}
