package meridian.bench.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import meridian.bench.torture.Victim.Build;
import meridian.formats.Progress;

/**
 * Cuts the power of a Meridian that writes its journal, again and again at random moments: everybody stands still, what has reached
 * the disk is copied, everybody is killed, and the copy takes the disk's place. What was only in memory is gone.
 *
 * <p>The model of a disk: what it was given it keeps, in the order given. A disk that loses what it said it had synced is not
 * tortured here. Linux, as root; {@link #missing} says what keeps it from being run.
 */
public final class PowerTorture {
    /** A cut comes so long after the first acknowledgement, at most. */
    private static final int LATEST_CUT_MILLIS = 1_000;

    private final Build target;
    private final Path folder;
    private final Path cache;
    private final Random random;
    private final Progress progress;

    /**
     * @param folder where a disk of 1 GiB may lie; what is put there is the caller's to delete
     * @param cache where PostgreSQL's programs are unpacked
     * @param seed of the moments
     */
    public PowerTorture(Path folder, Path cache, long seed, Progress progress) {
        this(Build.SOUND, folder, cache, seed, progress);
    }

    /** @param target what is run, sound or a mutant */
    PowerTorture(Build target, Path folder, Path cache, long seed, Progress progress) {
        this.target = target;
        this.folder = folder.toAbsolutePath();
        this.cache = cache.toAbsolutePath();
        this.random = new Random(seed);
        this.progress = progress;
    }

    /** Why this cannot be done here; empty where it can. */
    public Optional<String> missing() throws InterruptedException {
        try (LoopDisk _ = LoopDisk.make(folder.resolve("probe"), folder.resolve("probed"))) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "a disk in a file cannot be mounted here, which needs Linux and root (" + e.getMessage() + ")");
        } finally {
            folder.resolve("probe").toFile().delete();
        }
    }

    public Verdict run(int cuts) throws InterruptedException {
        Ledger ledger = new Ledger();
        try {
            LoopDisk disk = LoopDisk.make(folder.resolve("disk-0"), folder.resolve("mounted"));
            try {
                for (int i = 0; i < cuts; i++) {
                    disk = cutOnce(disk, i, ledger);
                    progress.at("power cut", i + 1, cuts);
                }
                return ledger.look(data(disk), cache, cuts);
            } finally {
                disk.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path data(LoopDisk disk) {
        return disk.folder().resolve("data");
    }

    private LoopDisk cutOnce(LoopDisk disk, int run, Ledger ledger) throws IOException, InterruptedException {
        Path copy = folder.resolve("disk-" + (run + 1));
        Victim victim = Victim.start(target, data(disk), cache, run, random.nextLong(), ledger);
        try {
            victim.awaitFirst();
            Thread.sleep(random.nextInt(LATEST_CUT_MILLIS));
            // First who acknowledges: nobody may be told anything that is written after the copy.
            Victim.signal("STOP", List.of(victim.pid()));
            Victim.signal("STOP", disk.processes());
            disk.copyTo(copy);
        } finally {
            List<Long> all = new ArrayList<>(disk.processes());
            all.add(victim.pid());
            Victim.signal("KILL", all);
        }
        victim.awaitEnd();
        return disk.replacedBy(copy);
    }
}
