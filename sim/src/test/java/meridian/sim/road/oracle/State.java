package meridian.sim.road.oracle;

import java.util.List;

/**
 * All that is known of one vehicle after a step.
 *
 * @param segment lane, or number of lanes and movement
 * @param positionMeters of the front on it
 * @param askedMps highest speed that neighbours ask for in the next step
 * @param movement that it will take or takes, −1 without
 * @param laneOffset lanes to the better one
 * @param wish gathered to overtake
 * @param haltUntil second at which a planned halt ends, negative while it drives
 * @param claims its commitments, by movement
 */
public record State(
        String trip,
        int segment,
        double positionMeters,
        double speedMps,
        double odometerMeters,
        double askedMps,
        int movement,
        int laneOffset,
        float wish,
        float standingSeconds,
        float waitedSeconds,
        float lostSeconds,
        double haltUntil,
        List<Commitment> claims) {
    /** A commitment to a movement; {@code whole} is false while the driver may only go to the waiting place. */
    public record Commitment(int movement, boolean whole) {}
}
