package meridian.sim.road;

/**
 * How the road engine runs.
 *
 * @param stepSeconds length of a step, 0.1 to 1 s
 * @param seed of every random stream
 * @param startSeconds second of the simulated day at which it begins, 0 or more
 * @param threads that share the work; results do not depend on it
 * @param informedShare of the drivers whose way was not given: they hear of travel times on the way too, and drive around
 *     jams; 0 to 1
 * @param keepsNodesClear whether nobody drives into a node behind which there is no room, as the rules of most countries
 *     have it ("do not block the box")
 */
public record RoadSettings(
        double stepSeconds,
        long seed,
        double startSeconds,
        int threads,
        double informedShare,
        boolean keepsNodesClear) {
    public RoadSettings {
        if (!(informedShare >= 0 && informedShare <= 1)) {
            throw new IllegalArgumentException("a share of drivers is 0 to 1, got " + informedShare);
        }
        if (threads < 1 || threads > 256) {
            throw new IllegalArgumentException("an engine runs on 1 to 256 threads, got " + threads);
        }
        if (!(stepSeconds >= 0.1 && stepSeconds <= 1)) {
            throw new IllegalArgumentException("a step is 0.1 to 1 s, got " + stepSeconds + " s");
        }
        if (!(startSeconds >= 0 && startSeconds < 1e9)) {
            throw new IllegalArgumentException("a start is at 0 s or later, got " + startSeconds + " s");
        }
    }

    /** On one thread; nobody changes the way that was chosen at departure, and nodes are kept clear. */
    public RoadSettings(double stepSeconds, long seed, double startSeconds) {
        this(stepSeconds, seed, startSeconds, 1, 0, true);
    }

    public RoadSettings withThreads(int count) {
        return new RoadSettings(stepSeconds, seed, startSeconds, count, informedShare, keepsNodesClear);
    }

    public RoadSettings withInformed(double share) {
        return new RoadSettings(stepSeconds, seed, startSeconds, threads, share, keepsNodesClear);
    }

    public RoadSettings withNodesKeptClear(boolean clear) {
        return new RoadSettings(stepSeconds, seed, startSeconds, threads, informedShare, clear);
    }

    /** Steps of one second from this second of the day on. */
    public static RoadSettings startingAt(double startSeconds, long seed) {
        return new RoadSettings(1, seed, startSeconds);
    }
}
