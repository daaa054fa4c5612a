package meridian.app.doors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import meridian.api.Binding;
import meridian.api.Doors;
import meridian.api.Loading;
import meridian.api.OperationsServer;
import meridian.api.access.Access;
import meridian.api.access.Grant;
import meridian.api.access.KeyOrder;
import meridian.app.twin.LiveTwin;
import meridian.formats.Progress;
import meridian.journal.database.Database;
import meridian.testkit.Town;
import meridian.twin.entity.Content;
import meridian.twin.entity.Quality;
import meridian.twin.entity.Value;
import meridian.twin.event.MessageBatch;
import meridian.twin.event.TwinEvent;
import org.jspecify.annotations.Nullable;

/**
 * How fast the doors of the twin are, through HTTP on the loopback, with a journal in the embedded database: what is acknowledged
 * is on the disk. The clients run in the same process and share its processors.
 *
 * <p>At a rate, a request's time counts from when it was due, whether or not it could be sent then.
 */
public final class DoorsBench {
    private static final int ENTITIES = 20_000;
    private static final int LINES_OF_A_REQUEST = 500;
    private static final int BULK_CONNECTIONS = 4;
    private static final int SINGLE_CONNECTIONS = 32;
    private static final int QUESTIONS = 30;
    private static final int MARKS = 200;
    private static final int MARK_EVERY_MILLIS = 20;
    private static final double WARM_UP = 0.25;
    private static final double NANOS_A_SECOND = 1e9;
    private static final String LINES = "application/x-ndjson";
    private static final String BINARY = "application/vnd.meridian.observations";
    private static final String PATH = "/observations";

    private final Path data;
    private final Path cache;
    private final int seconds;
    private final int rate;
    private final Progress progress;

    /**
     * What was measured beside what was asked.
     *
     * @param perSecond observations acknowledged a second; NaN where that is not the point
     * @param askedPerSecond NaN where nothing was asked
     * @param p50Millis half took no longer
     * @param p99Millis 99 of 100 took no longer
     * @param askedMillis of the p99, of the median where the case says so; NaN where nothing was asked
     */
    public record Result(
            String name,
            double perSecond,
            double askedPerSecond,
            double p50Millis,
            double p99Millis,
            double askedMillis) {}

    /**
     * @param data a folder that is used for nothing else
     * @param seconds of each case of ingest, a quarter of it warming up
     * @param rate observations a second of the cases at a rate
     */
    public DoorsBench(Path data, Path cache, int seconds, int rate, Progress progress) {
        this.data = data;
        this.cache = cache;
        this.seconds = seconds;
        this.rate = rate;
        this.progress = progress;
    }

    /** Runs all cases, one after the other. */
    public List<Result> run() throws InterruptedException {
        Access access = Access.of(data, Clock.systemUTC());
        String key =
                access.makeKey(new KeyOrder("bench", Grant.ALL, 100_000, null)).secret();
        try (Database database = LiveTwin.database(data, cache);
                LiveTwin twin = LiveTwin.open(database, data.resolve("twin"), Town.city(), List.of(), message -> {});
                OperationsServer server = OperationsServer.open(
                        new Doors(Binding.ofThisMachine(0), access, Optional.empty()),
                        "bench",
                        new Loading("bench", Loading.Step.READY, 100))) {
            server.connect(twin);
            return new Run(server.port(), key).all();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- What is sent ---

    private static String id(int entity) {
        return "urn:ngsi-ld:TrafficFlowObserved:bench:" + entity;
    }

    private static String line(int entity, int value) {
        return "{\"entity\":\"" + id(entity)
                + "\",\"type\":\"TrafficFlowObserved\",\"attribute\":\"intensity\",\"value\":" + value
                + ",\"observedAt\":\"2026-03-01T12:00:00Z\",\"quality\":\"measured\"}\n";
    }

    private static byte[] lines(int first, int count) {
        StringBuilder lines = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            lines.append(line(i % ENTITIES, i));
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] messages(int first, int count) {
        List<TwinEvent.Observation> observations = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            observations.add(new TwinEvent.Observation(
                    id(i % ENTITIES),
                    "TrafficFlowObserved",
                    "intensity",
                    null,
                    Content.of(Value.of((long) i)),
                    1_772_366_400_000_000L,
                    Quality.MEASURED,
                    null));
        }
        return new MessageBatch.Writer()
                .add("", new TwinEvent.Observations(observations))
                .toBytes();
    }

    /**
     * One way of bringing observations.
     *
     * @param perSecond of all connections together; 0 for as many as go
     */
    private record Bringing(
            String name,
            int connections,
            int perRequest,
            int perSecond,
            boolean binary,
            double asked,
            double askedMillis) {
        byte[] body(int number) {
            int first = Math.floorMod(number * perRequest, ENTITIES);
            return binary ? messages(first, perRequest) : lines(first, perRequest);
        }
    }

    /** A server that is asked. */
    private final class Run {
        private final int port;
        private final String key;

        Run(int port, String key) {
            this.port = port;
            this.key = key;
        }

        List<Result> all() throws IOException, InterruptedException {
            fill();
            List<Bringing> cases = List.of(
                    new Bringing(
                            "bulk, lines, at a rate", BULK_CONNECTIONS, LINES_OF_A_REQUEST, rate, false, rate, 100),
                    new Bringing(
                            "bulk, binary, at a rate", BULK_CONNECTIONS, LINES_OF_A_REQUEST, rate, true, rate, 100),
                    new Bringing(
                            "bulk, lines", BULK_CONNECTIONS, 2 * LINES_OF_A_REQUEST, 0, false, Double.NaN, Double.NaN),
                    new Bringing("single, 32 connections", SINGLE_CONNECTIONS, 1, 0, false, 5_000, Double.NaN));
            List<Result> results = new ArrayList<>();
            for (Bringing one : cases) {
                progress.at(one.name(), results.size(), cases.size() + 2);
                results.add(bring(one));
            }
            progress.at("latest values", cases.size(), cases.size() + 2);
            results.add(latest());
            progress.at("notifications", cases.size() + 1, cases.size() + 2);
            results.add(notifications());
            return results;
        }

        private void fill() throws IOException {
            try (PlainClient client = new PlainClient(port, key)) {
                for (int first = 0; first < ENTITIES; first += LINES_OF_A_REQUEST) {
                    client.post(PATH, LINES, lines(first, LINES_OF_A_REQUEST));
                }
            }
        }

        private Result bring(Bringing one) throws InterruptedException {
            Times times = new Times();
            long start = System.nanoTime();
            List<Thread> threads = new ArrayList<>();
            for (int c = 0; c < one.connections(); c++) {
                int connection = c;
                threads.add(Thread.ofPlatform().start(() -> bring(one, connection, start, times)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            double measured = times.count() * one.perRequest() / (seconds * (1 - WARM_UP));
            return new Result(
                    one.name(),
                    measured,
                    one.asked(),
                    times.percentileMillis(0.5),
                    times.percentileMillis(0.99),
                    one.askedMillis());
        }

        private void bring(Bringing one, int connection, long start, Times times) {
            // Made before: making them is the devices' work, not this machine's.
            List<byte[]> bodies = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                bodies.add(one.body(connection + i * one.connections()));
            }
            long measureFrom = start + (long) (WARM_UP * seconds * NANOS_A_SECOND);
            long end = start + (long) (seconds * NANOS_A_SECOND);
            try (PlainClient client = new PlainClient(port, key)) {
                for (int i = 0; ; i++) {
                    long due = due(one, connection, i, start);
                    if (due >= end) {
                        return;
                    }
                    client.post(PATH, one.binary() ? BINARY : LINES, bodies.get(i % bodies.size()));
                    long now = System.nanoTime();
                    if (due >= measureFrom && now <= end) {
                        times.add(now - due);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private long due(Bringing one, int connection, int i, long start) {
            if (one.perSecond() == 0) {
                return System.nanoTime();
            }
            double apart = NANOS_A_SECOND * one.perRequest() * one.connections() / one.perSecond();
            long due = start + (long) (apart * (i + (double) connection / one.connections()));
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            return due;
        }

        private Result latest() throws IOException {
            Times times = new Times();
            try (PlainClient client = new PlainClient(port, key)) {
                for (int i = 0; i < QUESTIONS; i++) {
                    long begin = System.nanoTime();
                    byte[] answer = client.get(
                            "/ngsi-ld/v1/entities?type=TrafficFlowObserved&options=keyValues&limit=" + ENTITIES);
                    if (answer.length < 50 * ENTITIES) {
                        throw new IOException("only " + answer.length + " bytes came for " + ENTITIES + " entities");
                    }
                    times.add(System.nanoTime() - begin);
                }
            }
            return new Result(
                    "20,000 latest values",
                    Double.NaN,
                    Double.NaN,
                    times.percentileMillis(0.5),
                    times.percentileMillis(0.99),
                    500);
        }

        /** From the moment in which an observation is sent to the one in which it is told, while others are brought. */
        private Result notifications() throws IOException, InterruptedException {
            Marks marks = new Marks();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .header("Authorization", "Bearer " + key)
                    .buildAsync(
                            URI.create("ws://localhost:" + port + "/live?type=Mark&attrs=number&options=keyValues"),
                            marks)
                    .join();
            try (PlainClient client = new PlainClient(port, key)) {
                for (int n = 1; n <= MARKS; n++) {
                    marks.sent(n);
                    client.post(PATH, LINES, mark(n));
                    marks.await(n);
                    LockSupport.parkNanos(MARK_EVERY_MILLIS * 1_000_000L);
                }
            } finally {
                socket.abort();
            }
            return new Result(
                    "notification by /live",
                    Double.NaN,
                    Double.NaN,
                    marks.times.percentileMillis(0.5),
                    marks.times.percentileMillis(0.99),
                    Double.NaN);
        }

        private byte[] mark(int n) {
            return ("{\"entity\":\"urn:ngsi-ld:Mark:1\",\"type\":\"Mark\",\"attribute\":\"number\",\"value\":" + n
                            + ",\"observedAt\":\"2026-03-01T12:00:00Z\"}")
                    .getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Hears of marks. */
    private static final class Marks implements WebSocket.Listener {
        private final Times times = new Times();
        private final AtomicLong sentNanos = new AtomicLong();
        private final StringBuilder text = new StringBuilder();
        private int expected;
        private int heard;

        synchronized void sent(int number) {
            expected = number;
            sentNanos.set(System.nanoTime());
        }

        synchronized void await(int number) throws InterruptedException {
            while (heard < number) {
                wait();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                hear(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private synchronized void hear(String message) {
            if (expected > heard && message.contains("\"number\":" + expected + "}")) {
                times.add(System.nanoTime() - sentNanos.get());
                heard = expected;
                notifyAll();
            }
        }
    }
}
