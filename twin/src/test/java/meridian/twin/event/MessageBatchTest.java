package meridian.twin.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Value;
import org.junit.jupiter.api.Test;

class MessageBatchTest {
    private static TwinEvent.Observations speed(long kmh) {
        return new TwinEvent.Observations(List.of(TwinEvent.Observation.of(
                "urn:ngsi-ld:D:1",
                "speed",
                Content.of(Value.of(kmh), "KMH"),
                Instant.parse("2026-03-01T12:00:00Z"),
                Quality.MEASURED,
                "loop")));
    }

    @Test
    void messagesComeBackInTheirOrderWithTheirNames() {
        byte[] bytes = new MessageBatch.Writer()
                .add("a", speed(50))
                .add("", speed(51))
                .add("ñ€𝄞", speed(52))
                .toBytes();
        List<MessageBatch.Message> messages = MessageBatch.read(bytes).messages();
        assertEquals(
                List.of("a", "", "ñ€𝄞"),
                messages.stream().map(MessageBatch.Message::id).toList());
        assertEquals(
                List.of(speed(50), speed(51), speed(52)),
                messages.stream().map(MessageBatch.Message::observations).toList());
    }

    /** The bytes of docs/observations-binary.md: a name of two bytes, and a message of 61. */
    @Test
    void theDocumentsExampleIsThereToTheByte() {
        byte[] batch = new MessageBatch.Writer().add("e1", speed(50)).toBytes();
        byte[] message = EventCodec.encode(speed(50));
        assertEquals(2 + 1 + 1 + message.length, batch.length);
        assertArrayEquals(new byte[] {2, 'e', '1', (byte) message.length, 1, 7}, Arrays.copyOf(batch, 6));
    }

    @Test
    void oneThatIsWrongInItselfLeavesTheOthersAsTheyAre() {
        byte[] bytes = new MessageBatch.Writer()
                .add("a", speed(50))
                .add("b", speed(51))
                .toBytes();
        bytes[4] = 99; // the kind of the first message: name (2), size (1), version, kind
        List<MessageBatch.Message> messages = MessageBatch.read(bytes).messages();
        assertThrows(Rejected.class, () -> messages.get(0).observations());
        assertEquals(speed(51), messages.get(1).observations());
    }

    @Test
    void aBatchThatEndsTooEarlyIsRefusedWhereverItIsCut() {
        byte[] bytes = new MessageBatch.Writer().add("a", speed(50)).toBytes();
        for (int length = 1; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(Rejected.class, () -> MessageBatch.read(cut), length + " bytes");
        }
        assertEquals(List.of(), MessageBatch.read(new byte[0]).messages());
    }

    /** A size of 2^63 and one of a gigabyte are stated in a few bytes; memory is not taken for them. */
    @Test
    void aSizeThatIsOnlyClaimedIsRefused() {
        byte[] huge = {0, -1, -1, -1, -1, -1, -1, -1, -1, 127};
        byte[] gigabyte = {0, -128, -128, -128, -128, 4};
        for (byte[] claim : List.of(huge, gigabyte)) {
            Rejected refused = assertThrows(Rejected.class, () -> MessageBatch.read(claim));
            assertTrue(String.valueOf(refused.getMessage()).contains("bytes of a message"), refused.getMessage());
        }
    }

    @Test
    void nothingThatIsMadeUpDoesAnythingButBeRefusedOrRead() {
        Random random = new Random(7);
        byte[] sound = new MessageBatch.Writer()
                .add("a", speed(50))
                .add("b", speed(51))
                .toBytes();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = sound.clone();
            for (int n = random.nextInt(4); n >= 0; n--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                MessageBatch.read(bytes).messages().forEach(MessageBatch.Message::observations);
            } catch (Rejected e) {
                refused++;
            }
        }
        assertTrue(refused > 5_000, refused + " were refused");
    }
}
