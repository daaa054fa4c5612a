package meridian.safety;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the network says about one controller.
 *
 * @param controller its id
 * @param rules null where none could be derived
 * @param crossings ids of the crossings that got groups of their own, behind the controller's; empty where there are none
 * @param gaps what could not be derived
 */
public record JunctionRules(
        String controller, @Nullable SafetyRules rules, List<String> crossings, List<RulesGap> gaps) {
    public JunctionRules {
        crossings = List.copyOf(crossings);
        gaps = List.copyOf(gaps);
    }

    public Optional<SafetyRules> findRules() {
        return Optional.ofNullable(rules);
    }
}
