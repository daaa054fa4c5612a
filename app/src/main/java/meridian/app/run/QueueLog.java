package meridian.app.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import meridian.sim.road.RoadEngine;
import meridian.sim.road.RoadView;

/** How many vehicles stand on each link, looked at every {@value #EVERY_SECONDS} s; planned stops do not count. One thread. */
final class QueueLog {
    static final double EVERY_SECONDS = 30;

    private final List<Double> times = new ArrayList<>();
    /** Somebody stood on link {@code link[i]} in sample {@code sample[i]}. */
    private int entries;

    private int[] sample = new int[64];
    private int[] link = new int[64];
    private int[] standing = new int[64];

    /** Over the samples of the present slice, by link. */
    private final long[] sum;

    private final int[] longest;
    private int samples;

    private final int[] now;
    private final int[] counts;
    private final float[] unused;

    QueueLog(int links) {
        sum = new long[links];
        longest = new int[links];
        now = new int[links];
        counts = new int[links];
        unused = new float[links];
    }

    void look(RoadView view, RoadEngine engine) {
        Arrays.fill(now, 0);
        view.addByLink(engine, unused, unused, counts, now);
        for (int l = 0; l < now.length; l++) {
            if (now[l] > 0) {
                sum[l] += now[l];
                longest[l] = Math.max(longest[l], now[l]);
                add(l, now[l]);
            }
        }
        times.add(engine.timeSeconds());
        samples++;
    }

    private void add(int l, int count) {
        if (entries == link.length) {
            sample = Arrays.copyOf(sample, entries * 2);
            link = Arrays.copyOf(link, entries * 2);
            standing = Arrays.copyOf(standing, entries * 2);
        }
        sample[entries] = times.size();
        link[entries] = l;
        standing[entries++] = count;
    }

    double meanOfSlice(int l) {
        return samples == 0 ? 0 : sum[l] / (double) samples;
    }

    int longestOfSlice(int l) {
        return longest[l];
    }

    void beginSlice() {
        Arrays.fill(sum, 0);
        Arrays.fill(longest, 0);
        samples = 0;
    }

    /** Seconds of the simulated day of all samples. */
    double[] times() {
        return times.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The links on which most vehicles stood over the whole run, those first. */
    List<Integer> longest(int most) {
        long[] all = new long[now.length];
        for (int i = 0; i < entries; i++) {
            all[link[i]] += standing[i];
        }
        return IntStream.range(0, all.length)
                .filter(l -> all[l] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer l) -> -all[l]).thenComparing(l -> l))
                .limit(most)
                .toList();
    }

    /** Standing vehicles of one link in all samples. */
    double[] profile(int ofLink) {
        double[] profile = new double[times.size()];
        for (int i = 0; i < entries; i++) {
            if (link[i] == ofLink) {
                profile[sample[i]] = standing[i];
            }
        }
        return profile;
    }
}
