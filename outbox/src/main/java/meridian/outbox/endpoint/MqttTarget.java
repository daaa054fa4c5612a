package meridian.outbox.endpoint;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Publishes notifications at QoS 1 or 2, MQTT 5 or 3.1.1. A notification has been taken when the broker has acknowledged it.
 *
 * <p>One connection, made when it is needed and made anew after any failure: what had been sent on the old one and not been
 * acknowledged is sent again by who keeps it. So the client's own queue and sessions are not needed.
 */
public final class MqttTarget implements Target {
    private static final int KEEP_ALIVE_SECONDS = 30;

    /**
     * How the broker is spoken to.
     *
     * @param five MQTT 5, else 3.1.1
     */
    public record Manner(boolean five, int qos, Optional<String> user, Optional<String> password) {
        /** Without the password, so that it gets into no log. */
        @Override
        public String toString() {
            return (five ? "MQTT 5" : "MQTT 3.1.1") + ", QoS " + qos;
        }
    }

    /** A connection, whatever its version. */
    private interface Link {
        CompletableFuture<?> connect();

        CompletableFuture<?> publish(byte[] body);

        CompletableFuture<?> disconnect();

        boolean isConnected();
    }

    private final AllowList allowed;
    private final Destination to;
    private final Manner manner;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Link link;

    public MqttTarget(AllowList allowed, Destination to, Manner manner, Duration patience) {
        this.allowed = allowed;
        this.to = to;
        this.manner = manner;
        this.patience = patience;
    }

    @Override
    public Answer send(byte[] body, Map<String, String> headers) {
        Link used = null;
        try {
            used = connected();
            done(used.publish(body));
            return new Answer.Taken();
        } catch (NotAllowed | IOException e) {
            return failed(used, String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            return failed(used, "no acknowledgement within " + patience.toMillis() + " ms");
        } catch (ExecutionException e) {
            return failed(used, to.authority() + ": " + e.getCause().getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(used, "interrupted");
        }
    }

    private Answer failed(@Nullable Link used, String why) {
        lock.lock();
        try {
            if (used != null && link == used) {
                used.disconnect();
                link = null;
            }
        } finally {
            lock.unlock();
        }
        return new Answer.Failed(why);
    }

    private <T> T done(CompletableFuture<T> future) throws ExecutionException, InterruptedException, TimeoutException {
        return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Link connected() throws IOException, ExecutionException, InterruptedException, TimeoutException {
        lock.lock();
        try {
            Link there = link;
            if (there != null && there.isConnected()) {
                return there;
            }
            Link made = made();
            try {
                done(made.connect());
            } catch (ExecutionException | TimeoutException | InterruptedException e) {
                made.disconnect();
                throw e;
            }
            link = made;
            return made;
        } finally {
            lock.unlock();
        }
    }

    private Link made() throws IOException {
        MqttClientBuilder builder = MqttClient.builder()
                .identifier("meridian-" + UUID.randomUUID())
                .serverAddress(new InetSocketAddress(allowed.address(to), to.port()))
                .transportConfig()
                .socketConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .mqttConnectTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .applyTransportConfig();
        if (to.protocol().isEncrypted()) {
            // Which also looks whether the certificate is for this name.
            builder.sslWithDefaultConfig();
        }
        return manner.five() ? five(builder) : three(builder);
    }

    private Link five(MqttClientBuilder builder) {
        Mqtt5AsyncClient client = builder.useMqttVersion5().buildAsync();
        return new Link() {
            @Override
            public CompletableFuture<?> connect() {
                var connect = client.connectWith().cleanStart(true).keepAlive(KEEP_ALIVE_SECONDS);
                manner.user().ifPresent(user -> {
                    var auth = connect.simpleAuth().username(user);
                    manner.password().ifPresent(password -> auth.password(utf8(password)));
                    auth.applySimpleAuth();
                });
                return connect.send();
            }

            @Override
            public CompletableFuture<?> publish(byte[] body) {
                return client.publishWith()
                        .topic(to.path())
                        .qos(qos())
                        .payload(body)
                        .contentType("application/json")
                        .send()
                        .thenCompose(result -> result.getError()
                                .<CompletableFuture<Object>>map(CompletableFuture::failedFuture)
                                .orElseGet(() -> CompletableFuture.completedFuture(result)));
            }

            @Override
            public CompletableFuture<?> disconnect() {
                return client.disconnect();
            }

            @Override
            public boolean isConnected() {
                return client.getState().isConnected();
            }
        };
    }

    private Link three(MqttClientBuilder builder) {
        Mqtt3AsyncClient client = builder.useMqttVersion3().buildAsync();
        return new Link() {
            @Override
            public CompletableFuture<?> connect() {
                var connect = client.connectWith().cleanSession(true).keepAlive(KEEP_ALIVE_SECONDS);
                manner.user().ifPresent(user -> {
                    var auth = connect.simpleAuth().username(user);
                    manner.password().ifPresent(password -> auth.password(utf8(password)));
                    auth.applySimpleAuth();
                });
                return connect.send();
            }

            @Override
            public CompletableFuture<?> publish(byte[] body) {
                return client.publishWith()
                        .topic(to.path())
                        .qos(qos())
                        .payload(body)
                        .send();
            }

            @Override
            public CompletableFuture<?> disconnect() {
                return client.disconnect();
            }

            @Override
            public boolean isConnected() {
                return client.getState().isConnected();
            }
        };
    }

    private MqttQos qos() {
        return manner.qos() == 2 ? MqttQos.EXACTLY_ONCE : MqttQos.AT_LEAST_ONCE;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** The connection is kept: brokers count those who come and go. */
    @Override
    public void rest() {}

    @Override
    public void close() {
        lock.lock();
        try {
            if (link != null) {
                link.disconnect();
                link = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
