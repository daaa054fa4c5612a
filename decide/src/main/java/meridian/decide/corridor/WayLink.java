package meridian.decide.corridor;

/**
 * A link of a way.
 *
 * @param link its index
 * @param lengthMeters more than 0
 * @param limitMps speed limit, more than 0
 */
public record WayLink(int link, double lengthMeters, double limitMps) {}
