package meridian.field.mqtt;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import meridian.field.text.PlantText;
import meridian.model.BadInput;
import meridian.model.control.ControlJunction;
import meridian.model.control.ControlNetwork;
import meridian.model.signal.Aspect;
import tools.jackson.databind.JsonNode;

/**
 * A street at a broker, for who watches it: what lamps show, whether somebody orders, and the one thing that a watcher may do, which is to
 * drop a junction. Its listener is called on one thread of the connection's.
 */
public final class MqttWatch implements AutoCloseable {
    /** Where a dropped junction goes. */
    public enum Fallback {
        PLAN,
        FLASH;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is heard. */
    public interface Listener {
        /**
         * What a junction's lamps show.
         *
         * @param boot another number each time the controller is switched on
         * @param number of the report since then
         * @param clockMillis of the controller's own clock
         * @param obeysBrain whether it shows what it is told
         */
        void shows(int junction, long boot, long number, long clockMillis, List<Aspect> aspects, boolean obeysBrain);

        /** Somebody has told a junction something. */
        void ordered(int junction);

        /** A person has looked at a junction that was dropped, and says that it is well. */
        void reset(int junction, String by);

        /**
         * A junction that another watcher has dropped, also before this one was started.
         *
         * @param latched until a person resets it
         */
        void dropped(int junction, String why, boolean latched);

        /** The broker was away and may have forgotten what was dropped. */
        void back();
    }

    private record Heard(int junction, String kind) {}

    private final MqttLink link;
    private final ControlNetwork network;
    private final Map<String, Heard> kinds = new HashMap<>();
    private final AtomicLong rejected = new AtomicLong();
    /** In what this watcher publishes, so that it knows it when it comes back. */
    private final String self = UUID.randomUUID().toString();

    private MqttWatch(MqttLink link, ControlNetwork network) {
        this.link = link;
        this.network = network;
        for (int j = 0; j < network.junctions().size(); j++) {
            ControlJunction junction = network.junctions().get(j);
            for (String kind : List.of(MqttText.SEEN, MqttText.ORDER, MqttText.RESET, MqttText.DROP)) {
                kinds.put(link.address().topic(junction.id(), kind), new Heard(j, kind));
            }
        }
    }

    /** @param patience with a street that has not told its network yet */
    public static MqttWatch join(BrokerAddress address, Duration patience) {
        MqttLink link = MqttLink.open(address);
        try {
            return new MqttWatch(link, MqttPlant.network(link, patience));
        } catch (BadInput e) {
            link.close();
            throw e;
        }
    }

    public ControlNetwork network() {
        return network;
    }

    /** Begins to listen. */
    public void listen(Listener listener) {
        List<String> filters = kinds.values().stream()
                .map(Heard::kind)
                .distinct()
                .map(kind -> link.address().topic("junction/+/" + kind))
                .toList();
        link.whenBack(listener::back);
        link.subscribe(filters, (topic, payload) -> hear(topic, payload, listener));
    }

    private void hear(String topic, byte[] payload, Listener listener) {
        Heard heard = kinds.get(topic);
        if (heard == null) {
            rejected.incrementAndGet();
            return;
        }
        int j = heard.junction();
        try {
            switch (heard.kind()) {
                case MqttText.SEEN -> report(j, MqttText.parse(payload), listener);
                case MqttText.ORDER -> listener.ordered(j);
                case MqttText.RESET ->
                    listener.reset(j, MqttText.parse(payload).path("by").asString("somebody"));
                default -> {
                    JsonNode drop = payload.length == 0 ? PlantText.object() : MqttText.parse(payload);
                    if (drop.has("drop") && !drop.path("by").asString("").equals(self)) {
                        listener.dropped(
                                j,
                                drop.path("why").asString(""),
                                drop.path("latched").asBoolean(false));
                    }
                }
            }
        } catch (IOException e) {
            // A junction of which nothing can be read is one that says nothing: the monitor notices that.
            rejected.incrementAndGet();
        }
    }

    private void report(int j, JsonNode message, Listener listener) throws IOException {
        listener.shows(
                j,
                MqttText.number(message, "boot"),
                MqttText.number(message, "report"),
                MqttText.number(message, "clock"),
                MqttText.aspects(message, "shows", network.junctions().get(j).groups()),
                message.path("obeys").asString("").equals(OrderGate.Obeys.BRAIN.word()));
    }

    /**
     * From now on the junction obeys nobody; kept at the broker for controllers that are away.
     *
     * @param latched until a person resets it
     */
    public void drop(int junction, Fallback to, String why, boolean latched) {
        byte[] payload = MqttText.bytes(PlantText.object()
                .put("drop", to.word())
                .put("by", self)
                .put("why", why)
                .put("latched", latched));
        link.publish(topic(junction, MqttText.DROP), payload, true);
    }

    /** Lets it go. */
    public void release(int junction) {
        link.publish(topic(junction, MqttText.DROP), new byte[0], true);
    }

    /** Calls once a junction is let go; what the broker has kept until now does not count. */
    public void listenForRelease(int junction, Runnable released) {
        link.subscribe(List.of(topic(junction, MqttText.DROP)), (topic, payload) -> {
            if (payload.length == 0) {
                released.run();
            }
        });
    }

    /** Tells a monitor that a person has looked. */
    public void askForReset(int junction, String by) {
        byte[] payload = MqttText.bytes(PlantText.object().put("by", by));
        link.publishSurely(topic(junction, MqttText.RESET), payload, false);
    }

    private String topic(int junction, String kind) {
        return link.address().topic(network.junctions().get(junction).id(), kind);
    }

    /** Messages that could not be read or that nobody here sends. */
    public long rejected() {
        return rejected.get();
    }

    @Override
    public void close() {
        link.close();
    }
}
