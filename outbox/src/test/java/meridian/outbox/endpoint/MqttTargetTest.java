package meridian.outbox.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import meridian.testkit.Mosquitto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against Mosquitto, where it is installed. */
class MqttTargetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String TOPIC = "city/meters";

    @TempDir
    private Path folder;

    @BeforeEach
    void demandBroker() {
        assumeTrue(Mosquitto.program().isPresent(), "Mosquitto is not installed: MQTT was not tried");
    }

    private static MqttTarget target(int port, MqttTarget.Manner manner) {
        Destination to = AllowList.LOOPBACK.destination("mqtt://127.0.0.1:" + port + "/" + TOPIC);
        return new MqttTarget(AllowList.LOOPBACK, to, manner, PATIENCE);
    }

    private static MqttTarget.Manner manner(boolean five, int qos) {
        return new MqttTarget.Manner(five, qos, Optional.empty(), Optional.empty());
    }

    private static Answer send(MqttTarget target, String text) {
        return target.send(text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "true, 2", "false, 1", "false, 2"})
    void whatTheBrokerHasTakenArrives(boolean five, int qos) throws IOException, InterruptedException {
        try (Mosquitto broker = Mosquitto.open(folder);
                MqttTarget target = target(broker.port, manner(five, qos))) {
            Mqtt5BlockingClient reader = MqttClient.builder()
                    .serverHost("127.0.0.1")
                    .serverPort(broker.port)
                    .useMqttVersion5()
                    .buildBlocking();
            reader.connect();
            try (Mqtt5BlockingClient.Mqtt5Publishes publishes = reader.publishes(MqttGlobalPublishFilter.ALL)) {
                reader.subscribeWith()
                        .topicFilter(TOPIC)
                        .qos(MqttQos.EXACTLY_ONCE)
                        .send();
                for (int i = 0; i < 50; i++) {
                    assertInstanceOf(Answer.Taken.class, send(target, "n" + i));
                }
                for (int i = 0; i < 50; i++) {
                    var publish = publishes.receive(20, TimeUnit.SECONDS).orElseThrow();
                    assertEquals("n" + i, new String(publish.getPayloadAsBytes(), StandardCharsets.UTF_8));
                    assertEquals(qos, publish.getQos().getCode());
                }
            }
            reader.disconnect();
        }
    }

    @Test
    void aBrokerThatIsKilledHasTakenNothingAndIsToldAgainWhenItIsBack() throws IOException, InterruptedException {
        try (Mosquitto broker = Mosquitto.open(folder);
                MqttTarget target = target(broker.port, manner(true, 1))) {
            assertInstanceOf(Answer.Taken.class, send(target, "before"));
            broker.kill();
            assertInstanceOf(Answer.Failed.class, send(target, "meanwhile"));
            assertInstanceOf(Answer.Failed.class, send(target, "meanwhile"));
            broker.start();
            assertInstanceOf(Answer.Taken.class, send(target, "afterwards"));
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aBrokerThatWantsAPasswordGetsIt(boolean five) throws IOException, InterruptedException {
        try (Mosquitto broker = Mosquitto.open(folder, "meridian", "s3cret")) {
            MqttTarget.Manner right = new MqttTarget.Manner(five, 1, Optional.of("meridian"), Optional.of("s3cret"));
            try (MqttTarget target = target(broker.port, right)) {
                assertInstanceOf(Answer.Taken.class, send(target, "a"));
            }
            try (MqttTarget target = target(broker.port, manner(five, 1))) {
                assertInstanceOf(Answer.Failed.class, send(target, "a"));
            }
        }
    }
}
