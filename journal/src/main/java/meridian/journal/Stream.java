package meridian.journal;

import java.time.Duration;
import java.util.regex.Pattern;
import meridian.model.BadInput;

/**
 * A kind of events that are kept equally long.
 *
 * @param name small letters, digits, dots, hyphens; at most 100
 * @param streamClass whether its events may be shed
 * @param retention how long an event is kept and its id recognised, at least; at most an hour longer where it is less than
 *     two days, and a day where it is more
 */
public record Stream(String name, StreamClass streamClass, Duration retention) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(36_525);
    private static final Duration SHORT = Duration.ofDays(2);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    public Stream {
        if (!NAME.matcher(name).matches()) {
            throw new BadInput(
                    "stream \"" + name + "\"",
                    "it cannot be named so",
                    "1 to 100 small letters, digits, dots and hyphens, a letter or digit first",
                    "Choose another name");
        }
        // Callers that are not checked for null may leave it out, and that is what this message is for.
        if (retention == null || retention.compareTo(SHORTEST) < 0 || retention.compareTo(LONGEST) > 0) {
            throw new BadInput(
                    "stream " + name,
                    retention == null ? "it has no retention" : "its retention is " + retention,
                    "a duration of 1 minute to 100 years: nothing is kept without saying how long",
                    "State the stream's retention");
        }
    }

    /** How much time one segment holds; retention is kept to within it. */
    Duration segmentSpan() {
        return retention.compareTo(SHORT) < 0 ? HOUR : DAY;
    }
}
