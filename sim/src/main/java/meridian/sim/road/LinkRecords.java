package meridian.sim.road;

/** What happened on each link since the start, and the travel times that drivers hear of. */
public final class LinkRecords {
    /** Weight of the newest vehicle in the running mean of travel times. */
    private static final double NEWEST = 0.25;

    /** Vehicles that came onto the link and that left it at its end. */
    final long[] entered;

    final long[] left;
    /** Vehicle seconds and vehicle metres driven on it, seconds lost against the wanted speed. */
    final double[] seconds;

    final double[] meters;
    final double[] lost;
    /** Running mean of the time to drive it, its exit included, s. */
    final float[] travelSeconds;

    private final float[] freeSeconds;

    LinkRecords(RoadNetwork road) {
        int n = road.linkCount;
        entered = new long[n];
        left = new long[n];
        seconds = new double[n];
        meters = new double[n];
        lost = new double[n];
        travelSeconds = new float[n];
        freeSeconds = new float[n];
        for (int l = 0; l < n; l++) {
            freeSeconds[l] = (float) road.network.link(l).freeFlowSeconds();
            travelSeconds[l] = freeSeconds[l];
        }
    }

    private LinkRecords(LinkRecords other) {
        entered = other.entered.clone();
        left = other.left.clone();
        seconds = other.seconds.clone();
        meters = other.meters.clone();
        lost = other.lost.clone();
        travelSeconds = other.travelSeconds.clone();
        freeSeconds = other.freeSeconds.clone();
    }

    LinkRecords copy() {
        return new LinkRecords(this);
    }

    void passed(int link, double time) {
        left[link]++;
        travelSeconds[link] += (float) (NEWEST * (Math.max(time, freeSeconds[link]) - travelSeconds[link]));
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
        travelSeconds[link] = freeSeconds[link] + (travelSeconds[link] - freeSeconds[link]) * factor;
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
