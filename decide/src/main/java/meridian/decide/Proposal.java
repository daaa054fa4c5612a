package meridian.decide;

import java.util.List;
import java.util.Locale;

/**
 * What a junction should show next, and why. Nothing happens by it: who acts asks the safety kernel, which adds amber and clearance.
 *
 * @param junction index of the junction
 * @param stage index of its stage
 * @param reason why this one
 * @param alternatives other answers that were tried and what they promised; empty where none were
 */
public record Proposal(int junction, int stage, Reason reason, List<Alternative> alternatives) {
    public Proposal {
        alternatives = List.copyOf(alternatives);
    }

    Proposal(int junction, int stage, Reason reason) {
        this(junction, stage, reason, List.of());
    }

    /**
     * A rule and the two numbers that it compared.
     *
     * @param rule in words, such as "has the highest pressure"
     * @param value of the chosen stage
     * @param other that of the best other one, or the limit that it was held against
     * @param unit of both
     */
    public record Reason(String rule, double value, double other, String unit) {
        /** In one sentence. */
        public String sentence() {
            return String.format(Locale.ROOT, "It %s: %.1f against %.1f %s.", rule, value, other, unit);
        }
    }

    /**
     * @param stage that was tried at this junction
     * @param lostSeconds what it promised: time lost on the way to the junction within the horizon, vehicle seconds
     */
    public record Alternative(int stage, double lostSeconds) {}
}
