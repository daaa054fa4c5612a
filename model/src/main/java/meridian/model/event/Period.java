package meridian.model.event;

/**
 * From one second of the simulated day until another, that one not included.
 *
 * @param fromSeconds 0 or more; days go on counting, so that the second day begins at 86,400
 * @param toSeconds more than that; infinite where no end is known
 */
public record Period(double fromSeconds, double toSeconds) {
    /** The whole day and all that follow. */
    public static final Period ALWAYS = new Period(0, Double.POSITIVE_INFINITY);

    public Period {
        if (!(fromSeconds >= 0 && fromSeconds < 1e9)) {
            throw new IllegalArgumentException("a period begins at 0 s or later, got " + fromSeconds + " s");
        }
        if (!(toSeconds > fromSeconds)) {
            throw new IllegalArgumentException(
                    "a period ends after it begins, got " + fromSeconds + " s to " + toSeconds + " s");
        }
    }

    public boolean contains(double seconds) {
        return seconds >= fromSeconds && seconds < toSeconds;
    }
}
