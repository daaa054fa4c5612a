package meridian.twin.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import meridian.twin.RandomEvents;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Value;
import meridian.twin.event.TwinEvent.Observation;
import meridian.twin.event.TwinEvent.Observations;
import org.junit.jupiter.api.Test;

/** Events come back from their bytes as they were, and bytes of others do no harm. */
final class EventCodecTest {
    /** The example of docs/observations-binary.md, to the byte. */
    private static final String DOCUMENTED = "0107"
            + "02"
            + "00" + "0f" + HexFormat.of().formatHex("urn:ngsi-ld:D:1".getBytes())
            + "08" + "00" + "05" + HexFormat.of().formatHex("speed".getBytes())
            + "80c0f8daa6fda506"
            + "01" + "00" + "03" + HexFormat.of().formatHex("KMH".getBytes())
            + "02" + "0000000000004940"
            + "01" + "08" + "02" + "809c9c39" + "00" + "01" + "66";

    @Test
    void everyEventComesBackAsItWas() {
        RandomEvents events = new RandomEvents(7, 50);
        for (int i = 0; i < 20_000; i++) {
            TwinEvent event = events.next();
            assertEquals(event, EventCodec.decode(EventCodec.encode(event)));
        }
    }

    @Test
    void theDocumentedExampleIsReadAndWrittenToTheByte() {
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        Observations two = new Observations(List.of(
                new Observation(
                        "urn:ngsi-ld:D:1",
                        null,
                        "speed",
                        null,
                        Content.of(Value.of(50.0), "KMH"),
                        noon.getEpochSecond() * 1_000_000,
                        Quality.MEASURED,
                        null),
                new Observation(
                        "urn:ngsi-ld:D:1",
                        null,
                        "speed",
                        null,
                        Content.of(Value.of(51)),
                        noon.plusSeconds(60).getEpochSecond() * 1_000_000,
                        Quality.MEASURED,
                        null)));
        assertEquals(DOCUMENTED, HexFormat.of().formatHex(EventCodec.encode(two)));
        assertEquals(two, EventCodec.decodeObservations(HexFormat.of().parseHex(DOCUMENTED)));
    }

    @Test
    void bytesThatWereChangedAreAnotherEventOrRejectedAndNothingElse() {
        Random random = new Random(11);
        RandomEvents events = new RandomEvents(11, 50);
        int rejected = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = EventCodec.encode(events.next());
            for (int j = random.nextInt(3); j >= 0; j--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
            try {
                TwinEvent other = EventCodec.decode(bytes, 0, length);
                assertEquals(other, EventCodec.decode(EventCodec.encode(other)));
            } catch (Rejected e) {
                rejected++;
            }
        }
        assertTrue(rejected > 20_000, "only " + rejected + " were rejected");
    }

    @Test
    void aClaimedLengthTakesNoMemory() {
        // 100,000 observations in no bytes; a text of 190,000 bytes in three.
        assertReason(Rejected.Reason.MALFORMED, "0107a08d06");
        assertReason(Rejected.Reason.MALFORMED, "010600b0cc0b616263");
        assertReason(Rejected.Reason.TOO_LARGE, "0107ffffffff0f");
        assertReason(Rejected.Reason.TOO_LARGE, "0107ffffffffffffffffff01");
        assertReason(Rejected.Reason.MALFORMED, "0107ffffffffffffffffff7f");
    }

    @Test
    void valuesInsideEachOtherEndAtTheLimit() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] head = EventCodec.encode(Observation.of(
                "urn:ngsi-ld:D:1", "a", Content.of(Value.of(true)), Instant.EPOCH, Quality.UNSTATED, "s"));
        out.write(head, 0, head.length - 1);
        for (int i = 0; i < 1_000_000; i++) {
            out.write(6);
            out.write(1);
        }
        Rejected rejected = assertThrows(Rejected.class, () -> EventCodec.decode(out.toByteArray()));
        assertEquals(Rejected.Reason.TOO_LARGE, rejected.reason());
    }

    @Test
    void anotherVersionAndAnotherKindAreNamed() {
        assertReason(Rejected.Reason.UNKNOWN_VERSION, "0207");
        assertReason(Rejected.Reason.MALFORMED, "0163");
        assertReason(Rejected.Reason.MALFORMED, "");
    }

    @Test
    void bytesBehindTheEndAreRefused() {
        assertReason(Rejected.Reason.MALFORMED, DOCUMENTED + "00");
    }

    @Test
    void theDoorForObservationsTakesNoOrders() {
        byte[] order = EventCodec.encode(new TwinEvent.EntityDeleted("urn:ngsi-ld:D:1", 0));
        assertThrows(Rejected.class, () -> EventCodec.decodeObservations(order));
    }

    /** An event that is in the journal and cannot be read there would be one that nobody ever sees. */
    @Test
    void whatCouldNotBeReadAgainCannotBeMade() {
        List<String> types = IntStream.range(0, 17).mapToObj(i -> "T" + i).toList();
        List<String> scopes = IntStream.range(0, 33).mapToObj(i -> "/s" + i).toList();
        assertThrows(
                Rejected.class,
                () -> new TwinEvent.AttributesMerged("urn:a:1", types, Optional.empty(), List.of(), false, 1));
        assertThrows(
                Rejected.class,
                () -> new TwinEvent.AttributesMerged("urn:a:1", List.of(), Optional.of(scopes), List.of(), false, 1));
        TwinEvent most = new TwinEvent.AttributesMerged(
                "urn:a:1", types.subList(0, 16), Optional.of(scopes.subList(0, 32)), List.of(), false, 1);
        assertEquals(most, EventCodec.decode(EventCodec.encode(most)));
    }

    @Test
    void aPlateIsRefusedByTheBytesAsWell() {
        byte[] bytes = EventCodec.encode(Observation.of(
                "urn:ngsi-ld:D:1", "state", Content.of(Value.of("x")), Instant.EPOCH, Quality.UNSTATED, "s"));
        byte[] plate = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                .replace("state", "plate")
                .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertTrue(!Arrays.equals(bytes, plate));
        Rejected rejected = assertThrows(Rejected.class, () -> EventCodec.decode(plate));
        assertEquals(Rejected.Reason.ABOUT_A_PERSON, rejected.reason());
    }

    private static void assertReason(Rejected.Reason reason, String hex) {
        Rejected rejected = assertThrows(
                Rejected.class, () -> EventCodec.decode(HexFormat.of().parseHex(hex)));
        assertEquals(reason, rejected.reason(), rejected.getMessage());
    }
}
