package meridian.twin.history;

/**
 * Numbers of a bucket, summed up. Two of them merge into one, in any order, and give the same (sums of decimal numbers to
 * rounding); so parts of a bucket can be kept apart and late numbers be added.
 *
 * @param count of numbers, 1 or more
 * @param sum of them
 * @param last the number observed last; of the same time, the one with the later position, then index
 * @param lastMicros when it was observed
 * @param lastPosition of its event
 * @param lastIndex of its observation in that event
 * @param simulated whether a simulated number is among them: who shows the roll-up says so
 */
public record RollUp(
        long count,
        double sum,
        double min,
        double max,
        double last,
        long lastMicros,
        long lastPosition,
        int lastIndex,
        boolean simulated) {
    public static RollUp of(double number, long observedMicros, long position, int index, boolean simulated) {
        return new RollUp(1, number, number, number, number, observedMicros, position, index, simulated);
    }

    public double mean() {
        return sum / count;
    }

    public RollUp merge(RollUp other) {
        RollUp later = isLaterThan(other) ? this : other;
        return new RollUp(
                count + other.count,
                sum + other.sum,
                Math.min(min, other.min),
                Math.max(max, other.max),
                later.last,
                later.lastMicros,
                later.lastPosition,
                later.lastIndex,
                simulated || other.simulated);
    }

    private boolean isLaterThan(RollUp other) {
        if (lastMicros != other.lastMicros) {
            return lastMicros > other.lastMicros;
        }
        return lastPosition != other.lastPosition ? lastPosition > other.lastPosition : lastIndex > other.lastIndex;
    }
}
