package meridian.api.ngsi;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Times;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent.Observation;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads the usual kind of observation's line, token by token and without a tree: a plain value, and a moment that ends in Z. It
 * gives up on anything else, right or wrong, so that there is one place that says what is right: {@link ObservationLine#of}.
 */
final class QuickLine {
    private static final int LONGEST_NUMBER = 100;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private static final Quality[] QUALITIES = Quality.values();

    private @Nullable String entity;
    private @Nullable String type;
    private @Nullable String attribute;
    private @Nullable Value value;
    private @Nullable String unit;
    private @Nullable String dataset;
    private @Nullable String source;
    private @Nullable String eventId;
    private @Nullable Quality quality;
    private long observedMicros = Times.NONE;

    private QuickLine() {}

    /**
     * The observation; empty where it is not of the usual kind.
     *
     * @throws meridian.twin.entity.Rejected where a name or value may not be
     */
    static Optional<ObservationLine> read(byte[] bytes, int offset, int length) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), bytes, offset, length)) {
            QuickLine line = new QuickLine();
            return line.isUsual(in) ? line.made() : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private boolean isUsual(JsonParser in) {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            return false;
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            if (!member(name, in.nextToken(), in)) {
                return false;
            }
        }
        return in.currentToken() == JsonToken.END_OBJECT && in.nextToken() == null;
    }

    /** False where the member is not usual: unknown, there twice, or of another kind. */
    private boolean member(String name, JsonToken token, JsonParser in) {
        if (name.equals("value")) {
            boolean first = value == null;
            value = plain(token, in);
            return first && value != null;
        }
        return token == JsonToken.VALUE_STRING && text(name, in.getString());
    }

    private boolean text(String name, String text) {
        boolean first;
        switch (name) {
            case "entity" -> {
                first = entity == null;
                entity = text;
            }
            case "type" -> {
                first = type == null;
                type = text;
            }
            case "attribute" -> {
                first = attribute == null;
                attribute = text;
            }
            case "unitCode" -> {
                first = unit == null;
                unit = text;
            }
            case "datasetId" -> {
                first = dataset == null;
                dataset = text;
            }
            case "source" -> {
                first = source == null;
                source = text;
            }
            case "eventId" -> {
                first = eventId == null;
                eventId = text;
            }
            case "quality" -> {
                first = quality == null;
                quality = quality(text);
                return first && quality != null;
            }
            case "observedAt" -> {
                first = observedMicros == Times.NONE;
                observedMicros = micros(text);
                return first && observedMicros != Times.NONE;
            }
            default -> first = false;
        }
        return first;
    }

    private static @Nullable Value plain(JsonToken token, JsonParser in) {
        return switch (token) {
            case VALUE_STRING -> in.getString().equals(EntityReader.NOTHING) ? null : Value.of(in.getString());
            case VALUE_NUMBER_INT ->
                in.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? null : Value.of(in.getLongValue());
            case VALUE_NUMBER_FLOAT -> finite(in.getDoubleValue());
            case VALUE_TRUE -> Value.Truth.YES;
            case VALUE_FALSE -> Value.Truth.NO;
            default -> null;
        };
    }

    private static @Nullable Value finite(double number) {
        return Double.isFinite(number) ? Value.of(number) : null;
    }

    private static @Nullable Quality quality(String word) {
        for (Quality quality : QUALITIES) {
            if (quality.name().equalsIgnoreCase(word)) {
                return quality;
            }
        }
        return null;
    }

    private Optional<ObservationLine> made() {
        String id = entity;
        String name = attribute;
        Value plain = value;
        if (id == null || name == null || plain == null || observedMicros == Times.NONE) {
            return Optional.empty();
        }
        Observation observation = new Observation(
                id,
                type,
                name,
                dataset,
                unit == null ? Content.of(plain) : Content.of(plain, unit),
                observedMicros,
                quality == null ? Quality.UNSTATED : quality,
                source);
        return Optional.of(new ObservationLine(observation, Optional.ofNullable(eventId)));
    }

    // --- Moments ---

    private static final int SECONDS = "2026-11-28T07:30:00".length();
    private static final long MICROS = 1_000_000;

    /** Microseconds since 1970 of a moment such as 2026-11-28T07:30:00.25Z; {@link Times#NONE} where it is not of that form. */
    static long micros(String text) {
        int length = text.length();
        boolean shaped = length > SECONDS
                && text.charAt(length - 1) == 'Z'
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!shaped) {
            return Times.NONE;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int fraction = fraction(text, length - 1);
        boolean sound = year > 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth()
                && hour >= 0
                && hour < 24
                && minute >= 0
                && minute < 60
                && second >= 0
                && second < 60
                && fraction >= 0;
        if (!sound) {
            return Times.NONE;
        }
        return ((epochDay(year, month, day) * 24 + hour) * 60 + minute) * 60 * MICROS + second * MICROS + fraction;
    }

    /** The number in some digits; -1 where there is something else. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = 10 * number + digit;
        }
        return number;
    }

    /** Microseconds; finer digits are cut off; -1 where it is none. */
    private static int fraction(String text, int end) {
        if (end == SECONDS) {
            return 0;
        }
        int count = end - SECONDS - 1;
        if (text.charAt(SECONDS) != '.' || count < 1 || count > 9 || digits(text, SECONDS + 1, end) < 0) {
            return -1;
        }
        int micros = digits(text, SECONDS + 1, Math.min(end, SECONDS + 7));
        for (int i = count; i < 6; i++) {
            micros *= 10;
        }
        return micros;
    }

    private static long epochDay(int year, int month, int day) {
        return LocalDate.of(year, month, day).toEpochDay();
    }
}
