package meridian.field.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import meridian.model.BadInput;

/**
 * Where a broker is, and under which topic the street is there.
 *
 * @param encrypted over TLS, with a certificate that the JVM trusts
 * @param street first levels of all topics, without a slash at its ends
 * @param user who the broker is told we are
 * @param password of that user; in no text that is made of this
 */
public record BrokerAddress(
        String host, int port, boolean encrypted, String street, Optional<String> user, Optional<String> password) {
    private static final int USUAL_PORT = 1883;
    private static final int USUAL_ENCRYPTED_PORT = 8883;
    private static final int MOST_PORT = 65_535;

    /**
     * @param text {@code mqtt://[USER@]HOST[:PORT]/STREET}, or {@code mqtts://…}
     * @param password of the user that the text names
     */
    public static BrokerAddress of(String text, Optional<String> password) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text);
        }
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String street = String.valueOf(uri.getPath()).replaceAll("^/+|/+$", "");
        boolean encrypted = scheme.equals("mqtts");
        int port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? USUAL_ENCRYPTED_PORT : USUAL_PORT;
        if (!encrypted && !scheme.equals("mqtt")
                || uri.getHost() == null
                || port < 1
                || port > MOST_PORT
                || street.isEmpty()
                || street.matches(".*[+#\\x00-\\x1f].*")
                || street.startsWith("$")
                || uri.getQuery() != null
                || uri.getFragment() != null
                || String.valueOf(uri.getUserInfo()).contains(":")) {
            throw wrong(text);
        }
        return new BrokerAddress(
                uri.getHost(), port, encrypted, street, Optional.ofNullable(uri.getUserInfo()), password);
    }

    private static BadInput wrong(String text) {
        return new BadInput(
                "the broker's address '" + text.replaceFirst("//[^@/]*:[^@/]*@", "//…@") + "'",
                "leads nowhere",
                "mqtt://[USER@]HOST[:PORT]/STREET, or mqtts://, where STREET begins all topics and has no + or #",
                "Keep passwords out of it: they come from MERIDIAN_MQTT_PASSWORD");
    }

    /** A topic below the street's. */
    String topic(String rest) {
        return street + "/" + rest;
    }

    /** A junction's topic; its id as in an address on the web, so that it is one level. */
    String topic(String junction, String kind) {
        return topic("junction/" + URLEncoder.encode(junction, StandardCharsets.UTF_8) + "/" + kind);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return (encrypted ? "mqtts://" : "mqtt://") + user.map(u -> u + "@").orElse("") + host + ":" + port + "/"
                + street;
    }
}
