package meridian.model.signal;

/**
 * How detectors lengthen the greens of a plan: a green that may vary goes on after its least time as long as somebody was
 * over one of its detectors less than the largest gap ago, and then so long that this one reaches the line, until its most
 * time.
 *
 * <p>Source: SUMO's documentation, "Traffic Lights", actuated by time gaps; the names in brackets are its parameters. There
 * is one detector on each lane. RiLSA (2015), 4.4, calls the same a measurement of time gaps.
 *
 * @param maxGapSeconds a green ends when nobody was over its detectors for so long, s (max-gap)
 * @param detectorGapSeconds way from a detector to the stop line, as time at the speed limit, s (detector-gap)
 * @param passingSeconds time in which each of a queue passes the line, s (passing-time); a detector never lies farther back
 *     than those who stand between it and the line get away in the least green
 */
public record Actuation(double maxGapSeconds, double detectorGapSeconds, double passingSeconds) {
    /** SUMO's defaults. */
    public static final Actuation USUAL = new Actuation(3, 2, 1.9);

    private static final double LONGEST_SECONDS = 1e4;

    public Actuation {
        demand("largest gap", maxGapSeconds);
        demand("gap of a detector", detectorGapSeconds);
        demand("passing time", passingSeconds);
    }

    private static void demand(String what, double seconds) {
        if (!(seconds > 0 && seconds < LONGEST_SECONDS)) {
            throw new IllegalArgumentException("the " + what + " of an actuated signal is more than 0 s and less than "
                    + LONGEST_SECONDS + " s, got " + seconds);
        }
    }
}
