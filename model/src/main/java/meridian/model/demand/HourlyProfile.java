package meridian.model.demand;

import java.util.List;

/**
 * How a day's trips spread over its hours.
 *
 * @param shares 24 shares of the day, from midnight on, each 0 or more, together 1
 */
public record HourlyProfile(List<Double> shares) {
    public HourlyProfile {
        shares = List.copyOf(shares);
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (shares.size() != 24 || shares.stream().anyMatch(s -> !(s >= 0)) || Math.abs(sum - 1) > 1e-6) {
            throw new IllegalArgumentException("an hourly profile needs 24 shares of 0 or more that sum to 1, got "
                    + shares.size() + " with sum " + sum);
        }
    }

    /** Shares in proportion to these 24 weights. */
    public static HourlyProfile ofWeights(List<Double> weights) {
        double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
        return new HourlyProfile(weights.stream().map(w -> w / sum).toList());
    }

    /** Share of the day that falls into this hour, 0 to 23. */
    public double share(int hour) {
        return shares.get(hour);
    }
}
