package meridian.outbox.endpoint;

import java.util.Map;

/** A subscriber, as far as it can be told something. */
public interface Target extends AutoCloseable {
    /**
     * Sends a notification and waits for the answer, for a bounded time.
     *
     * @param headers of HTTP; MQTT has them in the body already
     */
    Answer send(byte[] body, Map<String, String> headers);

    /** Lets go of connections that nobody needs now. */
    void rest();

    @Override
    void close();
}
