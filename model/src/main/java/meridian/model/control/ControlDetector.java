package meridian.model.control;

/**
 * A loop in one lane before a controlled junction, or behind one.
 *
 * @param id unique among detectors
 * @param lane index of its lane in the {@link ControlNetwork}
 * @param beforeLineMeters from the loop to the end of the lane, 0 or more
 * @param role what it is for
 */
public record ControlDetector(String id, int lane, double beforeLineMeters, Role role) {
    /** What a loop is for. */
    public enum Role {
        /** At the line: who stands first, and who leaves. */
        STOP_LINE,
        /** Some seconds before the line: who comes. */
        ADVANCE,
        /** At the lane's beginning: with the stop line's, how many are on it. */
        ENTRANCE
    }

    public ControlDetector {
        if (!(beforeLineMeters >= 0)) {
            throw new IllegalArgumentException(
                    "detector " + id + " lies 0 m or more before the line, got " + beforeLineMeters);
        }
    }
}
