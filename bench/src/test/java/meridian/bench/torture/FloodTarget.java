package meridian.bench.torture;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import meridian.journal.Event;
import meridian.journal.Journal;
import meridian.journal.JournalException;
import meridian.journal.JournalSettings;
import meridian.journal.Stream;
import meridian.journal.StreamClass;
import meridian.journal.StreamCounts;
import meridian.journal.database.Database;

/**
 * A process into which far more telemetry comes than it can write, and events beside it. It counts what it was told, and says at
 * its end what it and the journal have counted.
 */
final class FloodTarget {
    static final String TELEMETRY = "flood";
    static final String EVENTS = "orders";

    private static final int FLOODING = 4;
    private static final int AT_A_TIME = 50;
    private static final byte[] PAYLOAD = new byte[400];

    private final Journal journal;
    private final long endNanos;
    private final LongAdder offered = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder shed = new LongAdder();
    private final LongAdder ordersOffered = new LongAdder();
    private final LongAdder ordersAcknowledged = new LongAdder();

    private FloodTarget(Journal journal, Duration length) {
        this.journal = journal;
        this.endNanos = System.nanoTime() + length.toNanos();
    }

    /** {@code DATA CACHE SECONDS}. */
    public static void main(String[] arguments) throws InterruptedException {
        Duration length = Duration.ofSeconds(Long.parseLong(arguments[2]));
        try (Database database = Database.embedded(Path.of(arguments[0]), Path.of(arguments[1]));
                Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.DEFAULT)) {
            journal.declare(new Stream(TELEMETRY, StreamClass.TELEMETRY, Duration.ofDays(1)));
            journal.declare(new Stream(EVENTS, StreamClass.EVENT, Duration.ofDays(1)));
            new FloodTarget(journal, length).run();
        }
    }

    private void run() throws InterruptedException {
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < FLOODING; p++) {
            int producer = p;
            producers.add(Thread.ofPlatform().start(() -> flood(producer)));
        }
        producers.add(Thread.ofPlatform().start(this::order));
        for (Thread producer : producers) {
            producer.join();
        }
        while (journal.queuedEvents() > 0 || offered.sum() > acknowledged.sum() + shed.sum()) {
            Thread.sleep(10);
        }
        StreamCounts counts = journal.counts().get(TELEMETRY);
        System.out.println(offered + " " + acknowledged + " " + shed + " " + counts.stored() + " " + counts.shed() + " "
                + ordersOffered + " " + ordersAcknowledged);
    }

    private boolean isOver() {
        return System.nanoTime() - endNanos > 0;
    }

    /** Never waits for an answer. */
    private void flood(int producer) {
        for (int batch = 0; !isOver(); batch++) {
            List<Event> events = new ArrayList<>(AT_A_TIME);
            for (int i = 0; i < AT_A_TIME; i++) {
                events.add(new Event("flood", producer + "-" + batch + "-" + i, PAYLOAD.clone()));
            }
            offered.add(AT_A_TIME);
            try {
                journal.append(TELEMETRY, events).thenRun(() -> acknowledged.add(AT_A_TIME));
            } catch (JournalException.Shed e) {
                shed.add(AT_A_TIME);
            }
        }
    }

    /** Waits for each answer, as somebody does who decides something. */
    private void order() {
        for (int i = 0; !isOver(); i++) {
            ordersOffered.increment();
            journal.append(EVENTS, new Event("orders", "o" + i, PAYLOAD)).join();
            ordersAcknowledged.increment();
        }
    }
}
