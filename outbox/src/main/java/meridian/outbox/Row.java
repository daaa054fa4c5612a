package meridian.outbox;

import java.util.Objects;

/** A notification in the outbox: of one entity, changed by one event. Its data is bytes of {@link Wording}, never changed. */
final class Row {
    private static final String ID = "urn:ngsi-ld:Notification:";

    final long subscription;
    final long position;
    final int ordinal;
    final String entity;
    final long recordedMicros;
    final byte[] data;

    Row(long subscription, long position, int ordinal, String entity, long recordedMicros, byte[] data) {
        this.subscription = subscription;
        this.position = position;
        this.ordinal = ordinal;
        this.entity = entity;
        this.recordedMicros = recordedMicros;
        this.data = data;
    }

    /** The same however often it is told, also when it is found again in the past. */
    String id() {
        return id(subscription, position, ordinal);
    }

    static String id(long subscription, long position, int ordinal) {
        return ID + subscription + ":" + position + ":" + ordinal;
    }

    /** In memory, about. */
    int sizeBytes() {
        return 120 + 2 * entity.length() + data.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Row r
                && r.subscription == subscription
                && r.position == position
                && r.ordinal == ordinal;
    }

    @Override
    public int hashCode() {
        return Objects.hash(subscription, position, ordinal);
    }
}
