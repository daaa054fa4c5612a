package meridian.model.place;

import java.util.OptionalDouble;

/**
 * A detector in a lane, of those that count everybody alike.
 *
 * @param id unique among detectors
 * @param link index of the link it lies on
 * @param lane lane of that link
 * @param positionMeters of its start, from the start of the link
 * @param periodSeconds over which it sums up what it senses, more than 0; empty where the source states none
 */
public record Detector(String id, Kind kind, int link, int lane, double positionMeters, OptionalDouble periodSeconds) {
    /** What it senses. */
    public enum Kind {
        /** Vehicles that pass a point (SUMO's E1). */
        INDUCTION_LOOP,
        /** Vehicles on a stretch (SUMO's E2). */
        LANE_AREA
    }

    public Detector {
        if (periodSeconds.isPresent() && !(periodSeconds.getAsDouble() > 0)) {
            throw new IllegalArgumentException(
                    "detector " + id + " sums up over more than 0 s, got " + periodSeconds.getAsDouble());
        }
    }
}
