package meridian.sim.road;

/**
 * How the road engine runs.
 *
 * @param stepSeconds length of a step, 0.1 to 1 s
 * @param seed of every random stream
 * @param startSeconds second of the simulated day at which it begins, 0 or more
 */
public record RoadSettings(double stepSeconds, long seed, double startSeconds) {
    public RoadSettings {
        if (!(stepSeconds >= 0.1 && stepSeconds <= 1)) {
            throw new IllegalArgumentException("a step is 0.1 to 1 s, got " + stepSeconds + " s");
        }
        if (!(startSeconds >= 0 && startSeconds < 1e9)) {
            throw new IllegalArgumentException("a start is at 0 s or later, got " + startSeconds + " s");
        }
    }

    /** Steps of one second from this second of the day on. */
    public static RoadSettings startingAt(double startSeconds, long seed) {
        return new RoadSettings(1, seed, startSeconds);
    }
}
