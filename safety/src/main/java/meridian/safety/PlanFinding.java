package meridian.safety;

/**
 * Where a fixed plan does what the rules forbid.
 *
 * @param controller its id
 * @param plan id of the plan
 * @param group the group that is too early, too short or red too long
 * @param other the group that it is too early after, or the same group where there is none
 * @param shownSeconds what the plan gives, s
 * @param neededSeconds what the rules ask for, s
 */
public record PlanFinding(
        String controller, String plan, Kind kind, int group, int other, double shownSeconds, double neededSeconds) {
    public enum Kind {
        /** Both groups are green for so long, which may not be green together. */
        CONFLICTING_GREENS,
        /** From the end of the other's green to the start of this one's. */
        SHORT_INTERGREEN,
        SHORT_AMBER,
        SHORT_GREEN,
        LONG_RED
    }
}
