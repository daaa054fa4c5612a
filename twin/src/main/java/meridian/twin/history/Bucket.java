package meridian.twin.history;

/** How long the buckets of a roll-up are. They begin at full minutes, hours and days of UTC. */
public enum Bucket {
    MINUTE(60),
    FIVE_MINUTES(300),
    HOUR(3_600),
    /** Of 24 h; a city's own day needs hours. */
    DAY(86_400);

    private final long micros;

    Bucket(long seconds) {
        this.micros = seconds * 1_000_000;
    }

    /** Start of the bucket that a time lies in, in microseconds; the bucket ends before the next one's start. */
    public long start(long observedMicros) {
        return Math.floorDiv(observedMicros, micros) * micros;
    }

    public long lengthMicros() {
        return micros;
    }
}
