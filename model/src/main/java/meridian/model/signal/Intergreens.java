package meridian.model.signal;

/**
 * How long after one group's green has ended another's may begin, in whole seconds. 0 where the two may be green together.
 * Immutable.
 *
 * <p>After the German guideline RiLSA (FGSV, "Richtlinien für Lichtsignalanlagen", 2015, section 2.7): time in which
 * vehicles still pass the stop line, plus the time the last one needs to leave the shared road, minus the time the first
 * one of the other stream needs to reach it.
 */
public final class Intergreens {
    /** Length of a car that still has to leave the shared road, m (RiLSA: 6). */
    static final double VEHICLE_METERS = 6;
    /** Speed of clearing vehicles that go straight, m/s (RiLSA: 10), and that turn (RiLSA: 7). */
    static final double CLEARING_STRAIGHT_MPS = 10;

    static final double CLEARING_TURN_MPS = 7;
    /**
     * How long after the end of green vehicles that go straight still pass the line, s, and those that turn (RiLSA: 3 and 2). It does
     * not grow with the amber: on fast roads that is longer so that everybody can stop, not so that more may pass.
     */
    static final int PASSING_STRAIGHT_SECONDS = 3;

    static final int PASSING_TURN_SECONDS = 2;
    /** Speed of the first vehicle that enters, m/s (RiLSA: 40 km/h on the fly). */
    static final double ENTERING_MPS = 40 / 3.6;

    private final int[][] seconds;

    private Intergreens(int[][] seconds) {
        this.seconds = seconds;
    }

    /** @param seconds by ending group and starting group (copied), each 0 or more, as many columns as rows */
    public static Intergreens of(int[][] seconds) {
        int[][] copy = new int[seconds.length][];
        for (int i = 0; i < seconds.length; i++) {
            copy[i] = seconds[i].clone();
            if (copy[i].length != seconds.length) {
                throw new IllegalArgumentException("intergreens need a square table, row " + i + " of " + seconds.length
                        + " has " + copy[i].length);
            }
            for (int value : copy[i]) {
                if (value < 0) {
                    throw new IllegalArgumentException("an intergreen is 0 s or more, got " + value + " s");
                }
            }
        }
        return new Intergreens(copy);
    }

    /** Amber by the approach's speed limit, s (RiLSA: 3 at 50 km/h, 4 at 60, 5 at 70). */
    public static int amberSeconds(double speedLimitMps) {
        double kmh = speedLimitMps * 3.6;
        return kmh <= 50.5 ? 3 : kmh <= 60.5 ? 4 : 5;
    }

    /** Clearance between two streams after the amber, s, not rounded; 0 or more. */
    public static double clearanceSeconds(double clearingMeters, boolean clearingTurns, double enteringMeters) {
        double clears = (clearingMeters + VEHICLE_METERS) / (clearingTurns ? CLEARING_TURN_MPS : CLEARING_STRAIGHT_MPS);
        return Math.max(0, clears - enteringMeters / ENTERING_MPS);
    }

    /** How long after the end of a group's green vehicles still pass its line, s. */
    public static int passingSeconds(boolean turns) {
        return turns ? PASSING_TURN_SECONDS : PASSING_STRAIGHT_SECONDS;
    }

    public int groups() {
        return seconds.length;
    }

    /** From the end of the first group's green to the start of the second's. */
    public int seconds(int ending, int starting) {
        return seconds[ending][starting];
    }
}
