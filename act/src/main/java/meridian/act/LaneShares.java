package meridian.act;

/**
 * Where vehicles of a lane are when only their number is known: those that stand, one behind the other from the line on; those that
 * drive, evenly on the rest.
 */
final class LaneShares {
    /** Road that a standing vehicle takes, m: 5 m and a gap of 2.5 m. */
    static final double SPACE_METERS = 7.5;

    private LaneShares() {}

    /** Sum over the vehicles of how near they are to the line, 1 at it, 0 at the lane's start. */
    static double nearLine(double vehicles, double standing, double lengthMeters) {
        double queueMeters = Math.min(lengthMeters, standing * SPACE_METERS);
        double queued = standing * (1 - queueMeters / 2 / lengthMeters);
        double driving = (vehicles - standing) * (1 - queueMeters / lengthMeters) / 2;
        return queued + driving;
    }

    /** Of the driving ones, those within so many metres of the end of the queue's first place, the line. */
    static double withinMeters(double driving, double standing, double lengthMeters, double reachMeters) {
        double queueMeters = Math.min(lengthMeters, standing * SPACE_METERS);
        double free = lengthMeters - queueMeters;
        return free <= 0 ? 0 : driving * Math.clamp((reachMeters - queueMeters) / free, 0, 1);
    }
}
