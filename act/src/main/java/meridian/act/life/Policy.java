package meridian.act.life;

import java.time.Instant;
import java.util.List;

/**
 * What may be done without asking each time.
 *
 * @param id unique; a later one with the same id takes its place
 * @param area where it holds
 * @param mostClass up to which class of action
 * @param deciders whose proposals it approves
 * @param from when it begins
 * @param until when it ends
 */
public record Policy(
        String id, String area, ActionClass mostClass, List<String> deciders, Instant from, Instant until) {
    public Policy {
        deciders = List.copyOf(deciders);
        if (id.isBlank() || !from.isBefore(until)) {
            throw new IllegalArgumentException("a policy has an id, and ends after it begins");
        }
    }

    /** The text that people sign. */
    public String text() {
        return CanonicalJson.text(this) + "\n";
    }
}
