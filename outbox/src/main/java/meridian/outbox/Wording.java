package meridian.outbox;

import java.util.List;
import java.util.Map;
import java.util.Set;
import meridian.twin.entity.Entity;
import meridian.twin.subscription.Subscription;

/** How subscriptions and notifications are written. Safe for all threads; the same input gives the same bytes. */
public interface Wording {
    /** A subscription from the text that was kept. */
    Subscription read(String kept);

    /**
     * An entity as a notification tells it.
     *
     * @param only attributes; empty for all
     */
    byte[] entity(Entity entity, Set<String> only, boolean keyValues);

    /** That an entity is gone. */
    byte[] deleted(Entity last, long recordedMicros);

    /**
     * A whole notification.
     *
     * @param data of {@link #entity} and {@link #deleted}
     */
    byte[] notification(Subscription to, String id, long notifiedMicros, List<byte[]> data);

    /** The same with the headers that MQTT has no place for (clause 7.2). */
    byte[] withMetadata(Map<String, String> headers, byte[] notification);
}
