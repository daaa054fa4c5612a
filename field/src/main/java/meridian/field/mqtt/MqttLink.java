package meridian.field.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import meridian.model.BadInput;

/**
 * A connection to a broker that comes back by itself. What is published while it is away is left out and counted: who orders says the
 * newest again soon, and what is old by then nobody wants. May be used by several threads.
 */
public final class MqttLink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int KEEP_ALIVE_SECONDS = 5;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final BrokerAddress address;
    private final Mqtt5AsyncClient client;
    private final AtomicLong unsent = new AtomicLong();
    private final AtomicReference<Runnable> whenBack;

    private MqttLink(BrokerAddress address, Mqtt5AsyncClient client, AtomicReference<Runnable> whenBack) {
        this.address = address;
        this.client = client;
        this.whenBack = whenBack;
    }

    /**
     * Connects.
     *
     * @throws BadInput where the broker does not answer or does not want us
     */
    public static MqttLink open(BrokerAddress address) {
        Mqtt5ClientBuilder builder = MqttClient.builder()
                .useMqttVersion5()
                .identifier("meridian-" + UUID.randomUUID())
                .serverHost(address.host())
                .serverPort(address.port());
        if (address.encrypted()) {
            builder.sslWithDefaultConfig();
        }
        builder.automaticReconnect()
                .initialDelay(100, TimeUnit.MILLISECONDS)
                .maxDelay(LONGEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                .applyAutomaticReconnect();
        AtomicReference<Runnable> whenBack = new AtomicReference<>(() -> {});
        builder.addConnectedListener(context -> whenBack.get().run());
        MqttLink link = new MqttLink(address, builder.buildAsync(), whenBack);
        link.await(link.connect(), "does not answer as a broker");
        return link;
    }

    private CompletableFuture<?> connect() {
        var connect = client.connectWith().cleanStart(true).keepAlive(KEEP_ALIVE_SECONDS);
        address.user().ifPresent(user -> {
            var auth = connect.simpleAuth().username(user);
            address.password().ifPresent(password -> auth.password(password.getBytes(StandardCharsets.UTF_8)));
            auth.applySimpleAuth();
        });
        return connect.send();
    }

    private void await(CompletableFuture<?> future, String what) {
        try {
            future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            client.disconnect();
            String why = e.getCause() == null
                    ? "no answer in " + PATIENCE.toSeconds() + " s"
                    : e.getCause().getMessage();
            throw new BadInput(
                    address.toString(),
                    what + " (" + why + ")",
                    "a running MQTT broker that lets us publish and subscribe below " + address.street(),
                    "Start one, for example mosquitto, or correct the address, user and MERIDIAN_MQTT_PASSWORD");
        } catch (InterruptedException e) {
            client.disconnect();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while speaking to " + address, e);
        }
    }

    /**
     * From now on hears these topics, also after the connection was away.
     *
     * @param heard gets topic and payload, on a thread of the connection's, one after the other
     */
    public void subscribe(List<String> filters, BiConsumer<String, byte[]> heard) {
        for (String filter : filters) {
            await(
                    client.subscribeWith()
                            .topicFilter(filter)
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .callback(publish -> hear(publish, heard))
                            .send(),
                    "does not let us subscribe to " + filter);
        }
    }

    private static void hear(Mqtt5Publish publish, BiConsumer<String, byte[]> heard) {
        heard.accept(publish.getTopic().toString(), publish.getPayloadAsBytes());
    }

    /** Called each time the connection has come back: a broker that was killed has forgotten what it kept. */
    void whenBack(Runnable action) {
        whenBack.set(action);
    }

    /** @param retained the broker keeps it for who comes later; nothing (0 bytes) takes it away */
    public void publish(String topic, byte[] payload, boolean retained) {
        if (!client.getState().isConnected()) {
            unsent.incrementAndGet();
            return;
        }
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload)
                .retain(retained)
                .send()
                .whenComplete((result, failed) -> {
                    if (failed != null || result.getError().isPresent()) {
                        unsent.incrementAndGet();
                    }
                });
    }

    /** Waits until what is published has reached the broker. */
    public void publishSurely(String topic, byte[] payload, boolean retained) {
        await(
                client.publishWith()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(payload)
                        .retain(retained)
                        .send(),
                "does not take what we publish at " + topic);
    }

    public BrokerAddress address() {
        return address;
    }

    /** Messages that were not published because the broker was away. */
    public long unsent() {
        return unsent.get();
    }

    @Override
    public void close() {
        try {
            client.disconnect().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            // It has gone before.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
