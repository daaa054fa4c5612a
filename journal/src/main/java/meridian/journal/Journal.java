package meridian.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import meridian.journal.database.Database;
import meridian.model.BadInput;

/**
 * The durable, append-only record of everything that happened.
 *
 * <p>An {@linkplain #append append} is complete when its events are on the disk. What the package promises stands in
 * {@link meridian.journal}. Safe for all threads; waiting happens in the caller's thread, so call it from virtual ones.
 */
public final class Journal implements AutoCloseable {
    private static final Duration PATIENCE_WITH_OTHERS = Duration.ofSeconds(5);
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);

    private final Database database;
    private final JournalSettings settings;
    private final Intake intake;
    private final Progress progress;
    private final Reader reader;
    private final Sweeper sweeper;
    private final Writer writer;
    private final Thread writing;
    private final Thread loading;
    private final ExecutorService acknowledger;
    private final ScheduledExecutorService sweeping;
    private final Map<String, StreamState> byName = new ConcurrentHashMap<>();
    private final Map<Integer, StreamState> byNumber = new ConcurrentHashMap<>();

    private Journal(
            Database database, InstantSource clock, LongSupplier nanos, JournalSettings settings, WriterLink link)
            throws SQLException, InterruptedException {
        this.database = database;
        this.settings = settings;
        this.intake = new Intake(settings);
        Connection connection = link.connection();
        Head head = Store.head(connection);
        Segments segments = Segments.of(Store.segments(connection));
        readStreams(connection, segments);
        connection.commit();
        this.progress = new Progress(head, segments);
        this.reader = new Reader(database.dataSource(), progress);
        KnownIds known = new KnownIds(settings.filterBytes());
        segments.all().forEach(known::found);
        this.acknowledger = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("journal-acknowledge").factory());
        this.writer = new Writer(link, intake, known, clock, progress, head, acknowledger);
        this.writing = Thread.ofPlatform().daemon().name("journal-write").start(writer);
        this.loading = Thread.ofPlatform()
                .daemon()
                .name("journal-ids")
                .start(new FilterLoader(database, segments.all(), known, settings.filterBytes()));
        this.sweeper = new Sweeper(this, database, new SteadyClock(clock, nanos));
        this.sweeping = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("journal-sweep").factory());
    }

    /**
     * Opens the journal in a database, which stays the caller's to close afterwards.
     *
     * @param clock gives {@link RecordedEvent#recordedAt} and what retention is counted from
     * @throws BadInput where another Meridian writes in this database
     */
    public static Journal open(Database database, InstantSource clock, JournalSettings settings) {
        return open(database, clock, System::nanoTime, settings);
    }

    /** @param nanos the machine's monotonic clock, or a test's */
    static Journal open(Database database, InstantSource clock, LongSupplier nanos, JournalSettings settings) {
        WriterLink link = new WriterLink(database);
        try {
            if (!link.connectWithin(PATIENCE_WITH_OTHERS)) {
                throw new BadInput(
                        "the journal's database",
                        "another Meridian writes in it, or it does not answer",
                        "a database of its own for each Meridian",
                        "Stop the other one, or name another database");
            }
            Journal journal = new Journal(database, clock, nanos, settings, link);
            journal.declare(Sweeper.STREAM);
            journal.sweepNowAndThen();
            return journal;
        } catch (SQLException e) {
            link.close();
            throw SqlFailures.translate(e);
        } catch (InterruptedException e) {
            link.close();
            Thread.currentThread().interrupt();
            throw new JournalException.Closed();
        }
    }

    // --- Streams ---

    private void readStreams(Connection connection, Segments segments) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT id, name, class, retention_seconds FROM stream ORDER BY id")) {
            while (rows.next()) {
                Stream stream = new Stream(
                        rows.getString(2), StreamClass.valueOf(rows.getString(3)), Duration.ofSeconds(rows.getLong(4)));
                int number = rows.getInt(1);
                var newest = segments.newest(number);
                long last = newest.isPresent() ? Store.lastPosition(connection, newest.orElseThrow()) : 0;
                remember(new StreamState(number, stream, last));
            }
        }
    }

    private void remember(StreamState state) {
        byNumber.put(state.number, state);
        byName.put(state.stream().name(), state);
    }

    /**
     * Makes a stream, or changes how long one is kept. Longer counts for what is still there.
     *
     * @throws BadInput where it is there in the other class
     * @throws JournalException.DatabaseGone where that could not be written
     */
    public synchronized void declare(Stream stream) {
        StreamState known = byName.get(stream.name());
        if (known != null && known.stream().streamClass() != stream.streamClass()) {
            throw new BadInput(
                    "stream " + stream.name(),
                    "it is declared as " + stream.streamClass() + " and was "
                            + known.stream().streamClass(),
                    "the class that it was made with",
                    "Give the new stream another name");
        }
        if (known != null && known.stream().equals(stream)) {
            return;
        }
        int number = write(stream);
        if (known == null) {
            remember(new StreamState(number, stream, 0));
        } else {
            known.declareAgain(stream);
        }
    }

    private int write(Stream stream) {
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO stream (name, class, retention_seconds) VALUES (?, ?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET retention_seconds = excluded.retention_seconds"
                                + " RETURNING id")) {
            statement.setString(1, stream.name());
            statement.setString(2, stream.streamClass().name());
            statement.setLong(3, stream.retention().toSeconds());
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getInt(1);
            }
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    /** All that are declared, by name. */
    public List<Stream> streams() {
        return byName.values().stream()
                .map(StreamState::stream)
                .sorted(java.util.Comparator.comparing(Stream::name))
                .toList();
    }

    Stream stream(int number) {
        return byNumber.get(number).stream();
    }

    private StreamState state(String name) {
        StreamState state = byName.get(name);
        if (state == null) {
            throw new JournalException.UnknownStream(name);
        }
        return state;
    }

    // --- Appending ---

    /** As {@link #append(String, List)}, for one. */
    public CompletableFuture<Acknowledgement> append(String stream, Event event) {
        return append(stream, List.of(event)).thenApply(List::getFirst);
    }

    /**
     * Hands in events, which are stored all or none. Waits while the queue is full, if the stream is of class
     * {@link StreamClass#EVENT}.
     *
     * @return complete when they are on the disk, with an acknowledgement for each in their order; fails with
     *     {@link JournalException.DiskFull}, {@link JournalException.StorageFailed} or {@link JournalException.Closed}. While the
     *     database is away it is not complete. What hangs on it runs on one thread for all; long work belongs elsewhere
     * @throws JournalException.UnknownStream where nobody declared it
     * @throws JournalException.Oversize where an event or all together are too large
     * @throws JournalException.Shed where telemetry found the queue full
     * @throws JournalException.Overloaded where events found it full for too long
     */
    public CompletableFuture<List<Acknowledgement>> append(String stream, List<Event> events) {
        StreamState state = state(stream);
        if (events.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        Submission submission = Submission.of(state, events);
        demandSizes(submission);
        intake.put(submission);
        return submission.result();
    }

    private void demandSizes(Submission submission) {
        if (submission.events().size() > settings.maxQueuedEvents()) {
            throw new JournalException.Oversize(
                    "the append", submission.events().size(), settings.maxQueuedEvents(), "events");
        }
        if (submission.sizeBytes() > settings.maxQueuedBytes()) {
            throw new JournalException.Oversize(
                    "the append", submission.sizeBytes(), settings.maxQueuedBytes(), "bytes");
        }
        for (Event event : submission.events()) {
            if (event.payload().length > settings.maxPayloadBytes()) {
                throw new JournalException.Oversize(
                        "the payload of " + event.producer() + "/" + event.id(),
                        event.payload().length,
                        settings.maxPayloadBytes(),
                        "bytes");
            }
        }
    }

    // --- Reading ---

    /** Position of the newest event on the disk, of whatever stream; 0 before the first. */
    public long head() {
        return progress.position();
    }

    /**
     * Events after a position, in order; fewer than asked for where they are large. Empty when there is none yet.
     *
     * @throws JournalException.DatabaseGone where the database does not answer now
     */
    public List<RecordedEvent> read(long afterPosition, int most, Collection<String> streams) {
        Map<Integer, String> numbers = new HashMap<>();
        for (String name : streams) {
            numbers.put(state(name).number, name);
        }
        try {
            return reader.read(afterPosition, most, numbers);
        } catch (SQLException e) {
            throw SqlFailures.translate(e);
        }
    }

    /** As {@link #read}, and waits for the first one; empty after that time without any. */
    public List<RecordedEvent> tail(long afterPosition, int most, Collection<String> streams, Duration patience)
            throws InterruptedException {
        List<StreamState> states = new ArrayList<>();
        streams.forEach(name -> states.add(state(name)));
        boolean there =
                progress.await(() -> states.stream().anyMatch(state -> state.lastPosition() > afterPosition), patience);
        return there ? read(afterPosition, most, streams) : List.of();
    }

    // --- Keeping ---

    private void sweepNowAndThen() {
        long millis = settings.sweepEvery().toMillis();
        sweeping.scheduleWithFixedDelay(this::sweepUnlessInterrupted, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void sweepUnlessInterrupted() {
        try {
            sweeper.sweep();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Drops now what is over its retention; otherwise done now and then. The number of segments dropped. */
    public int sweep() throws InterruptedException {
        return sweeper.sweep();
    }

    Segments segments() {
        return progress.segments();
    }

    /** Has the writer let go of a segment; false where it will not. */
    boolean forget(Segment segment) throws InterruptedException {
        CompletableFuture<Boolean> forgotten = new CompletableFuture<>();
        boolean ordered = intake.order(() -> {
            writer.forget(segment);
            forgotten.complete(true);
        });
        while (ordered && writing.isAlive() && !forgotten.isDone()) {
            Thread.sleep(1);
        }
        return forgotten.isDone();
    }

    /** What has become of each stream's events since this journal was opened. */
    public Map<String, StreamCounts> counts() {
        Map<String, StreamCounts> counts = new TreeMap<>();
        byName.forEach((name, state) -> counts.put(name, state.counts()));
        return counts;
    }

    /** Events that wait or are being written. */
    public int queuedEvents() {
        return intake.queuedEvents();
    }

    /** Takes nothing more, writes what is queued, and gives up after ten seconds without a database. */
    @Override
    public void close() {
        sweeping.shutdownNow();
        loading.interrupt();
        intake.close();
        try {
            if (!writing.join(PATIENCE_AT_END)) {
                writing.interrupt();
            }
            writing.join();
            loading.join();
            acknowledger.shutdown();
            acknowledger.awaitTermination(PATIENCE_AT_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            writing.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
