package meridian.app.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import meridian.api.TwinDoor;
import meridian.journal.Acknowledgement;
import meridian.journal.Event;
import meridian.journal.Journal;
import meridian.journal.JournalException;
import meridian.journal.JournalSettings;
import meridian.journal.RecordedEvent;
import meridian.journal.Stream;
import meridian.journal.StreamClass;
import meridian.journal.database.Database;
import meridian.model.BadInput;
import meridian.model.City;
import meridian.outbox.Past;
import meridian.twin.DiskTrouble;
import meridian.twin.Folded;
import meridian.twin.Follower;
import meridian.twin.Outcome;
import meridian.twin.SnapshotFolder;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.city.CityEntities;
import meridian.twin.entity.Rejected;
import meridian.twin.entity.Times;
import meridian.twin.event.EventCodec;
import meridian.twin.event.TwinEvent;

/**
 * The twin of a running city. What is handed in goes to the journal; one thread reads the journal, folds it and publishes
 * states, after a restart as at any other time: newest snapshot, then what the journal has after it.
 *
 * <p>Safe for all threads.
 */
public final class LiveTwin implements TwinDoor, AutoCloseable {
    /** Things that were decided: a journal of them is kept for ten years. */
    private static final Stream CHANGES = new Stream("twin-changes", StreamClass.EVENT, Duration.ofDays(3_650));
    /** Values of devices. */
    private static final Stream OBSERVATIONS =
            new Stream("twin-observations", StreamClass.TELEMETRY, Duration.ofDays(30));

    private static final List<String> BOTH = List.of(CHANGES.name(), OBSERVATIONS.name());
    /** Events that are folded before the state is published. */
    private static final int AT_A_TIME = 20_000;

    private static final Duration PATIENCE = Duration.ofMillis(500);
    private final Journal journal;
    private final SnapshotKeeper keeper;
    private final List<Follower> followers;
    private final Consumer<String> say;
    private final Thread folding;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition published = lock.newCondition();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private final EarlierStates earlier;
    private volatile TwinState state;
    private volatile boolean closing;
    private volatile boolean broken;
    /** Of the folding thread: so that it is said once. */
    private boolean waitsForJournal;

    private LiveTwin(
            Journal journal,
            SnapshotFolder snapshots,
            List<Follower> followers,
            TwinState state,
            Consumer<String> say) {
        this.journal = journal;
        this.followers = List.copyOf(followers);
        this.state = state;
        this.say = say;
        keeper = new SnapshotKeeper(snapshots, followers, state.position(), System::nanoTime, say);
        earlier = new EarlierStates(snapshots, this::replayed);
        folding = Thread.ofPlatform().name("twin-fold").unstarted(this::foldAll);
    }

    /** The database of a data folder; whoever opens it closes it, after the twin. */
    public static Database database(Path data, Path cache) {
        return Database.embedded(data.resolve("database"), cache.resolve("postgresql"));
    }

    /**
     * Opens it with all that it knew when it was closed or killed, and with what the city has.
     *
     * @param folder of its snapshots
     * @param followers take part in all that is folded; they are closed by whoever made them, after the twin
     * @param say told of what was left out
     * @throws BadInput where the folder cannot be used
     */
    public static LiveTwin open(
            Database database, Path folder, City city, List<Follower> followers, Consumer<String> say) {
        LiveTwin twin = open(database, Kept.read(folder), followers, say);
        try {
            twin.arrive(city);
            return twin;
        } catch (RuntimeException e) {
            twin.close();
            throw e;
        }
    }

    /** What lies in the folder of its snapshots. */
    record Kept(Path folder, SnapshotFolder snapshots, SnapshotFolder.Restored restored) {
        static Kept read(Path folder) {
            try {
                SnapshotFolder snapshots = new SnapshotFolder(Files.createDirectories(folder));
                return new Kept(folder, snapshots, snapshots.restore());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The same without a city, which {@link #arrive arrives} later. */
    static LiveTwin open(Database database, Kept kept, List<Follower> followers, Consumer<String> say) {
        Journal journal = Journal.open(database, Clock.systemUTC(), JournalSettings.DEFAULT);
        try {
            journal.declare(CHANGES);
            journal.declare(OBSERVATIONS);
            kept.restored().leftOut().forEach(damaged -> say.accept(String.valueOf(damaged.getMessage())));
            demandNotAhead(kept.restored().state(), journal, kept.folder());
            LiveTwin twin = new LiveTwin(
                    journal, kept.snapshots(), followers, kept.restored().state(), say);
            twin.replay();
            twin.folding.start();
            return twin;
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Events of a journal that has forgotten some would be taken for known ones, and never be seen. */
    private static void demandNotAhead(TwinState state, Journal journal, Path folder) {
        if (state.position() > journal.head()) {
            throw new BadInput(
                    folder.toString(),
                    "the state there is of position " + state.position() + ", and the journal ends at "
                            + journal.head(),
                    "a journal that has all that the twin knew",
                    "Bring the journal's database back from a newer copy, or move the folders twin and history away:"
                            + " the twin then knows what the journal has");
        }
    }

    /** Folds what the journal has after the snapshot. Its head may be an event of a stream that is not the twin's. */
    private void replay() {
        TwinWriter writer = new TwinWriter(state);
        long position = state.position();
        for (List<RecordedEvent> events = journal.read(position, AT_A_TIME, BOTH);
                !events.isEmpty();
                events = journal.read(position, AT_A_TIME, BOTH)) {
            foldBatch(writer, events);
            position = events.getLast().position();
        }
    }

    /** Takes in what the city file has and the twin does not know yet. */
    void arrive(City city) {
        List<TwinEvent> events = CityEntities.arrival(city, state, java.time.Instant.now());
        String run = java.util.UUID.randomUUID().toString();
        int most = JournalSettings.DEFAULT.maxBatchEvents();
        for (int from = 0; from < events.size(); from += most) {
            List<Handed> handed = new ArrayList<>();
            for (int i = from; i < Math.min(events.size(), from + most); i++) {
                handed.add(new Handed(run + "/" + i, events.get(i)));
            }
            take("city-file", Kind.CHANGE, handed);
        }
    }

    /** In which others keep what is not the twin's. */
    Journal journal() {
        return journal;
    }

    @Override
    public TwinState now() {
        return state;
    }

    @Override
    public Optional<TwinState> at(long position) {
        TwinState present = state;
        return position == present.position() ? Optional.of(present) : earlier.at(position, present.position());
    }

    /** The twin as it was, for subscribers who want to be told again. */
    public Past past() {
        return new Past() {
            @Override
            public Optional<TwinState> at(long position) {
                return LiveTwin.this.at(position);
            }

            @Override
            public List<Folded> after(long position, int most) {
                return journal.read(position, most, BOTH).stream()
                        .flatMap(recorded -> decoded(recorded).stream())
                        .toList();
            }
        };
    }

    /** What could not be read when it was folded cannot be read now, and was said then. */
    private static Optional<Folded> decoded(RecordedEvent recorded) {
        try {
            TwinEvent event = EventCodec.decode(recorded.event().payload());
            long recordedMicros = Times.micros(recorded.recordedAt());
            return Optional.of(new Folded(recorded.position(), recordedMicros, event, Outcome.APPLIED));
        } catch (Rejected e) {
            return Optional.empty();
        }
    }

    @Override
    public Figures figures() {
        Map<String, Map<String, Long>> events = new TreeMap<>();
        journal.counts()
                .forEach((stream, counts) -> events.put(
                        stream,
                        new TreeMap<>(Map.of(
                                "stored", counts.stored(),
                                "duplicate", counts.duplicates(),
                                "shed", counts.shed(),
                                "refused", counts.refused(),
                                "failed", counts.failed()))));
        return new Figures(events, journal.queuedEvents(), Math.max(0, journal.head() - state.position()));
    }

    @Override
    public Optional<String> failure() {
        return broken ? Optional.of("The twin has stopped; what it printed says why.") : Optional.empty();
    }

    @Override
    public DiskTrouble trouble() {
        return keeper.trouble();
    }

    @Override
    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /** A state moved on to a later position. */
    private TwinState replayed(TwinState from, long to) {
        TwinWriter writer = new TwinWriter(from);
        long position = from.position();
        while (position < to) {
            List<RecordedEvent> events = journal.read(position, AT_A_TIME, BOTH);
            fold(writer, events.stream().filter(e -> e.position() <= to).toList());
            position = events.isEmpty() ? to : events.getLast().position();
        }
        return writer.publish();
    }

    @Override
    public List<Taken> take(String producer, Kind kind, List<Handed> events) {
        List<Event> written = new ArrayList<>(events.size());
        for (Handed handed : events) {
            written.add(new Event(producer, handed.id(), EventCodec.encode(handed.event())));
        }
        Stream stream = kind == Kind.CHANGE ? CHANGES : OBSERVATIONS;
        List<Taken> taken = new ArrayList<>(events.size());
        long last = 0;
        for (Acknowledgement acknowledgement : append(stream, written)) {
            taken.add(new Taken(acknowledgement.position(), acknowledgement.duplicate()));
            last = Math.max(last, acknowledgement.position());
        }
        await(last);
        return taken;
    }

    private List<Acknowledgement> append(Stream stream, List<Event> events) {
        try {
            return journal.append(stream.name(), events).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JournalException cause) {
                throw new Overloaded(String.valueOf(cause.getMessage()));
            }
            throw e;
        } catch (JournalException.Oversize e) {
            throw new Rejected(Rejected.Reason.TOO_LARGE, "event", String.valueOf(e.getMessage()));
        } catch (JournalException.Shed | JournalException.Overloaded e) {
            throw new Overloaded(String.valueOf(e.getMessage()));
        }
    }

    /** Waits until the state shows a position. */
    private void await(long position) {
        lock.lock();
        try {
            while (state.position() < position && !closing && !broken) {
                published.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        if (broken) {
            throw new Overloaded("The twin has stopped; what it printed says why. The journal has the event.");
        }
    }

    private void foldAll() {
        TwinWriter writer = new TwinWriter(state);
        long position = state.position();
        try {
            while (!closing) {
                List<RecordedEvent> events = next(position);
                if (!events.isEmpty()) {
                    foldBatch(writer, events);
                    position = events.getLast().position();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            broken = true;
            say.accept("the twin has stopped: " + e);
        } finally {
            signal();
        }
    }

    /** A database that is away or cannot read comes back by itself, or is brought back; appenders wait meanwhile. */
    private List<RecordedEvent> next(long position) throws InterruptedException {
        try {
            List<RecordedEvent> events = journal.tail(position, AT_A_TIME, BOTH, PATIENCE);
            waitsForJournal = false;
            return events;
        } catch (JournalException e) {
            if (!waitsForJournal) {
                say.accept("the twin waits for its journal: " + e.getMessage());
            }
            waitsForJournal = true;
            Thread.sleep(PATIENCE);
            return List.of();
        }
    }

    private void foldBatch(TwinWriter writer, List<RecordedEvent> events) {
        List<Folded> folded = fold(writer, events);
        TwinState next = writer.publish();
        if (!folded.isEmpty()) {
            for (Follower follower : followers) {
                follower.folded(folded, state, next);
            }
        }
        TwinState before = state;
        publish(next);
        earlier.passed(next);
        watchers.forEach(watcher -> watcher.folded(folded, before, next));
    }

    private List<Folded> fold(TwinWriter writer, List<RecordedEvent> all) {
        List<RecordedEvent> events = new ArrayList<>(all.size());
        List<TwinEvent> decoded = new ArrayList<>(all.size());
        for (RecordedEvent event : all) {
            decode(event).ifPresent(known -> {
                events.add(event);
                decoded.add(known);
            });
        }
        List<Folded> folded = new ArrayList<>(decoded.size());
        for (int i = 0; i < decoded.size(); i++) {
            if (i % TwinWriter.AHEAD == 0) {
                writer.lookAhead(decoded.subList(i, Math.min(i + TwinWriter.AHEAD, decoded.size())));
            }
            apply(writer, events.get(i), decoded.get(i)).ifPresent(folded::add);
        }
        return folded;
    }

    private Optional<TwinEvent> decode(RecordedEvent recorded) {
        try {
            return Optional.of(EventCodec.decode(recorded.event().payload()));
        } catch (Rejected e) {
            leftOut(recorded, e);
            return Optional.empty();
        }
    }

    private Optional<Folded> apply(TwinWriter writer, RecordedEvent recorded, TwinEvent event) {
        try {
            long recordedMicros = Times.micros(recorded.recordedAt());
            Outcome outcome = writer.apply(recorded.position(), recordedMicros, event);
            return Optional.of(new Folded(recorded.position(), recordedMicros, event, outcome));
        } catch (Rejected e) {
            leftOut(recorded, e);
            return Optional.empty();
        }
    }

    private void leftOut(RecordedEvent recorded, Rejected why) {
        say.accept("journal, position " + recorded.position() + ": left out, " + why.getMessage());
    }

    private void publish(TwinState next) {
        lock.lock();
        try {
            state = next;
            published.signalAll();
        } finally {
            lock.unlock();
        }
        keeper.passed(next);
    }

    private void signal() {
        lock.lock();
        try {
            published.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more, keeps the state in a file and closes the journal. */
    @Override
    public void close() {
        closing = true;
        try {
            folding.join();
            keeper.keep(state);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            journal.close();
        }
    }
}
