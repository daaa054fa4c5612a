package meridian.decide.forecast;

/**
 * What is expected of each site, by step from the next one on, then by site.
 *
 * @param expected in the series' unit
 * @param low and {@code high}: an interval that holds what comes in 90 % of the cases; infinite while nothing is known of errors
 */
public record Forecast(double[][] expected, double[][] low, double[][] high) {}
