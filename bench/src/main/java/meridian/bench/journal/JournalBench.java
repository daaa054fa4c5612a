package meridian.bench.journal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import meridian.formats.Progress;
import meridian.journal.Event;
import meridian.journal.Journal;
import meridian.journal.JournalSettings;
import meridian.journal.Stream;
import meridian.journal.StreamClass;
import meridian.journal.database.Database;

/**
 * Durable events a second, and how long an acknowledgement takes, in the embedded database: every figure includes the fsync.
 *
 * <p>One event in ten is a duplicate of any earlier one of its producer. Producers that have a rate are told when each append is due,
 * and its time counts from then, whether or not it could be handed in at once: a journal that falls behind shows that.
 */
public final class JournalBench {
    private static final int PAYLOAD_BYTES = 120;
    private static final double DUPLICATES = 0.1;
    private static final double WARM_UP = 0.25;
    /** Appends of one producer that may be on their way at once. */
    private static final int OUTSTANDING = 4;

    private static final double NANOS_A_SECOND = 1e9;
    private static final double NANOS_A_MILLI = 1e6;

    private final Path data;
    private final Path cache;
    private final int seconds;
    private final Progress progress;

    /**
     * One way of appending.
     *
     * @param name for people
     * @param producers threads
     * @param eventsPerAppend handed in together
     * @param eventsPerSecond of all producers together; 0 for as many as go
     */
    public record Case(String name, int producers, int eventsPerAppend, int eventsPerSecond) {}

    /**
     * What was measured after the warm-up.
     *
     * @param eventsPerSecond acknowledged, duplicates among them
     * @param p50Millis half of the appends were acknowledged within it
     * @param p99Millis 99 of 100
     * @param worstMillis all
     * @param duplicateShare of the events, 0 to 1
     */
    public record Result(
            Case of,
            double eventsPerSecond,
            double p50Millis,
            double p99Millis,
            double worstMillis,
            double duplicateShare) {}

    /** Bulk at the rate that is promised, bulk as fast as it goes, and single events of 32 producers. */
    public static List<Case> cases(int rate) {
        return List.of(
                new Case("bulk at a rate", 4, 500, rate),
                new Case("bulk", 4, 1_000, 0),
                new Case("single events", 32, 1, 0));
    }

    /**
     * @param data a folder that is used for nothing else
     * @param seconds of each case, a quarter of it warming up
     */
    public JournalBench(Path data, Path cache, int seconds, Progress progress) {
        this.data = data;
        this.cache = cache;
        this.seconds = seconds;
        this.progress = progress;
    }

    public List<Result> run(List<Case> cases) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        try (Database database = Database.embedded(data, cache);
                Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.DEFAULT)) {
            for (Case one : cases) {
                progress.at(one.name(), results.size(), cases.size());
                String stream = "bench." + results.size();
                journal.declare(new Stream(stream, StreamClass.EVENT, Duration.ofDays(7)));
                results.add(run(journal, stream, one));
            }
        }
        return results;
    }

    private Result run(Journal journal, String stream, Case one) throws InterruptedException {
        long start = System.nanoTime();
        List<Producer> producers = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < one.producers(); i++) {
            Producer producer = new Producer(journal, stream, one, i, start, seconds);
            producers.add(producer);
            threads.add(Thread.ofPlatform().name("producer-" + i).start(producer));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return result(one, producers);
    }

    private Result result(Case one, List<Producer> producers) {
        long[] nanos = producers.stream()
                .flatMapToLong(producer -> Arrays.stream(producer.times, 0, producer.count))
                .sorted()
                .toArray();
        double measuredSeconds = seconds * (1 - WARM_UP);
        long events = (long) nanos.length * one.eventsPerAppend();
        long duplicates =
                producers.stream().mapToLong(producer -> producer.duplicates).sum();
        return new Result(
                one,
                events / measuredSeconds,
                percentile(nanos, 0.5),
                percentile(nanos, 0.99),
                percentile(nanos, 1),
                (double) duplicates / Math.max(1, events));
    }

    /** The smallest value that is not exceeded by that share; ms. */
    private static double percentile(long[] sortedNanos, double share) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sortedNanos.length);
        return sortedNanos[Math.max(0, rank - 1)] / NANOS_A_MILLI;
    }

    /** Appends until its time is over, and notes how long each append of the measured part took. */
    private static final class Producer implements Runnable {
        private final Journal journal;
        private final String stream;
        private final Case one;
        private final int number;
        private final long startNanos;
        private final long measureNanos;
        private final long endNanos;
        private final Semaphore outstanding;
        private final Random random;

        private int next;
        // Written by the journal's thread that acknowledges, read after all is done.
        private long[] times = new long[1 << 12];
        private int count;
        private long duplicates;

        Producer(Journal journal, String stream, Case one, int number, long startNanos, int seconds) {
            this.journal = journal;
            this.stream = stream;
            this.one = one;
            this.number = number;
            this.startNanos = startNanos;
            this.endNanos = startNanos + (long) (seconds * NANOS_A_SECOND);
            this.measureNanos = startNanos + (long) (WARM_UP * seconds * NANOS_A_SECOND);
            // Who sends single events waits for each, as a device does.
            this.outstanding = new Semaphore(one.eventsPerAppend() == 1 ? 1 : OUTSTANDING);
            this.random = new Random(number);
        }

        @Override
        public void run() {
            int permits = outstanding.availablePermits();
            for (int i = 0; ; i++) {
                long dueNanos = due(i);
                if (dueNanos >= endNanos) {
                    break;
                }
                outstanding.acquireUninterruptibly();
                append(dueNanos);
            }
            outstanding.acquireUninterruptibly(permits);
        }

        /** When the i-th append is due; without a rate, now. */
        private long due(int i) {
            if (one.eventsPerSecond() == 0) {
                return System.nanoTime();
            }
            double apart = NANOS_A_SECOND * one.eventsPerAppend() * one.producers() / one.eventsPerSecond();
            long due = startNanos + (long) (apart * (i + (double) number / one.producers()));
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            return due;
        }

        private void append(long dueNanos) {
            List<Event> events = new ArrayList<>(one.eventsPerAppend());
            for (int i = 0; i < one.eventsPerAppend(); i++) {
                int id = next > 0 && random.nextDouble() < DUPLICATES ? random.nextInt(next) : next++;
                byte[] payload = new byte[PAYLOAD_BYTES];
                random.nextBytes(payload);
                events.add(new Event("producer-" + number, "e" + id, payload));
            }
            CompletableFuture<?> done = journal.append(stream, events).thenAccept(acknowledgements -> {
                long now = System.nanoTime();
                if (dueNanos >= measureNanos && now <= endNanos) {
                    note(now - dueNanos);
                    duplicates += acknowledgements.stream()
                            .filter(acknowledgement -> acknowledgement.duplicate())
                            .count();
                }
            });
            done.whenComplete((_, _) -> outstanding.release());
        }

        private void note(long nanos) {
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count++] = nanos;
        }
    }
}
