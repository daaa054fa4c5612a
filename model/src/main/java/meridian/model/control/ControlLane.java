package meridian.model.control;

/**
 * A lane that leads to a controlled junction or away from one.
 *
 * @param id unique among lanes, for people and other programs
 * @param link index of its link in the city, so that lanes of one road are known to belong together
 * @param lane which of the link's lanes it is, 0 at the kerb
 * @param lengthMeters up to the stop line, more than 0
 * @param speedLimitMps more than 0
 * @param junction index of the controlled junction at its end, or {@link #NOWHERE}
 */
public record ControlLane(String id, int link, int lane, double lengthMeters, double speedLimitMps, int junction) {
    public static final int NOWHERE = -1;

    public ControlLane {
        if (!(lengthMeters > 0) || !(speedLimitMps > 0)) {
            throw new IllegalArgumentException("lane " + id + " needs a length above 0 m and a limit above 0 m/s, got "
                    + lengthMeters + " m, " + speedLimitMps + " m/s");
        }
    }
}
