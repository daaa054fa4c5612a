package meridian.sim.assimilation;

/**
 * What stations and their loops have counted; entry s belongs to station s, entry i to loop i.
 *
 * @param count vehicles that passed
 * @param speedSumMps the sum of the speeds at which they did, m/s
 * @param loopCount vehicles that passed each loop
 */
public record Reading(long[] count, double[] speedSumMps, long[] loopCount) {
    public Reading {
        if (count.length != speedSumMps.length) {
            throw new IllegalArgumentException(count.length + " counts and " + speedSumMps.length + " speeds");
        }
    }

    public static Reading none(int stations, int loops) {
        return new Reading(new long[stations], new double[stations], new long[loops]);
    }

    public int size() {
        return count.length;
    }

    /** What has been counted since an earlier reading. */
    public Reading since(Reading before) {
        Reading between = none(count.length, loopCount.length);
        for (int s = 0; s < count.length; s++) {
            between.count[s] = count[s] - before.count[s];
            between.speedSumMps[s] = speedSumMps[s] - before.speedSumMps[s];
        }
        for (int i = 0; i < loopCount.length; i++) {
            between.loopCount[i] = loopCount[i] - before.loopCount[i];
        }
        return between;
    }

    public Reading plus(Reading more) {
        Reading sum = none(count.length, loopCount.length);
        for (int s = 0; s < count.length; s++) {
            sum.count[s] = count[s] + more.count[s];
            sum.speedSumMps[s] = speedSumMps[s] + more.speedSumMps[s];
        }
        for (int i = 0; i < loopCount.length; i++) {
            sum.loopCount[i] = loopCount[i] + more.loopCount[i];
        }
        return sum;
    }

    /** Mean speed of those who passed a station, m/s; NaN where nobody did. */
    public double meanSpeedMps(int station) {
        return speedSumMps[station] / count[station];
    }

    public long total() {
        long sum = 0;
        for (long one : count) {
            sum += one;
        }
        return sum;
    }
}
