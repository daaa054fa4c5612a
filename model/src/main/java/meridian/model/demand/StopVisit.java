package meridian.model.demand;

/**
 * A planned halt on the way.
 *
 * @param link index of the link
 * @param lane lane of that link
 * @param endMeters where the vehicle's front stands, from the start of the link
 * @param dwellSeconds at least this long
 * @param untilSeconds and not before this second of the simulation; negative where there is no timetable
 */
public record StopVisit(int link, int lane, double endMeters, double dwellSeconds, double untilSeconds) {}
