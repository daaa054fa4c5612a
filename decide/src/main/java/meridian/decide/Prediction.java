package meridian.decide;

import java.util.List;

/**
 * What a trial in the twin promised.
 *
 * @param delaySeconds lost by everybody in the horizon against driving as fast as they want, waiting outside included, vehicle seconds
 * @param arrived vehicles that ended their trip in it
 * @param delayAtSeconds the part of it that was lost on the way to each junction, by junction
 */
public record Prediction(double delaySeconds, long arrived, List<Double> delayAtSeconds) {
    public Prediction {
        delayAtSeconds = List.copyOf(delayAtSeconds);
    }
}
