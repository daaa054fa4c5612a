package meridian.journal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What a producer hands in: a name for it, and bytes that mean nothing here. Immutable as long as nobody writes the bytes. */
public final class Event {
    /** Longest producer's name, bytes of UTF-8. */
    public static final int MAX_PRODUCER_BYTES = 128;
    /** Longest id, bytes of UTF-8. */
    public static final int MAX_ID_BYTES = 256;

    private static final long ROW_BYTES = 100;

    private final String producer;
    private final String id;
    private final byte[] producerBytes;
    private final byte[] idBytes;
    private final byte[] payload;

    /**
     * @param producer who hands it in; ids of different producers have nothing to do with each other
     * @param id the producer's name for it; the same id means the same event
     * @param payload not copied: hand it over and do not change it
     * @throws JournalException.Malformed where a name is empty, too long, or no text that UTF-8 and PostgreSQL can hold
     */
    public Event(String producer, String id, byte[] payload) {
        this.producer = producer;
        this.id = id;
        this.producerBytes = bytes("producer", producer, MAX_PRODUCER_BYTES);
        this.idBytes = bytes("id", id, MAX_ID_BYTES);
        this.payload = payload;
    }

    private static byte[] bytes(String what, String text, int most) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            throw new JournalException.Malformed("an event's " + what + " is text without NUL, and not empty");
        }
        try {
            // Unlike String.getBytes this does not turn half a surrogate pair into '?': two ids would become one.
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            if (encoded.remaining() > most) {
                throw new JournalException.Malformed("an event's " + what + " has " + encoded.remaining()
                        + " bytes; at most " + most + " are allowed");
            }
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new JournalException.Malformed("an event's " + what + " is no Unicode text");
        }
    }

    public String producer() {
        return producer;
    }

    public String id() {
        return id;
    }

    /** The event's own bytes, not a copy. */
    public byte[] payload() {
        return payload;
    }

    byte[] producerBytes() {
        return producerBytes;
    }

    byte[] idBytes() {
        return idBytes;
    }

    /** What it takes in a queue and in a batch, bytes; the row's overhead is an estimate. */
    long sizeBytes() {
        return ROW_BYTES + producerBytes.length + idBytes.length + payload.length;
    }

    @Override
    public String toString() {
        return producer + "/" + id + " (" + payload.length + " bytes)";
    }
}
