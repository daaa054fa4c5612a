package meridian.twin.entity;

import java.time.DateTimeException;
import java.time.Instant;

/** Moments as microseconds since 1970 (UTC), which is how the twin keeps them; finer parts of a second are cut off. */
public final class Times {
    /** No moment is stated. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long PER_SECOND = 1_000_000;
    /** Years 0001 to 9999: what ISO 8601 writes with four digits. */
    private static final long FIRST = -62_135_596_800L * PER_SECOND;

    private static final long LAST = 253_402_300_800L * PER_SECOND - 1;

    private Times() {}

    public static long micros(Instant moment) {
        try {
            return checked(
                    Math.addExact(Math.multiplyExact(moment.getEpochSecond(), PER_SECOND), moment.getNano() / 1_000),
                    "time");
        } catch (ArithmeticException e) {
            throw new Rejected(Rejected.Reason.BAD_VALUE, "time", moment + " is not between the years 1 and 9999");
        }
    }

    public static Instant instant(long micros) {
        if (micros == NONE) {
            throw new DateTimeException("no moment is stated");
        }
        return Instant.ofEpochSecond(Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * 1_000);
    }

    /** The same, when it lies between the years 1 and 9999. */
    public static long checked(long micros, String place) {
        if (micros < FIRST || micros > LAST) {
            throw new Rejected(Rejected.Reason.BAD_VALUE, place, micros + " µs is not between the years 1 and 9999");
        }
        return micros;
    }
}
