package meridian.outbox.endpoint;

/**
 * Where a subscription's notifications go, checked as far as it can be without asking the network.
 *
 * @param host lower case, without brackets
 * @param path of HTTP with its query, as it is sent; of MQTT the topic
 */
public record Destination(Protocol protocol, String host, int port, String path) {
    /** How it is spoken to. */
    public enum Protocol {
        HTTP(80),
        HTTPS(443),
        MQTT(1883),
        MQTTS(8883);

        private final int usualPort;

        Protocol(int usualPort) {
            this.usualPort = usualPort;
        }

        int usualPort() {
            return usualPort;
        }

        public boolean isMqtt() {
            return this == MQTT || this == MQTTS;
        }

        boolean isEncrypted() {
            return this == HTTPS || this == MQTTS;
        }
    }

    /** As a Host header has it. */
    String authority() {
        String name = host.contains(":") ? "[" + host + "]" : host;
        return port == protocol.usualPort() ? name : name + ":" + port;
    }
}
