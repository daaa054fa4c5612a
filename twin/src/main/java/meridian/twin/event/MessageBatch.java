package meridian.twin.event;

import java.util.ArrayList;
import java.util.List;
import meridian.twin.entity.Rejected;
import meridian.twin.wire.WireReader;
import meridian.twin.wire.WireWriter;

/**
 * Messages one behind the other, each with its producer's name for it and its size: what the binary doors take
 * (docs/observations-binary.md). One that is wrong in itself does not spoil the others.
 *
 * @param messages in their order; the bytes are the batch's own
 */
public record MessageBatch(List<Message> messages) {
    /** Of one message, bytes: the journal keeps each as one event. */
    public static final int LARGEST_MESSAGE = 1_000_000;

    private static final int MOST = 1_000_000;

    public MessageBatch {
        messages = List.copyOf(messages);
    }

    /** A message as it came. */
    public static final class Message {
        private final String id;
        private final byte[] bytes;
        private final int offset;
        private final int length;

        private Message(String id, byte[] bytes, int offset, int length) {
            this.id = id;
            this.bytes = bytes;
            this.offset = offset;
            this.length = length;
        }

        /** The producer's name for it; empty where it has none. */
        public String id() {
            return id;
        }

        /** Bytes, without its name. */
        public int length() {
            return length;
        }

        /** @throws Rejected where it is anything but observations */
        public TwinEvent.Observations observations() {
            return EventCodec.decodeObservations(bytes, offset, length);
        }
    }

    /** @throws Rejected where the batch itself cannot be read to its end */
    public static MessageBatch read(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        List<Message> messages = new ArrayList<>();
        while (!in.atEnd()) {
            if (messages.size() == MOST) {
                throw new Rejected(Rejected.Reason.TOO_LARGE, "batch", "has more than " + MOST + " messages");
            }
            String id = in.takeText();
            int length = in.takeCount(LARGEST_MESSAGE, 1, "bytes of a message");
            messages.add(new Message(id, bytes, in.skip(length), length));
        }
        return new MessageBatch(messages);
    }

    /** Writes a batch. One thread. */
    public static final class Writer {
        private final WireWriter out = new WireWriter();

        /** @param id empty for none: then nobody can tell a repetition from a new message */
        public Writer add(String id, TwinEvent.Observations observations) {
            byte[] message = EventCodec.encode(observations);
            out.putText(id);
            out.putVar(message.length);
            for (byte b : message) {
                out.putByte(b);
            }
            return this;
        }

        public byte[] toBytes() {
            return out.toBytes();
        }
    }
}
