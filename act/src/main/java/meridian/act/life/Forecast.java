package meridian.act.life;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the twin says would come of it.
 *
 * @param alternatives that were tried, what is proposed among them
 * @param chosen name of the alternative that is proposed
 * @param burdens who pays for it: places where it would get worse, the worst first; in the log only where there are some
 */
public record Forecast(
        List<Alternative> alternatives,
        String chosen,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Burden> burdens) {
    /**
     * A place where things would get worse.
     *
     * @param place such as a link before a junction
     * @param effect there, in the same measure and unit as the whole
     */
    public record Burden(String place, Effect effect) {}

    /**
     * One that was tried.
     *
     * @param name unique in a forecast
     * @param effect predicted
     */
    public record Alternative(String name, Effect effect) {}

    public Forecast {
        alternatives = List.copyOf(alternatives);
        // Logs from before there were any have none.
        burdens = burdens == null ? List.of() : List.copyOf(burdens);
        Set<String> names = new HashSet<>();
        alternatives.forEach(alternative -> names.add(alternative.name()));
        if (!names.contains(chosen) || names.size() < alternatives.size()) {
            throw new IllegalArgumentException(
                    "a forecast has different alternatives and chooses one of them, not '" + chosen + "' of " + names);
        }
    }

    /** One by which nobody is known to pay. */
    public Forecast(List<Alternative> alternatives, String chosen) {
        this(alternatives, chosen, List.of());
    }

    /** What the chosen alternative promises. */
    public Effect promise() {
        return alternatives.stream()
                .filter(alternative -> alternative.name().equals(chosen))
                .findFirst()
                .orElseThrow()
                .effect();
    }
}
