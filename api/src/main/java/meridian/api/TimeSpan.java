package meridian.api;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;
import meridian.api.ngsi.ProblemType;
import meridian.twin.entity.Times;

/**
 * From one time on and before another; see {@link Times}. NGSI-LD's temporal query (clause 4.11) says it: its first moment counts, the last
 * does not.
 */
record TimeSpan(long fromMicros, long toMicros) {
    static final long FIRST = Times.micros(Instant.parse("0001-01-01T00:00:00Z"));
    static final long LAST = Times.micros(Instant.parse("9999-12-31T23:59:59.999999Z"));

    /**
     * @param parameter values by the names {@code timerel, timeAt, endTimeAt, timeproperty}
     * @throws Unusable where it is none
     */
    static TimeSpan of(Function<String, Optional<String>> parameter) {
        String property = parameter.apply("timeproperty").orElse("observedAt");
        if (!property.equals("observedAt")) {
            throw bad("timeproperty is observedAt; what was known when is asked at /api/as-of.");
        }
        Optional<String> relation = parameter.apply("timerel");
        if (relation.isEmpty()) {
            return new TimeSpan(FIRST, LAST);
        }
        long at = time(parameter, "timeAt").orElseThrow(() -> bad("timerel needs timeAt."));
        return switch (relation.orElseThrow()) {
            case "before" -> new TimeSpan(FIRST, at);
            case "after" -> new TimeSpan(at + 1, LAST);
            case "between" -> between(parameter, at);
            default -> throw bad("timerel is before, after or between.");
        };
    }

    private static TimeSpan between(Function<String, Optional<String>> parameter, long at) {
        long end = time(parameter, "endTimeAt").orElseThrow(() -> bad("timerel between needs endTimeAt."));
        if (end <= at) {
            throw bad("endTimeAt must be after timeAt.");
        }
        return new TimeSpan(at, end);
    }

    /** A moment that a parameter names. */
    static Optional<Long> time(Function<String, Optional<String>> parameter, String name) {
        return parameter.apply(name).map(text -> {
            try {
                return Times.micros(Instant.parse(text));
            } catch (DateTimeParseException e) {
                throw bad(name + " is a time such as 2026-03-01T12:00:00Z.");
            }
        });
    }

    private static Unusable bad(String detail) {
        return NgsiAnswer.problem(ProblemType.BAD_REQUEST_DATA, detail);
    }
}
