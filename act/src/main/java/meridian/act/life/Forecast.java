package meridian.act.life;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the twin says would come of it.
 *
 * @param alternatives that were tried, what is proposed among them
 * @param chosen name of the alternative that is proposed
 */
public record Forecast(List<Alternative> alternatives, String chosen) {
    /**
     * One that was tried.
     *
     * @param name unique in a forecast
     * @param effect predicted
     */
    public record Alternative(String name, Effect effect) {}

    public Forecast {
        alternatives = List.copyOf(alternatives);
        Set<String> names = new HashSet<>();
        alternatives.forEach(alternative -> names.add(alternative.name()));
        if (!names.contains(chosen) || names.size() < alternatives.size()) {
            throw new IllegalArgumentException(
                    "a forecast has different alternatives and chooses one of them, not '" + chosen + "' of " + names);
        }
    }

    /** What the chosen alternative promises. */
    Effect promise() {
        return alternatives.stream()
                .filter(alternative -> alternative.name().equals(chosen))
                .findFirst()
                .orElseThrow()
                .effect();
    }
}
