package meridian.field;

import java.util.OptionalDouble;

/**
 * What the loops of a link have counted in some time that ends now.
 *
 * @param link index of the link
 * @param seconds length of that time, s of the simulation
 * @param vehicles that passed
 * @param speedMps their mean speed, m/s; empty where nobody passed
 * @param occupancy mean share of the time in which somebody was over a loop, 0 to 1
 */
public record LinkCount(int link, double seconds, long vehicles, OptionalDouble speedMps, double occupancy) {}
