package meridian.outbox.endpoint;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import meridian.model.BadInput;
import meridian.twin.subscription.Endpoint;

/** Makes targets of endpoints. */
public final class Targets implements Reaching {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final int LONGEST_VALUE = 4_096;
    /** What the request has already, or what would make two of it. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "user-agent",
            "link",
            "proxy-authorization",
            "proxy-connection");

    private static final Set<String> NOTIFIER = Set.of("MQTT-Version", "MQTT-QoS", "MQTT-User", "MQTT-Password");

    private final AllowList allowed;
    private final Duration patience;

    /** @param patience a target has so long to answer */
    public Targets(AllowList allowed, Duration patience) {
        this.allowed = allowed;
        this.patience = patience;
    }

    @Override
    public void check(Endpoint endpoint) {
        if (allowed.destination(endpoint.uri()).protocol().isMqtt()) {
            manner(endpoint.notifierInfo());
        } else if (!endpoint.notifierInfo().isEmpty()) {
            throw new NotAllowed("notifierInfo is for MQTT; HTTP has nothing to be told there");
        }
        endpoint.receiverInfo().forEach(Targets::checkHeader);
    }

    private static void checkHeader(String name, String value) {
        if (!TOKEN.matcher(name).matches() || OURS.contains(name.toLowerCase(java.util.Locale.ROOT))) {
            throw new NotAllowed("receiverInfo: " + BadInput.shortened(name) + " is no header that can be added");
        }
        if (value.length() > LONGEST_VALUE || value.chars().anyMatch(c -> c != '\t' && (c < ' ' || c > '~'))) {
            throw new NotAllowed("receiverInfo: the value of " + name + " has at most " + LONGEST_VALUE
                    + " characters, all of ASCII that can be seen");
        }
    }

    @Override
    public Target open(Endpoint endpoint) {
        check(endpoint);
        Destination to = allowed.destination(endpoint.uri());
        return to.protocol().isMqtt()
                ? new MqttTarget(allowed, to, manner(endpoint.notifierInfo()), patience)
                : new HttpTarget(allowed, to, patience);
    }

    private static MqttTarget.Manner manner(Map<String, String> info) {
        for (String name : info.keySet()) {
            if (!NOTIFIER.contains(name)) {
                throw new NotAllowed("notifierInfo: " + BadInput.shortened(name) + " is none of "
                        + NOTIFIER.stream().sorted().toList());
            }
        }
        String version = info.getOrDefault("MQTT-Version", "mqtt5.0");
        String qos = info.getOrDefault("MQTT-QoS", "1");
        if (!version.equals("mqtt5.0") && !version.equals("mqtt3.1.1")) {
            throw new NotAllowed("notifierInfo: MQTT-Version is mqtt5.0 or mqtt3.1.1");
        }
        if (!qos.equals("1") && !qos.equals("2")) {
            throw new NotAllowed("notifierInfo: MQTT-QoS is 1 or 2; at 0 nobody would know what was lost");
        }
        return new MqttTarget.Manner(
                version.equals("mqtt5.0"),
                Integer.parseInt(qos),
                Optional.ofNullable(info.get("MQTT-User")),
                Optional.ofNullable(info.get("MQTT-Password")));
    }
}
