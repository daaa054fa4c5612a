package meridian.safety;

/**
 * What holds for one signal group, whatever the others do.
 *
 * @param walk whether it is for people on foot: no amber, they clear the road during the intergreen
 * @param amberSeconds after each green, 0 or more; 3 s at 50 km/h, 4 s at 60, 5 s at 70 (RiLSA)
 * @param redAmberSeconds before each green, 0 where the plan shows none
 * @param leastGreenSeconds no green is shorter, 1 or more
 */
public record GroupRule(boolean walk, int amberSeconds, int redAmberSeconds, int leastGreenSeconds) {
    public GroupRule {
        if (amberSeconds < 0 || redAmberSeconds < 0 || leastGreenSeconds < 1) {
            throw new IllegalArgumentException("a group needs an amber and a red-amber of 0 s or more and a least green"
                    + " of 1 s or more, got " + amberSeconds + " s, " + redAmberSeconds + " s and " + leastGreenSeconds
                    + " s");
        }
    }
}
