package meridian.twin.subscription;

import java.util.Map;
import java.util.TreeMap;

/**
 * Where notifications go (clause 5.2.15).
 *
 * @param uri as it was checked by who delivers
 * @param accept the form of their bodies: application/json or application/ld+json
 * @param receiverInfo headers that go with each; may be secrets
 * @param notifierInfo how they are sent, such as MQTT-Version; may be secrets
 */
public record Endpoint(String uri, String accept, Map<String, String> receiverInfo, Map<String, String> notifierInfo) {
    public Endpoint {
        receiverInfo = Map.copyOf(new TreeMap<>(receiverInfo));
        notifierInfo = Map.copyOf(new TreeMap<>(notifierInfo));
    }

    /** Without what may be secret, so that it gets into no log. */
    @Override
    public String toString() {
        return uri;
    }
}
