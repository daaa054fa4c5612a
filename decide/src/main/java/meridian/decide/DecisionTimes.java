package meridian.decide;

/**
 * The times that deciders reckon with. What is lawful is the kernel's; these are what they plan for.
 *
 * @param everySeconds from one decision to the next, more than 0
 * @param leastGreenSeconds no rule ends a green earlier
 * @param mostGreenSeconds rules that lengthen a green do so up to here
 * @param changeSeconds from one stage's green to the next one's: amber and clearance
 */
public record DecisionTimes(
        double everySeconds, double leastGreenSeconds, double mostGreenSeconds, double changeSeconds) {
    /** Every 5 s; greens of 5 to 60 s; 3 s of amber and 2 of clearance (RiLSA at 50 km/h). */
    public static final DecisionTimes USUAL = new DecisionTimes(5, 5, 60, 5);

    /** Long enough for a change and two least greens of 5 s; the interval of public benchmarks. */
    public static final double LEAST_REACH_SECONDS = 15;

    public DecisionTimes {
        if (!(everySeconds > 0)
                || !(leastGreenSeconds >= 0 && leastGreenSeconds <= mostGreenSeconds)
                || !(changeSeconds >= 0)) {
            throw new IllegalArgumentException(
                    "decisions come after more than 0 s, greens last from their least to their most, got "
                            + everySeconds + ", " + leastGreenSeconds + ", " + mostGreenSeconds + " and "
                            + changeSeconds + " s");
        }
    }

    /** How far a decision reaches, s: to the next one, or until it could be taken back where that comes earlier. */
    public double reachSeconds() {
        return Math.max(everySeconds, LEAST_REACH_SECONDS);
    }
}
