package meridian.bench.torture;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import meridian.journal.Acknowledgement;
import meridian.journal.Event;
import meridian.journal.Journal;
import meridian.journal.JournalException;
import meridian.journal.JournalSettings;
import meridian.journal.Stream;
import meridian.journal.StreamClass;
import meridian.journal.database.Database;

/**
 * The process that gets killed: appends as fast as it can and says on standard output what was acknowledged, one line an event.
 * A line ends with a word of its own, so that one that was cut off is known as such.
 */
final class KillTarget {
    static final String STREAM = "torture";
    static final String SERVER = "server";
    static final String ACKNOWLEDGED = "acknowledged";
    static final String REFUSED = "refused";
    static final String END = "end";

    /** Short enough that a clock a day ahead would drop everything, if it were believed. */
    private static final Duration RETENTION = Duration.ofHours(6);

    private static final JournalSettings SETTINGS = JournalSettings.DEFAULT.withSweepEvery(Duration.ofMillis(500));
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int PRODUCERS = 8;
    private static final int LARGEST_BULK = 30;
    /** Ids that are sent again: one in ten. */
    private static final double DUPLICATES = 0.1;

    private final Door door;
    private final int run;
    private final long seed;
    private final PrintStream out;

    /** Through which events go into the journal; a mutant has another one. */
    interface Door {
        CompletableFuture<List<Acknowledgement>> append(List<Event> events);
    }

    private KillTarget(Door door, int run, long seed, PrintStream out) {
        this.door = door;
        this.run = run;
        this.seed = seed;
        this.out = out;
    }

    /** {@code DATA CACHE RUN SEED}. */
    public static void main(String[] arguments) throws InterruptedException {
        run(arguments, journal -> events -> journal.append(STREAM, events));
    }

    static void run(String[] arguments, Function<Journal, Door> doors) throws InterruptedException {
        try (Database database = Database.embedded(Path.of(arguments[0]), Path.of(arguments[1]));
                Journal journal = Journal.open(database, JumpingClock.ofEnvironment(), SETTINGS)) {
            journal.declare(new Stream(STREAM, StreamClass.EVENT, RETENTION));
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            out.println(SERVER + "\t" + database.serverProcess().orElseThrow());
            out.flush();
            new KillTarget(doors.apply(journal), Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]), out)
                    .appendForEver();
        }
    }

    private void appendForEver() throws InterruptedException {
        List<Thread> producers = new ArrayList<>();
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            producers.add(Thread.ofPlatform().start(() -> produce(producer)));
        }
        for (Thread producer : producers) {
            producer.join();
        }
    }

    private void produce(int producer) {
        Random random = new Random(seed + producer);
        int next = 0;
        while (true) {
            List<Event> events = new ArrayList<>();
            for (int k = random.nextInt(LARGEST_BULK); k >= 0; k--) {
                boolean again = random.nextDouble() < DUPLICATES && next + run > 0;
                events.add(again ? earlier(producer, next, random) : event(run, producer, next++));
            }
            append(events);
        }
    }

    /** What is refused comes again, until it is taken. */
    private void append(List<Event> events) {
        while (true) {
            try {
                say(events, door.append(events).join());
                return;
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof JournalException)) {
                    throw e;
                }
                sayRefused();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void sayRefused() {
        synchronized (out) {
            out.println(REFUSED);
            out.flush();
        }
    }

    /** One of this run or of an earlier one, of which nobody knows here whether it was stored. */
    private Event earlier(int producer, int next, Random random) {
        int ofRun = random.nextInt(run + 1);
        int most = ofRun == run ? next : 200;
        return event(ofRun, producer, most == 0 ? 0 : random.nextInt(most));
    }

    private static Event event(int run, int producer, int number) {
        String id = run + "-" + producer + "-" + number;
        return new Event("torture", id, ("payload of " + id).getBytes(StandardCharsets.UTF_8));
    }

    private void say(List<Event> events, List<Acknowledgement> acknowledgements) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < events.size(); i++) {
            lines.append(ACKNOWLEDGED + "\t")
                    .append(events.get(i).id())
                    .append('\t')
                    .append(acknowledgements.get(i).position())
                    .append("\t" + END + "\n");
        }
        synchronized (out) {
            out.print(lines);
            out.flush();
        }
    }
}
