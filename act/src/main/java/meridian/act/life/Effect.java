package meridian.act.life;

/**
 * What an action changes against doing nothing, or is said to. Less is better: a delay, a wait, a number of stops.
 *
 * @param measure what is counted, such as person delay
 * @param unit of the numbers, such as {@code person-seconds}
 * @param expected change, negative where things get better
 * @param low lower end of its 95 % interval
 * @param high upper end
 */
public record Effect(String measure, String unit, double expected, double low, double high) {
    public Effect {
        if (!(Double.isFinite(low) && Double.isFinite(high) && low <= expected && expected <= high)) {
            throw new IllegalArgumentException(
                    "an effect lies in its interval, got " + expected + " in " + low + " to " + high + " " + unit);
        }
    }

    /**
     * Whether a measured effect is what this one promised: at least as good as the worse end of the promised interval. Where
     * less was promised than nothing, it is no promise, and nothing holds it.
     */
    public boolean isKeptBy(Effect measured) {
        return measure.equals(measured.measure) && unit.equals(measured.unit) && measured.expected <= high;
    }
}
