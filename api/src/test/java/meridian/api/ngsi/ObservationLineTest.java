package meridian.api.ngsi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The quick way to read a line against the one that says what is right. */
class ObservationLineTest {
    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final List<String> MEMBERS = List.of(
            "\"entity\":\"urn:ngsi-ld:Device:1\"",
            "\"entity\":\"no uri\"",
            "\"type\":\"Device\"",
            "\"type\":\"Person\"",
            "\"type\":7",
            "\"attribute\":\"level\"",
            "\"attribute\":\"licensePlate\"",
            "\"value\":3",
            "\"value\":-0.0",
            "\"value\":1e308",
            "\"value\":1e309",
            "\"value\":9223372036854775807",
            "\"value\":9223372036854775808",
            "\"value\":\"wet\"",
            "\"value\":\"\\ud800\"",
            "\"value\":\"urn:ngsi-ld:null\"",
            "\"value\":true",
            "\"value\":null",
            "\"value\":[1,2]",
            "\"value\":{\"type\":\"Point\",\"coordinates\":[1,2]}",
            "\"object\":\"urn:d:2\"",
            "\"unitCode\":\"KMH\"",
            "\"unitCode\":\"\"",
            "\"observedAt\":\"2026-02-28T23:59:59Z\"",
            "\"observedAt\":\"2026-02-29T23:59:59Z\"",
            "\"observedAt\":\"2024-02-29T23:59:59.123456789Z\"",
            "\"observedAt\":\"2026-11-28T07:30:00+01:00\"",
            "\"observedAt\":\"2026-11-28T24:00:00Z\"",
            "\"observedAt\":\"2026-11-28T07:30Z\"",
            "\"observedAt\":\"2026-11-28 07:30:00Z\"",
            "\"observedAt\":0",
            "\"datasetId\":\"urn:set:1\"",
            "\"quality\":\"measured\"",
            "\"quality\":\"Guessed\"",
            "\"source\":\"loop 7\"",
            "\"eventId\":\"e1\"",
            "\"eventId\":\"\"",
            "\"colour\":\"red\"");

    private static Optional<ObservationLine> plain(byte[] bytes) {
        try {
            return Optional.of(ObservationLine.of(STRICT.readTree(bytes)));
        } catch (Rejected | JacksonException e) {
            return Optional.empty();
        }
    }

    @Test
    void whatTheQuickWayReadsIsWhatThePlainWayReads() {
        Random random = new Random(11);
        int quick = 0;
        int plain = 0;
        for (int i = 0; i < 200_000; i++) {
            String line = line(random);
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            Optional<ObservationLine> read = plain(bytes);
            Optional<ObservationLine> quickly = ObservationLine.quick(bytes, 0, bytes.length);
            if (quickly.isPresent()) {
                assertEquals(read, quickly, line);
                quick++;
            }
            plain += read.isPresent() ? 1 : 0;
        }
        assertTrue(quick > 1_000 && plain > quick, quick + " and " + plain);
    }

    /** Half of them are likely to be right; the others have anything anywhere, and some end too early or too late. */
    private static String line(Random random) {
        List<String> members = new ArrayList<>();
        if (random.nextBoolean()) {
            members.addAll(List.of(MEMBERS.get(0), MEMBERS.get(5), MEMBERS.get(7 + random.nextInt(14))));
            members.add(MEMBERS.get(23 + random.nextInt(8)));
        }
        for (int n = random.nextInt(4); n > 0; n--) {
            members.add(MEMBERS.get(random.nextInt(MEMBERS.size())));
        }
        java.util.Collections.shuffle(members, random);
        String line = "{" + String.join(",", members) + "}";
        return switch (random.nextInt(20)) {
            case 0 -> line.substring(0, random.nextInt(line.length()));
            case 1 -> line + "{}";
            case 2 -> " " + line + " ";
            default -> line;
        };
    }

    /** Every moment that is read quickly is the one that java.time reads; a day of each month of 400 years, and odd fractions. */
    @Test
    void momentsAreReadAsTheCalendarHasThem() {
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            Instant moment = Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_800L))
                    .plusNanos(random.nextInt(3) == 0 ? random.nextInt(1_000_000_000) : 0);
            assertEquals(Times.micros(moment), QuickLine.micros(moment.toString()), moment.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-01-00T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:60:00Z",
                "2026-01-01T00:00:60Z",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00.1234567890Z",
                "2026-01-01T00:00:00",
                "2026-01-01T00:00:00+00:00",
                "-026-01-01T00:00:00Z",
                "2026-01-01t00:00:00Z",
                "",
                "Z"
            })
    void whatIsNoMomentOfTheUsualFormIsLeftToThePlainWay(String text) {
        assertEquals(Times.NONE, QuickLine.micros(text));
    }
}
