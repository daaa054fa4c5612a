package meridian.outbox.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers that behave badly in each of the usual ways. */
class HttpTargetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final String NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

    private ServerSocket server;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Behaviour behaviour = out -> out.write(bytes(NO_CONTENT));

    /** What is done once a request has come; afterwards the connection stays open for the next one. */
    private interface Behaviour {
        void answer(OutputStream out) throws IOException, InterruptedException;
    }

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException e) {
                // It was closed: the test is over.
            }
        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void serve(Socket socket) {
        try (socket) {
            while (request(socket.getInputStream())) {
                behaviour.answer(socket.getOutputStream());
                socket.getOutputStream().flush();
            }
        } catch (IOException | InterruptedException e) {
            // The client has had enough.
        }
    }

    private boolean request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return false;
            }
            head.append((char) c);
        }
        heads.add(head.toString());
        int length = Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
        in.readNBytes(length);
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private HttpTarget target() {
        Destination to = AllowList.LOOPBACK.destination("http://localhost:" + server.getLocalPort() + "/in?a=b");
        return new HttpTarget(AllowList.LOOPBACK, to, PATIENCE);
    }

    private static Answer send(HttpTarget target) {
        return target.send(bytes("{}"), Map.of("X-Key", "secret"));
    }

    @Test
    void oneConnectionServesManyNotifications() {
        try (HttpTarget target = target()) {
            for (int i = 0; i < 20; i++) {
                assertInstanceOf(Answer.Taken.class, send(target));
            }
        }
        assertEquals(1, connections.get());
        assertTrue(heads.getFirst().startsWith("POST /in?a=b HTTP/1.1\r\nHost: localhost:"), heads.getFirst());
        assertTrue(heads.getFirst().contains("X-Key: secret\r\n"));
    }

    @Test
    void aConnectionThatTheTargetClosedMeanwhileIsMadeAnew() {
        behaviour = out -> {
            out.write(bytes(NO_CONTENT));
            out.flush();
            throw new IOException("closes without a word");
        };
        try (HttpTarget target = target()) {
            for (int i = 0; i < 5; i++) {
                assertInstanceOf(Answer.Taken.class, send(target), "notification " + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP",
                "HTTP/1.1 200",
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 999 What\r\n\r\n",
                "HTTP/1.1 20 What\r\n\r\n",
                "\r\n\r\n\r\n",
                "<html>\n</html>\n"
            })
    void aTargetThatTalksNonsenseAndClosesHasTakenNothing(String nonsense) {
        behaviour = out -> {
            out.write(bytes(nonsense));
            out.flush();
            throw new IOException("closes");
        };
        try (HttpTarget target = target()) {
            assertInstanceOf(Answer.Failed.class, send(target));
        }
    }

    @Test
    void aTargetThatSaysNothingIsGivenUpAfterThePatience() {
        behaviour = out -> Thread.sleep(60_000);
        try (HttpTarget target = target()) {
            Answer.Failed failed = assertInstanceOf(Answer.Failed.class, send(target));
            assertTrue(failed.why().contains("2000 ms"), failed.why());
        }
    }

    @Test
    void aTargetThatDripsItsHeadIsGivenUpAfterThePatience() {
        behaviour = out -> {
            for (int i = 0; i < 10_000; i++) {
                out.write('H');
                out.flush();
                Thread.sleep(50);
            }
        };
        try (HttpTarget target = target()) {
            assertInstanceOf(Answer.Failed.class, send(target));
        }
    }

    @Test
    void anEndlessHeadIsNotReadToItsEnd() {
        AtomicInteger sent = new AtomicInteger();
        behaviour = out -> {
            out.write(bytes("HTTP/1.1 200 OK\r\n"));
            while (true) {
                out.write(new byte[65_536]);
                sent.incrementAndGet();
            }
        };
        try (HttpTarget target = target()) {
            Answer.Failed failed = assertInstanceOf(Answer.Failed.class, send(target));
            assertTrue(failed.why().contains("16384 bytes"), failed.why());
        }
    }

    @Test
    void anAnswerOfAGigabyteIsTakenByItsStatusAndNotRead() {
        AtomicInteger sent = new AtomicInteger();
        behaviour = out -> {
            out.write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"));
            for (int i = 0; i < 16_384; i++) {
                out.write(new byte[65_536]);
                sent.incrementAndGet();
            }
        };
        try (HttpTarget target = target()) {
            assertInstanceOf(Answer.Taken.class, send(target));
        }
        // What fits into the buffers of the two sockets, and not all of it.
        assertTrue(sent.get() < 1_000, sent + " pieces were read");
    }

    @Test
    void statusesMeanTakenLaterOrNever() {
        Map<Integer, Class<? extends Answer>> meaning = Map.of(
                200, Answer.Taken.class,
                204, Answer.Taken.class,
                301, Answer.Refused.class,
                307, Answer.Refused.class,
                404, Answer.Refused.class,
                408, Answer.Failed.class,
                429, Answer.Failed.class,
                500, Answer.Failed.class,
                503, Answer.Failed.class);
        meaning.forEach((status, expected) -> {
            behaviour = out -> out.write(bytes("HTTP/1.1 " + status + " X\r\nLocation: http://localhost:"
                    + server.getLocalPort() + "/elsewhere\r\nContent-Length: 0\r\n\r\n"));
            int before = heads.size();
            try (HttpTarget target = target()) {
                assertInstanceOf(expected, send(target), "status " + status);
            }
            assertEquals(before + 1, heads.size(), "a redirection was followed");
        });
    }

    @Test
    void anAnswerInChunksIsTakenAndItsConnectionNotUsedAgain() {
        behaviour =
                out -> out.write(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"));
        try (HttpTarget target = target()) {
            send(target);
            assertInstanceOf(Answer.Taken.class, send(target));
        }
        assertEquals(2, connections.get());
    }

    @Test
    void aTargetThatIsNotThereHasTakenNothing() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        Destination to = AllowList.LOOPBACK.destination("http://127.0.0.1:" + port + "/");
        try (HttpTarget target = new HttpTarget(AllowList.LOOPBACK, to, PATIENCE)) {
            assertInstanceOf(Answer.Failed.class, send(target));
        }
    }

    @Test
    void aNameThatLeadsNowhereIsAFailureAndNoError() {
        AllowList list = new AllowList(java.util.Set.of("nowhere.example"), name -> {
            throw new java.net.UnknownHostException(name);
        });
        Destination to = list.destination("http://nowhere.example/");
        try (HttpTarget target = new HttpTarget(list, to, PATIENCE)) {
            assertInstanceOf(Answer.Failed.class, send(target));
        }
    }
}
