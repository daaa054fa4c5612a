package meridian.sim.assimilation;

/**
 * What stations and their loops have counted; entry s belongs to station s, entry i to loop i.
 *
 * @param count vehicles that passed
 * @param speedSumMps the sum of the speeds at which they did, m/s
 * @param occupiedSeconds time that somebody was over one of its loops, added up over those, s
 * @param loopCount vehicles that passed each loop
 */
public record Reading(long[] count, double[] speedSumMps, double[] occupiedSeconds, long[] loopCount) {
    public Reading {
        if (count.length != speedSumMps.length || count.length != occupiedSeconds.length) {
            throw new IllegalArgumentException(count.length + " counts, " + speedSumMps.length + " speeds and "
                    + occupiedSeconds.length + " times");
        }
    }

    public static Reading none(int stations, int loops) {
        return new Reading(new long[stations], new double[stations], new double[stations], new long[loops]);
    }

    public int size() {
        return count.length;
    }

    /** What has been counted since an earlier reading. */
    public Reading since(Reading before) {
        return with(before, -1);
    }

    public Reading plus(Reading more) {
        return with(more, 1);
    }

    private Reading with(Reading other, int times) {
        Reading result = none(count.length, loopCount.length);
        for (int s = 0; s < count.length; s++) {
            result.count[s] = count[s] + times * other.count[s];
            result.speedSumMps[s] = speedSumMps[s] + times * other.speedSumMps[s];
            result.occupiedSeconds[s] = occupiedSeconds[s] + times * other.occupiedSeconds[s];
        }
        for (int i = 0; i < loopCount.length; i++) {
            result.loopCount[i] = loopCount[i] + times * other.loopCount[i];
        }
        return result;
    }

    /** Mean speed of those who passed a station, m/s; NaN where nobody did. */
    public double meanSpeedMps(int station) {
        return speedSumMps[station] / count[station];
    }
}
