package meridian.sim.road;

/** Travel times that are known ahead, such as those of an earlier day or of a forecast. A pure function. */
@FunctionalInterface
public interface TravelTimes {
    /** Time to drive a link with the delay at its end, s, by somebody who comes to it at this second of the day. */
    double seconds(int link, double atSeconds);
}
