package meridian.decide;

/**
 * What a trial in the twin promised.
 *
 * @param delaySeconds lost by everybody in the horizon against driving as fast as they want, waiting outside included, vehicle seconds
 * @param arrived vehicles that ended their trip in it
 */
public record Prediction(double delaySeconds, long arrived) {}
