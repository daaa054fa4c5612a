package meridian.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meridian.history.Merger.Work;
import meridian.twin.entity.Times;

/**
 * The files and their catalogue: adds, merges and drops, and deletes a file when no question can need it any more. Safe for all
 * threads. A thread of its own tidies up.
 */
final class Shelf implements AutoCloseable {
    private static final String DROPPED = "dropped.txt";
    private static final Duration TIDY_EVERY = Duration.ofSeconds(20);
    /** Each file is read once in so long and compared with its checksum, whether anybody asks for it or not. */
    private static final Duration LOOK_AGAIN_AFTER = Duration.ofDays(1);

    private final Path folder;
    private final HistorySettings settings;
    private final Clock clock;
    private final Consumer<String> say;
    private final FileCheck check;
    private final Leases leases = new Leases();
    private final Merger merger;
    private final Thread tidying;

    /** Held by whoever replaces the catalogue; the disk is waited for in it. */
    private final ReentrantLock replacing = new ReentrantLock();
    /** Held for moments: catalogue and open rows change together in it. */
    private final ReentrantLock showing = new ReentrantLock();

    private volatile Catalogue catalogue;
    private volatile boolean closed;
    private long nextNumber;
    private final List<Retired> retired = new ArrayList<>();
    private Instant lookedAgainAt;

    /** @param since the first catalogue without it */
    private record Retired(StoredFile file, long since) {}

    private Shelf(
            Path folder,
            Catalogue catalogue,
            ParquetFiles files,
            HistorySettings settings,
            Clock clock,
            Consumer<String> say)
            throws SQLException {
        this.folder = folder;
        this.catalogue = catalogue;
        this.settings = settings;
        this.clock = clock;
        this.say = say;
        check = new FileCheck(folder, say);
        merger = new Merger(files);
        nextNumber = catalogue.nextFile();
        lookedAgainAt = clock.instant();
        tidying = Thread.ofPlatform().name("history-tidy").daemon().unstarted(this::tidyAll);
    }

    static Shelf open(Path folder, ParquetFiles files, HistorySettings settings, Clock clock, Consumer<String> say)
            throws IOException, SQLException {
        Catalogue catalogue = Catalogue.read(folder);
        Shelf shelf = new Shelf(folder, catalogue, files, settings, clock, say);
        shelf.sweep();
        return shelf;
    }

    void start() {
        tidying.start();
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** Deletes what a kill left behind: files of ours that the catalogue does not name. Others' files stay and are not read. */
    private void sweep() throws IOException {
        Set<String> named = catalogue.files().stream().map(StoredFile::name).collect(Collectors.toSet());
        for (FileKind kind : FileKind.values()) {
            Path of = folder.resolve(kind.word());
            if (!Files.isDirectory(of)) {
                continue;
            }
            List<Path> there;
            try (Stream<Path> listed = Files.list(of)) {
                there = listed.toList();
            }
            for (Path file : there) {
                String name = file.getFileName().toString();
                if (!name.matches("(spread|\\d{4}-\\d\\d-\\d\\d)-\\d{12}\\.parquet(\\.part)?")) {
                    say.accept("history, " + kind.word() + "/" + name + ": is not one of its files and is not read");
                } else if (!named.contains(kind.word() + "/" + name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** What is open and what is in files, from the same moment. */
    View view(Supplier<List<OpenRows>> open) {
        showing.lock();
        try {
            Catalogue now = catalogue;
            leases.take(now.number());
            return new View(now, open.get(), check, () -> {
                leases.giveBack(now.number());
                deleteRetired();
            });
        } finally {
            showing.unlock();
        }
    }

    /** Writes files under numbers that nobody else has. */
    interface Writing {
        List<StoredFile> write(long firstNumber) throws SQLException, IOException;
    }

    List<StoredFile> write(Writing writing) throws SQLException, IOException {
        return writing.write(takeNumbers());
    }

    /** A thousand numbers: a flush writes fewer files. */
    private long takeNumbers() {
        replacing.lock();
        try {
            long first = nextNumber;
            nextNumber += 1_000;
            return first;
        } finally {
            replacing.unlock();
        }
    }

    /**
     * Adds files; when this returns they are there after a kill.
     *
     * @param position up to which they hold everything
     * @param begins whether the history begins at that position
     * @param gone told in the moment in which questions see them
     */
    void add(List<StoredFile> added, long position, boolean begins, Runnable gone) throws IOException {
        replacing.lock();
        try {
            Catalogue next = catalogue.with(List.of(), added, position);
            syncNames(added);
            show(begins ? next.beginningAt(position) : next, gone);
        } finally {
            replacing.unlock();
        }
    }

    private void syncNames(Collection<StoredFile> added) throws IOException {
        for (FileKind kind : added.stream().map(StoredFile::kind).collect(Collectors.toSet())) {
            DurableFiles.syncFolder(folder.resolve(kind.word()));
        }
    }

    private void show(Catalogue next, Runnable gone) throws IOException {
        next.save(folder);
        showing.lock();
        try {
            catalogue = next;
            gone.run();
        } finally {
            showing.unlock();
        }
    }

    private void replace(Collection<StoredFile> gone, Collection<StoredFile> added) throws IOException {
        replacing.lock();
        try {
            Catalogue next = catalogue.with(gone, added, catalogue.position());
            syncNames(added);
            show(next, () -> {});
            synchronized (retired) {
                gone.forEach(file -> retired.add(new Retired(file, next.number())));
            }
        } finally {
            replacing.unlock();
        }
        deleteRetired();
    }

    private void deleteRetired() {
        List<Retired> unused = new ArrayList<>();
        synchronized (retired) {
            long oldest = leases.oldest();
            retired.removeIf(r -> r.since() <= oldest && unused.add(r));
        }
        for (Retired r : unused) {
            check.forget(r.file());
            try {
                Files.deleteIfExists(folder.resolve(r.file().name()));
            } catch (IOException e) {
                say.accept("history, " + r.file().name() + ": cannot be deleted: " + e.getMessage());
            }
        }
    }

    private void tidyAll() {
        while (!closed) {
            try {
                Thread.sleep(TIDY_EVERY);
                tidy();
                lookAgain();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                say.accept("history: could not be tidied, that is tried again: " + e.getMessage());
            }
        }
    }

    private void lookAgain() {
        if (clock.instant().isBefore(lookedAgainAt.plus(LOOK_AGAIN_AFTER))) {
            return;
        }
        lookedAgainAt = clock.instant();
        for (StoredFile file : catalogue.files()) {
            check.again(file);
            check.wrong(file);
        }
    }

    /** Drops what is too old and merges until there is nothing to merge. */
    synchronized void tidy() {
        try {
            drop();
            long now = Times.micros(clock.instant());
            for (Optional<Work> work = work(now); work.isPresent() && !closed; work = work(now)) {
                merge(work.get());
            }
        } catch (SQLException | IOException e) {
            // The end interrupts a merge.
            if (!closed) {
                say.accept("history: files could not be merged, that is tried again: " + e.getMessage());
            }
        }
    }

    private Optional<Work> work(long now) {
        return Merger.next(catalogue.files(), now).flatMap(work -> {
            List<StoredFile> sound =
                    work.parts().stream().filter(f -> check.wrong(f).isEmpty()).toList();
            if (sound.size() == work.parts().size()) {
                return Optional.of(work);
            }
            // A damaged part stays what it is, named; the others are merged when they are enough without it.
            List<StoredFile> all = catalogue.files().stream()
                    .filter(f -> check.wrong(f).isEmpty())
                    .toList();
            return Merger.next(all, now);
        });
    }

    private void merge(Work work) throws SQLException, IOException {
        long first = takeNumbers();
        long[] given = {first};
        replace(work.parts(), merger.merge(work, () -> given[0]++));
    }

    /** Retention: files of which the latest value is too old. */
    private void drop() throws IOException {
        Map<FileKind, Duration> retention = settings.retention();
        Instant now = clock.instant();
        List<StoredFile> old = new ArrayList<>();
        for (StoredFile file : catalogue.files()) {
            Duration kept = retention.getOrDefault(file.kind(), Duration.ZERO);
            if (end(file) < Times.micros(now.minus(kept))) {
                old.add(file);
            }
        }
        if (old.isEmpty()) {
            return;
        }
        record(old, now);
        replace(old, List.of());
    }

    private static long end(StoredFile file) {
        long bucket = file.kind().bucket().map(b -> b.lengthMicros()).orElse(0L);
        return file.maxMicros() + bucket;
    }

    /** Before it is done: what is gone was meant to go. */
    private void record(List<StoredFile> old, Instant now) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (StoredFile file : old) {
            lines.append(String.format(
                    Locale.ROOT,
                    "%s %s %d rows of %s to %s%n",
                    now,
                    file.name(),
                    file.rows(),
                    Times.instant(file.minMicros()),
                    Times.instant(file.maxMicros())));
        }
        Files.writeString(folder.resolve(DROPPED), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        say.accept("history: " + old.size() + " files are older than they may become and are dropped");
    }

    List<Answer.LeftOut> damaged() {
        return check.damaged();
    }

    Map<FileKind, Long> filesByKind() {
        Map<FileKind, Long> counts = new EnumMap<>(FileKind.class);
        catalogue.files().forEach(file -> counts.merge(file.kind(), 1L, Long::sum));
        return counts;
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        tidying.interrupt();
        try {
            tidying.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        merger.close();
    }
}
