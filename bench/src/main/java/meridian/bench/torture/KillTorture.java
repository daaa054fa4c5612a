package meridian.bench.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Random;
import meridian.bench.torture.Victim.Build;
import meridian.formats.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Kills a Meridian that writes its journal, again and again at random moments, and then looks whether each event that had been
 * acknowledged is there once, where it had been said to be.
 *
 * <p>By turns the process is killed alone (its database server is then ended by its guard), together with its server, or shortly after its
 * server, while it waits for the next one. Every {@value #KILLS_PER_FOLDER} kills are looked at together, and then a new folder is begun.
 */
public final class KillTorture {
    private static final int KILLS_PER_FOLDER = 25;
    /** A kill comes so long after the first acknowledgement, at most; that is some hundred commits. */
    private static final int LATEST_KILL_MILLIS = 400;

    private final Build target;
    private final Path folder;
    private final Path cache;
    private final Random random;
    private final Progress progress;

    /**
     * @param folder where data may be written; what is put there is deleted again
     * @param cache where PostgreSQL's programs are unpacked
     * @param seed of the moments and the ways of killing
     */
    public KillTorture(Path folder, Path cache, long seed, Progress progress) {
        this(Build.SOUND, folder, cache, seed, progress);
    }

    /** @param target what is run, sound or a mutant */
    KillTorture(Build target, Path folder, Path cache, long seed, Progress progress) {
        this.target = target;
        this.folder = folder;
        this.cache = cache.toAbsolutePath();
        this.random = new Random(seed);
        this.progress = progress;
    }

    public Verdict run(int kills) throws InterruptedException {
        Verdict sum = Verdict.NONE;
        try {
            while (sum.count() < kills) {
                Path data = folder.resolve("data-" + sum.count());
                sum = sum.plus(runIn(data, Math.min(KILLS_PER_FOLDER, kills - sum.count()), sum.count(), kills));
                delete(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    private Verdict runIn(Path data, int kills, int before, int total) throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        for (int i = 0; i < kills; i++) {
            killOnce(data, i, ledger);
            progress.at("kill", before + i + 1, total);
        }
        return ledger.look(data, cache, kills);
    }

    private void killOnce(Path data, int run, Ledger ledger) throws IOException, InterruptedException {
        Victim victim = Victim.start(target, data, cache, run, random.nextLong(), ledger);
        victim.awaitFirst();
        Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
        switch (random.nextInt(3)) {
            case 0 -> Victim.signal("KILL", List.of(victim.pid()));
            case 1 -> Victim.signal("KILL", List.of(victim.pid(), victim.server()));
            default -> {
                Victim.signal("KILL", List.of(victim.server()));
                Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
                Victim.signal("KILL", List.of(victim.pid()));
            }
        }
        victim.awaitEnd();
    }

    static void delete(Path data) throws IOException {
        Files.walkFileTree(data, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
