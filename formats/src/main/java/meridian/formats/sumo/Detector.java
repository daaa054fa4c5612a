package meridian.formats.sumo;

/**
 * A detector of a SUMO scenario.
 *
 * @param link index of the link it lies on
 * @param lane lane of that link
 * @param positionMeters of its start, from the start of the link
 */
public record Detector(String id, Kind kind, int link, int lane, double positionMeters) {
    /** What it senses. */
    public enum Kind {
        /** Vehicles that pass a point (E1). */
        INDUCTION_LOOP,
        /** Vehicles on a stretch (E2). */
        LANE_AREA
    }
}
