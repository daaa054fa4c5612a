package meridian.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import meridian.sim.road.LinkRecords;

/**
 * What happened on each link in each slice of time. A row for each link on which somebody was, by slice, then by link. Arrays
 * are indexed by row. One thread.
 */
final class LinkSlices {
    /** Begin and end of a slice, second of the simulated day. */
    record Span(double beginSeconds, double endSeconds) {
        double seconds() {
            return endSeconds - beginSeconds;
        }
    }

    private final List<Span> spans = new ArrayList<>();
    int rows;
    int[] slice = new int[64];
    int[] link = new int[64];
    /** Vehicles that came, and that left at its end or arrived on it. */
    long[] entered = new long[64];

    long[] left = new long[64];
    /** Vehicle seconds, vehicle metres, and vehicle seconds lost. */
    double[] seconds = new double[64];

    double[] meters = new double[64];
    double[] lost = new double[64];
    /** Standing vehicles: mean and most over the samples of the slice. */
    double[] meanQueue = new double[64];

    int[] longestQueue = new int[64];

    /** What the records said at the end of the slice before, by link. */
    private final long[] enteredBefore;

    private final long[] leftBefore;
    private final double[] secondsBefore;
    private final double[] metersBefore;
    private final double[] lostBefore;

    /** @param records which say more than nothing where the city has gone on from a saved one */
    LinkSlices(int links, LinkRecords records) {
        enteredBefore = new long[links];
        leftBefore = new long[links];
        secondsBefore = new double[links];
        metersBefore = new double[links];
        lostBefore = new double[links];
        for (int l = 0; l < links; l++) {
            remember(l, records);
        }
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    int count() {
        return spans.size();
    }

    Span span(int row) {
        return spans.get(slice[row]);
    }

    /** Closes a slice that ends now. */
    void add(Span span, LinkRecords records, QueueLog queues) {
        for (int l = 0; l < enteredBefore.length; l++) {
            boolean quiet = records.vehicleSeconds(l) == secondsBefore[l]
                    && records.entered(l) == enteredBefore[l]
                    && records.left(l) == leftBefore[l];
            if (!quiet) {
                add(l, records, queues);
            }
        }
        spans.add(span);
        queues.beginSlice();
    }

    private void add(int l, LinkRecords records, QueueLog queues) {
        if (rows == link.length) {
            grow(rows * 2);
        }
        slice[rows] = spans.size();
        link[rows] = l;
        entered[rows] = records.entered(l) - enteredBefore[l];
        left[rows] = records.left(l) - leftBefore[l];
        seconds[rows] = records.vehicleSeconds(l) - secondsBefore[l];
        meters[rows] = records.vehicleMeters(l) - metersBefore[l];
        lost[rows] = records.lostSeconds(l) - lostBefore[l];
        meanQueue[rows] = queues.meanOfSlice(l);
        longestQueue[rows] = queues.longestOfSlice(l);
        rows++;
        remember(l, records);
    }

    private void remember(int l, LinkRecords records) {
        enteredBefore[l] = records.entered(l);
        leftBefore[l] = records.left(l);
        secondsBefore[l] = records.vehicleSeconds(l);
        metersBefore[l] = records.vehicleMeters(l);
        lostBefore[l] = records.lostSeconds(l);
    }

    private void grow(int size) {
        slice = Arrays.copyOf(slice, size);
        link = Arrays.copyOf(link, size);
        entered = Arrays.copyOf(entered, size);
        left = Arrays.copyOf(left, size);
        seconds = Arrays.copyOf(seconds, size);
        meters = Arrays.copyOf(meters, size);
        lost = Arrays.copyOf(lost, size);
        meanQueue = Arrays.copyOf(meanQueue, size);
        longestQueue = Arrays.copyOf(longestQueue, size);
    }
}
