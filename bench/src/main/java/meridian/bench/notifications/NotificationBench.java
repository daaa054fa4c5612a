package meridian.bench.notifications;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import meridian.formats.Progress;

/**
 * Updates many entities while their subscriber is away, kills the server now and then, and counts what the subscriber has been
 * told in the end.
 *
 * <p>The server is a process of its own whose main class is given: {@code DATA CACHE URI ENTITIES UPDATES}. It keeps a
 * subscription to that URI, makes the updates that are missing, says {@value #UPDATED} on standard output when all of them have
 * been acknowledged, and tells until it is killed.
 */
public final class NotificationBench {
    public static final String UPDATED = "updated";
    /** Of what is updated. */
    public static final String TYPE = Subscriber.TYPE;

    public static final String ID = Subscriber.ID;
    public static final String ATTRIBUTE = Subscriber.ATTRIBUTE;

    private static final long LOOK_MILLIS = 100;
    /** When nothing more has been told for so long, what is missing is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Order order;
    private final Path data;
    private final Path cache;
    private final Progress progress;

    /**
     * What is to be done.
     *
     * @param server main class of the process
     * @param away so long nobody answers at the subscriber's
     * @param kills how often the server is killed, with SIGKILL
     * @param seed of the refusals and the moments of the kills
     */
    public record Order(
            String server, int entities, int updates, Duration away, int kills, long seed, Duration patience) {
        public Order(String server, int entities, int updates, Duration away, int kills, long seed) {
            this(server, entities, updates, away, kills, seed, PATIENCE);
        }
    }

    /**
     * What came of it.
     *
     * @param expected updates that were acknowledged
     * @param lost of them, those that the subscriber was not told
     * @param outOfOrder those that were told first after a later one of the same entity
     * @param repeats those that were told again
     * @param refused attempts that the subscriber answered with 500
     * @param seconds from when the subscriber came back to the last one
     */
    public record Result(
            long expected, long lost, long outOfOrder, long repeats, long refused, int kills, double seconds) {}

    /**
     * @param data folder for the server
     * @param cache where PostgreSQL's programs are unpacked
     */
    public NotificationBench(Order order, Path data, Path cache, Progress progress) {
        this.order = order;
        this.data = data;
        this.cache = cache;
        this.progress = progress;
    }

    public Result run() throws IOException, InterruptedException {
        try (Subscriber subscriber = new Subscriber(order.entities(), order.seed())) {
            subscriber.leave();
            Process server = start(subscriber);
            try {
                awaitUpdated(server);
                return told(subscriber, server);
            } finally {
                // Whichever is the last one: its children (the database) end with it.
                children.forEach(Process::destroyForcibly);
            }
        }
    }

    private final List<Process> children = new ArrayList<>();

    private Process start(Subscriber subscriber) throws IOException {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx384m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        order.server(),
                        data.toString(),
                        cache.toString(),
                        subscriber.uri(),
                        Integer.toString(order.entities()),
                        Integer.toString(order.updates()))
                .redirectError(data.resolveSibling(data.getFileName() + ".err").toFile())
                .start();
        children.add(server);
        return server;
    }

    private static void awaitUpdated(Process server) throws IOException {
        var lines = server.inputReader();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals(UPDATED)) {
                return;
            }
        }
        throw new IllegalStateException("the server ended before all updates were acknowledged");
    }

    private Result told(Subscriber subscriber, Process first) throws IOException, InterruptedException {
        Random random = new Random(order.seed());
        long expected = (long) order.entities() * order.updates();
        TimeUnit.MILLISECONDS.sleep(order.away().toMillis());
        subscriber.comeBack();
        long began = System.nanoTime();
        long last = began;
        long before = 0;
        int kills = 0;
        Process server = first;
        while (subscriber.told() < expected
                && System.nanoTime() - last < order.patience().toNanos()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            long now = subscriber.told();
            if (now > before) {
                before = now;
                last = System.nanoTime();
                progress.at("told", now, expected);
            }
            // Spread over the whole: each at some random share after the one before.
            if (kills < order.kills() && now >= expected * (kills + random.nextDouble()) / order.kills()) {
                kills++;
                server.destroyForcibly().waitFor();
                server = start(subscriber);
            }
        }
        return new Result(
                expected,
                expected - subscriber.told(),
                subscriber.disorders(),
                subscriber.repeats(),
                subscriber.refusals(),
                kills,
                (last - began) / 1e9);
    }
}
