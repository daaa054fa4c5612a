package meridian.act.life;

import java.time.Instant;
import java.util.List;
import meridian.model.BadInput;
import tools.jackson.core.JacksonException;

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

    /**
     * What {@link #text} wrote.
     *
     * @param place where it comes from, for the message
     * @throws BadInput where it is no policy, or not in the one form that is signed
     */
    public static Policy parse(String place, String text) {
        try {
            Policy policy = CanonicalJson.MAPPER.readValue(text, Policy.class);
            if (policy.text().equals(text)) {
                return policy;
            }
            throw bad(place, "it is not in its canonical form");
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw bad(place, String.valueOf(e.getMessage()));
        }
    }

    private static BadInput bad(String place, String found) {
        return new BadInput(
                place,
                found,
                "a policy: id, area, mostClass, deciders, from, until as canonical JSON with a line end",
                "Make one with meridian actions policy draft");
    }

    /** The text that people sign. */
    public String text() {
        return CanonicalJson.text(this) + "\n";
    }
}
