package meridian.formats.sumo;

import java.util.ArrayList;
import java.util.List;

/** A distribution: names with weights, one of which is chosen by {@link Chance}. */
final class Weighted {
    private final List<String> names = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    void add(String name, double weight) {
        names.add(name);
        weights.add(Math.max(0, weight));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** @param chance 0 or more, below 1 */
    String choose(double chance) {
        double left = chance * weights.stream().mapToDouble(Double::doubleValue).sum();
        for (int i = 0; i < names.size() - 1; i++) {
            left -= weights.get(i);
            if (left < 0) {
                return names.get(i);
            }
        }
        return names.getLast();
    }
}
