package meridian.outbox.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.testkit.Mosquitto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A target that is not who its name says is told nothing. */
class EncryptedTargetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static Certificate certificate;

    @BeforeAll
    static void trust() throws IOException, InterruptedException, GeneralSecurityException {
        certificate = Certificate.trusted();
    }

    private static Answer send(Target target) {
        try (target) {
            return target.send(new byte[] {'1'}, Map.of());
        }
    }

    private static Target http(String host, int port) {
        Destination to = AllowList.LOOPBACK.destination("https://" + host + ":" + port + "/");
        return new HttpTarget(AllowList.LOOPBACK, to, PATIENCE);
    }

    @Test
    void httpsIsToldUnderTheCertificatesNameAndUnderNoOther() throws IOException, GeneralSecurityException {
        AtomicInteger told = new AtomicInteger();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
        server.createContext("/", exchange -> {
            told.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try {
            int port = server.getAddress().getPort();
            assertInstanceOf(Answer.Failed.class, send(http("127.0.0.1", port)));
            assertEquals(0, told.get());
            assertInstanceOf(Answer.Taken.class, send(http("localhost", port)));
            assertEquals(1, told.get());
        } finally {
            server.stop(0);
        }
    }

    @Test
    void mqttsIsToldUnderTheCertificatesNameAndUnderNoOther(@TempDir Path folder)
            throws IOException, InterruptedException {
        assumeTrue(Mosquitto.program().isPresent(), "Mosquitto is not installed: MQTT was not tried");
        try (Mosquitto broker = Mosquitto.open(folder, certificate.identity())) {
            assertInstanceOf(Answer.Failed.class, send(mqtt("127.0.0.1", broker.port)));
            assertInstanceOf(Answer.Taken.class, send(mqtt("localhost", broker.port)));
        }
    }

    private static Target mqtt(String host, int port) {
        Destination to = AllowList.LOOPBACK.destination("mqtts://" + host + ":" + port + "/a");
        MqttTarget.Manner manner = new MqttTarget.Manner(true, 1, Optional.empty(), Optional.empty());
        return new MqttTarget(AllowList.LOOPBACK, to, manner, PATIENCE);
    }
}
