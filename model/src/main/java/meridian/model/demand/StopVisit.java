package meridian.model.demand;

/**
 * A planned halt on the way.
 *
 * @param link index of the link
 * @param lane lane of that link
 * @param endMeters where the vehicle's front stands, from the start of the link
 * @param dwellSeconds at least this long
 * @param untilSeconds and not before this second of the simulation; negative where there is no timetable
 * @param besideLane whether there is a bay: who halts there is not in the way, and waits for a gap to come out
 */
public record StopVisit(
        int link, int lane, double endMeters, double dwellSeconds, double untilSeconds, boolean besideLane) {
    /** A halt on the lane. */
    public StopVisit(int link, int lane, double endMeters, double dwellSeconds, double untilSeconds) {
        this(link, lane, endMeters, dwellSeconds, untilSeconds, false);
    }
}
