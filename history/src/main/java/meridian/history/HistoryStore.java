package meridian.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import meridian.history.Questions.Subject;
import meridian.model.BadInput;
import meridian.twin.DiskTrouble;
import meridian.twin.Folded;
import meridian.twin.Follower;
import meridian.twin.TwinState;
import meridian.twin.entity.Entity;
import meridian.twin.entity.Times;
import meridian.twin.history.Bucket;
import meridian.twin.history.RollUp;
import meridian.twin.history.Version;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every version of every attribute instance that the twin folds, and answers about the past.
 *
 * <p>{@link #folded} puts versions into memory; a thread writes them into files when there are {@link HistorySettings#openRows},
 * or at {@link #settle}. When it cannot keep up, or the disk takes nothing, {@code folded} waits. After a kill the twin hands in
 * again what was in memory only: {@link #position} is that of the files.
 *
 * <p>{@code folded} and {@code settle} belong to the folding thread; questions are for all threads.
 */
public final class HistoryStore implements Follower, AutoCloseable {
    /** Of texts and wire forms in open rows: half of what may be held before it is written. */
    private static final long MOST_HELD_BYTES = 24L << 20;

    /** Times lie between these. */
    private static final long FIRST_MICROS = Times.micros(Instant.parse("0001-01-01T00:00:00Z"));

    private static final long BEHIND_LAST_MICROS = Times.micros(Instant.parse("9999-12-31T23:59:59.999999Z")) + 1;

    private static final long PAUSE_MILLIS = 1_000;
    private static final long SAY_AGAIN_MILLIS = 60_000;

    private final Shelf shelf;
    private final HistorySettings settings;
    private final ParquetFiles files;
    private final Questions questions;
    private final Consumer<String> say;
    private final Thread writing;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // All below are guarded by the lock.
    private final Deque<OpenRows> waiting = new ArrayDeque<>();
    private OpenRows filling;
    private Throwable lastFailure = new IllegalStateException("nothing failed");
    private boolean failing;
    private long failures;
    private boolean closed;

    private HistoryStore(Shelf shelf, ParquetFiles files, HistorySettings settings, Consumer<String> say) {
        this.shelf = shelf;
        this.settings = settings;
        this.files = files;
        this.say = say;
        questions = new Questions(files);
        filling = new OpenRows(shelf.catalogue().position());
        writing = Thread.ofPlatform().name("history-write").unstarted(this::writeAll);
    }

    /**
     * Opens the history of a folder, which is made where there is none.
     *
     * @param clock tells what is old
     * @param say told of what was left out, dropped or cannot be written
     * @throws BadInput where the folder or its catalogue cannot be used
     */
    public static HistoryStore open(Path folder, HistorySettings settings, Clock clock, Consumer<String> say) {
        try {
            Files.createDirectories(folder);
            ParquetFiles files = new ParquetFiles(folder, settings.databaseMebibytes());
            Shelf shelf = Shelf.open(folder, files, settings, clock, say);
            HistoryStore store = new HistoryStore(shelf, files, settings, say);
            store.writing.start();
            shelf.start();
            return store;
        } catch (IOException e) {
            throw BadInput.unreadable(folder, "a folder that can be written to", e);
        } catch (SQLException e) {
            throw new HistoryException("the history cannot be opened: " + e.getMessage(), e);
        }
    }

    @Override
    public long position() {
        return shelf.catalogue().position();
    }

    @Override
    public void folded(List<Folded> events, TwinState before, TwinState after) {
        if (before.position() > filling().endPosition()) {
            begin(before);
        }
        Presence presence = new Presence(before, this::keep);
        for (Folded event : events) {
            // After a restart some events come that are on the disk; what they changed must be known nevertheless.
            presence.add(event);
            if (event.position() > filling().endPosition()) {
                filling().endAt(event.position());
                if (isFull(filling())) {
                    handOver();
                }
            }
        }
    }

    private void keep(String entityId, String attribute, @Nullable String datasetId, Version version) {
        if (version.position() > filling().endPosition()) {
            filling().add(entityId, attribute, datasetId, version);
        }
    }

    /** Only the folding thread replaces it. */
    @SuppressWarnings("GuardedBy")
    private OpenRows filling() {
        return filling;
    }

    /** Events before this were never handed in: what is true before the first that was is where the history begins. */
    private void begin(TwinState before) {
        handOver();
        say.accept("history: begins with what is true at position " + before.position()
                + "; events before it were not handed in");
        OpenRows rows = new OpenRows(position());
        Presence.begin(before, rows);
        rows.endAt(before.position());
        rows.beginHere();
        replaceFilling(rows);
        handOver();
    }

    private boolean isFull(OpenRows rows) {
        return rows.size() >= settings.openRows() || rows.heldBytes() >= MOST_HELD_BYTES;
    }

    private void replaceFilling(OpenRows rows) {
        lock.lock();
        try {
            filling = rows;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the open rows to the writer; waits while it has others to write. */
    private void handOver() {
        lock.lock();
        try {
            while (!waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            waiting.add(filling);
            filling = new OpenRows(filling.endPosition());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * @throws UncheckedIOException where the disk took nothing for {@link HistorySettings#patience}: nothing is lost, and the next
     *     call tries again
     */
    @Override
    public void settle() {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        lock.lock();
        try {
            if (filling.endPosition() > shelf.catalogue().position() && waiting.isEmpty()) {
                waiting.add(filling);
                filling = new OpenRows(filling.endPosition());
                changed.signalAll();
            }
            long end = filling.endPosition();
            while (shelf.catalogue().position() < end) {
                // The writer is asked again after what was waiting before: rows that filled up meanwhile.
                if (waiting.isEmpty()
                        && filling.endPosition() > shelf.catalogue().position()
                        && filling.size() > 0) {
                    waiting.add(filling);
                    filling = new OpenRows(end);
                    changed.signalAll();
                }
                long left = deadline - System.nanoTime();
                if (closed || failing && left <= 0) {
                    throw new UncheckedIOException(new IOException(
                            "the history is not on the disk yet: " + lastFailure.getMessage(), lastFailure));
                }
                changed.await(Math.max(1, Math.min(left, TimeUnit.MILLISECONDS.toNanos(200))), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("interrupted before the history was on the disk", e));
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        long toldAt = 0;
        try (RowWriter writer = new RowWriter(files)) {
            for (OpenRows rows = next(); rows != null; rows = next()) {
                try {
                    write(writer, rows);
                } catch (SQLException | IOException | RuntimeException e) {
                    toldAt = failed(e, toldAt);
                    Thread.sleep(PAUSE_MILLIS);
                } catch (OutOfMemoryError e) {
                    // The rows are still there: others may need less memory in a moment.
                    toldAt = failed(new IOException("there is no memory left to write it", e), toldAt);
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            failed(e, 0);
        }
    }

    /** The rows to write, which stay where they are until they are on the disk; null when it is closed. */
    private @Nullable OpenRows next() throws InterruptedException {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            return closed ? null : waiting.peek();
        } finally {
            lock.unlock();
        }
    }

    private void write(RowWriter writer, OpenRows rows) throws SQLException, IOException {
        List<StoredFile> written = rows.size() == 0 ? List.of() : shelf.write(numbers -> writer.write(rows, numbers));
        shelf.add(written, rows.endPosition(), rows.isBeginning(), () -> {
            lock.lock();
            try {
                waiting.remove();
                failing = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        });
    }

    private long failed(Exception e, long toldAt) {
        lock.lock();
        try {
            failing = true;
            failures++;
            lastFailure = e;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        long now = System.nanoTime() / 1_000_000;
        if (toldAt != 0 && now - toldAt < SAY_AGAIN_MILLIS) {
            return toldAt;
        }
        say.accept("history: cannot be written, the twin waits and tries again: " + e.getMessage());
        return now;
    }

    /** Whether it can be written at present, and how often it could not. */
    public DiskTrouble trouble() {
        lock.lock();
        try {
            return new DiskTrouble(
                    failures,
                    failing
                            ? Optional.of("The history cannot be written, that is tried again; the twin waits when "
                                    + "memory is full: " + lastFailure.getMessage())
                            : Optional.empty());
        } finally {
            lock.unlock();
        }
    }

    /** A moment's view: open rows and catalogue fit together. */
    private View view() {
        return shelf.view(() -> {
            lock.lock();
            try {
                List<OpenRows> open = new ArrayList<>(waiting);
                open.add(filling);
                return open;
            } finally {
                lock.unlock();
            }
        });
    }

    /**
     * Versions of attributes of an entity that were observed from one time on and before another, in the order in which they were
     * true; as {@link meridian.twin.history.History#between}.
     *
     * @param attributes empty for all
     * @param most of each instance
     * @param latest whether those are the latest; otherwise the earliest
     */
    public Answer<SortedMap<Series, List<Version>>> versions(
            String entityId, Set<String> attributes, long fromMicros, long toMicros, int most, boolean latest) {
        try (View view = view()) {
            Subject subject = new Subject(Set.of(entityId), attributes);
            return questions.versions(view, subject, fit(fromMicros), fit(toMicros), most, latest);
        }
    }

    /** Buckets of attributes of an entity; as {@link meridian.twin.history.RollUps#between}. */
    public Answer<SortedMap<Series, NavigableMap<Long, RollUp>>> rollUps(
            String entityId, Set<String> attributes, Bucket bucket, long fromMicros, long toMicros) {
        try (View view = view()) {
            Subject subject = new Subject(Set.of(entityId), attributes);
            return questions.rollUps(view, subject, bucket, fit(fromMicros), fit(toMicros));
        }
    }

    /**
     * Entities as they were at one time, by what the twin knew at another; as {@link meridian.twin.history.History#asOf} of each
     * of their attributes. In the order of their ids.
     *
     * @param ids empty for all
     * @param types empty for all; an entity of one of them counts
     */
    public Answer<List<Entity>> asOf(Collection<String> ids, Set<String> types, long trueMicros, long knownMicros) {
        try (View view = view()) {
            return questions.asOf(view, Set.copyOf(ids), types, fit(trueMicros), fit(knownMicros));
        }
    }

    private static long fit(long micros) {
        return Math.max(FIRST_MICROS, Math.min(BEHIND_LAST_MICROS, micros));
    }

    /**
     * What is kept.
     *
     * @param position of the last event that is on the disk
     * @param beginsAt position of the first event that could be handed in; before it only what was true then is known
     * @param openRows versions that are in memory only
     * @param files in use, damaged ones among them
     * @param rows of raw files
     * @param bytes of all files
     * @param rawFromMicros earliest observed time of a raw file; {@link Long#MAX_VALUE} where there is none
     * @param damaged files that are left out, as far as anybody has looked
     */
    public record Status(
            long position,
            long beginsAt,
            long openRows,
            int files,
            long rows,
            long bytes,
            long rawFromMicros,
            List<Answer.LeftOut> damaged) {}

    public Status status() {
        try (View view = view()) {
            Catalogue catalogue = view.catalogue();
            List<StoredFile> raw = catalogue.files().stream()
                    .filter(file -> file.kind() == FileKind.RAW)
                    .toList();
            return new Status(
                    catalogue.position(),
                    catalogue.begins(),
                    view.open().stream().mapToLong(OpenRows::size).sum(),
                    catalogue.files().size(),
                    raw.stream().mapToLong(StoredFile::rows).sum(),
                    catalogue.files().stream().mapToLong(StoredFile::bytes).sum(),
                    raw.stream().mapToLong(StoredFile::minMicros).min().orElse(Long.MAX_VALUE),
                    shelf.damaged());
        }
    }

    /** Merges and drops what there is to merge and drop now; for tests and figures, otherwise a thread does it. */
    public void tidy() {
        shelf.tidy();
    }

    /** Stops. What is not settled is not written: after a kill it would not be, either. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            writing.join();
            shelf.close();
            files.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new HistoryException("the history could not be closed: " + e.getMessage(), e);
        }
    }

    /** Of the folder's files, for a test. */
    Map<FileKind, Long> filesByKind() {
        return shelf.filesByKind();
    }
}
