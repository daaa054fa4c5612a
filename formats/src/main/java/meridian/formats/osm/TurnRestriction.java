package meridian.formats.osm;

/**
 * What a driver may not do at a junction, or the only thing a driver may do there.
 *
 * @param fromWay way on which the driver arrives
 * @param viaVertex the junction
 * @param toWay way that is forbidden, or the only one allowed
 * @param only whether it names the only way allowed
 */
record TurnRestriction(long fromWay, int viaVertex, long toWay, boolean only) {}
