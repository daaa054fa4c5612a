package meridian.formats.sumo;

/**
 * One step of SUMO's {@code --summary-output}.
 *
 * @param running vehicles on the road
 * @param meanSpeedMps of them; 0 where there are none
 */
public record SumoStep(double timeSeconds, int running, double meanSpeedMps) {}
