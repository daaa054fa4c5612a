package meridian.model.signal;

import java.util.List;

/**
 * What all groups of a controller show for a while.
 *
 * @param durationSeconds more than 0; where the phase may vary, what the source states as its usual length
 * @param leastSeconds more than 0
 * @param mostSeconds the least or more; where it is more, detectors lengthen the phase ({@link Actuation})
 * @param aspects one for each signal group, in the controller's order
 */
public record SignalPhase(double durationSeconds, double leastSeconds, double mostSeconds, List<Aspect> aspects) {
    /** SUMO's "as long as you like" is 2,147,483 s. */
    private static final double LONGEST_SECONDS = 1e7;

    public SignalPhase {
        if (!(durationSeconds > 0 && durationSeconds < 1e6)) {
            throw new IllegalArgumentException("a phase lasts longer than 0 s, got " + durationSeconds);
        }
        if (!(leastSeconds > 0 && leastSeconds <= mostSeconds && mostSeconds < LONGEST_SECONDS)) {
            throw new IllegalArgumentException("a phase lasts from its least to its most time, more than 0 s, got "
                    + leastSeconds + " to " + mostSeconds);
        }
        aspects = List.copyOf(aspects);
    }

    /** A phase that always lasts as long. */
    public SignalPhase(double durationSeconds, List<Aspect> aspects) {
        this(durationSeconds, durationSeconds, durationSeconds, aspects);
    }

    /** Whether detectors say how long it lasts. */
    public boolean varies() {
        return leastSeconds < mostSeconds;
    }
}
