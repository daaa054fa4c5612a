package meridian.sim.road;

import org.jspecify.annotations.Nullable;

/** What happened on each link since the start, and the travel times that drivers hear of. */
public final class LinkRecords {
    /** Weight of the newest vehicle in the running mean of travel times. */
    private static final double NEWEST = 0.25;
    /** Travel time of a closed link, s: a day, so that every way around it is shorter. */
    static final float CLOSED_SECONDS = 86_400;

    /** Vehicles that came onto the link and that left it at its end. */
    long[] entered;

    long[] left;
    /** Vehicle seconds and vehicle metres driven on it, seconds lost against the wanted speed. */
    double[] seconds;

    double[] meters;
    double[] lost;
    /** Running mean of the time to drive it, its exit included, s. */
    float[] travelSeconds;

    /** Running mean of the vehicles that come onto the link, an hour, and how many had come when it was last looked at. */
    private float[] flow;

    private long[] enteredBefore;
    private final float[] freeSeconds;
    /** What it takes alone as things are now, s; and whether it is closed. */
    private float[] leastSeconds;

    private boolean[] closed;
    /** What drivers hear of where times are known ahead, s. */
    private float[] forecastSeconds;

    private @Nullable TravelTimes forecast;

    LinkRecords(RoadNetwork road) {
        int n = road.linkCount;
        entered = new long[n];
        left = new long[n];
        seconds = new double[n];
        meters = new double[n];
        lost = new double[n];
        flow = new float[n];
        enteredBefore = new long[n];
        freeSeconds = road.freeSeconds;
        travelSeconds = freeSeconds.clone();
        leastSeconds = freeSeconds.clone();
        closed = new boolean[n];
        forecastSeconds = freeSeconds.clone();
    }

    void each(Columns columns) {
        entered = columns.of(entered);
        left = columns.of(left);
        seconds = columns.of(seconds);
        meters = columns.of(meters);
        lost = columns.of(lost);
        travelSeconds = columns.of(travelSeconds);
        leastSeconds = columns.of(leastSeconds);
        closed = columns.of(closed);
        forecastSeconds = columns.of(forecastSeconds);
        flow = columns.of(flow);
        enteredBefore = columns.of(enteredBefore);
    }

    void passed(int link, double time) {
        left[link]++;
        if (!closed[link]) {
            travelSeconds[link] += (float) (NEWEST * (Math.max(time, leastSeconds[link]) - travelSeconds[link]));
        }
    }

    /**
     * What holds on a link from now on.
     *
     * @param slowness how many times as long as usual it takes alone
     */
    void nowTakes(int link, boolean isClosed, double slowness) {
        leastSeconds[link] = (float) (freeSeconds[link] * slowness);
        if (isClosed) {
            travelSeconds[link] = CLOSED_SECONDS;
        } else if (closed[link]) {
            // Nobody knows what traffic will come back.
            travelSeconds[link] = leastSeconds[link];
        } else {
            travelSeconds[link] = Math.max(travelSeconds[link], leastSeconds[link]);
        }
        closed[link] = isClosed;
    }

    /** From now on drivers hear of these times in place of those that others have just needed; null: of those again. */
    void expect(@Nullable TravelTimes times, double now) {
        forecast = times;
        lookAhead(now);
    }

    /** The same times as before a state was saved; what drivers have heard of them is in the state. */
    void expectAgain(TravelTimes times) {
        forecast = times;
    }

    /** The same times ahead as in another city. */
    void expectLike(LinkRecords other) {
        forecast = other.forecast;
    }

    /** Looks up the times that are known ahead; what is closed is closed, and nothing is faster than alone. */
    void lookAhead(double now) {
        TravelTimes times = forecast;
        if (times != null) {
            for (int link = 0; link < forecastSeconds.length; link++) {
                forecastSeconds[link] =
                        closed[link] ? CLOSED_SECONDS : (float) Math.max(leastSeconds[link], times.seconds(link, now));
            }
        }
    }

    /** What drivers hear that each link takes, s; indexed by link; do not change. */
    float[] heardSeconds() {
        return forecast == null ? travelSeconds : forecastSeconds;
    }

    /** Somebody has been on the link so long already and is still there. */
    void takesAtLeast(int link, double time) {
        travelSeconds[link] = (float) Math.max(travelSeconds[link], time);
    }

    double freeSeconds(int link) {
        return freeSeconds[link];
    }

    /** A link that nobody uses forgets its old travel time: half of what is above free flow goes in ten minutes. */
    void fade(int link, float factor) {
        if (!closed[link]) {
            travelSeconds[link] = leastSeconds[link] + (travelSeconds[link] - leastSeconds[link]) * factor;
        }
    }

    /** Goes on with the running means of flows after some time, s. */
    void noteFlows(double elapsedSeconds, double weight) {
        for (int link = 0; link < flow.length; link++) {
            double hourly = (entered[link] - enteredBefore[link]) * 3600 / elapsedSeconds;
            flow[link] += (float) (weight * (hourly - flow[link]));
            enteredBefore[link] = entered[link];
        }
    }

    /** Vehicles that came onto the link an hour, as a mean over the last minutes. */
    public double flowPerHour(int link) {
        return flow[link];
    }

    public long entered(int link) {
        return entered[link];
    }

    public long left(int link) {
        return left[link];
    }

    /** Time spent on the link by all vehicles, s. */
    public double vehicleSeconds(int link) {
        return seconds[link];
    }

    /** Way driven on the link by all vehicles, m. */
    public double vehicleMeters(int link) {
        return meters[link];
    }

    /** Time lost on the link against the wanted speed by all vehicles, s. */
    public double lostSeconds(int link) {
        return lost[link];
    }

    /** Present time to drive the link, s; indexed by link; do not change. */
    public float[] travelSeconds() {
        return travelSeconds;
    }
}
