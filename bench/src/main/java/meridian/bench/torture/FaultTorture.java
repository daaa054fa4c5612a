package meridian.bench.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import meridian.bench.torture.Victim.Build;
import meridian.formats.Progress;

/**
 * Lets something break under a Meridian that writes its journal, again and again, with what it stands on whole again in between. It
 * must go on by itself each time. At the end it is killed, and each event that it acknowledged must be there once, where it said.
 *
 * <p>One event in ten is one that was handed in before, at random.
 */
public final class FaultTorture {
    /** Events that are acknowledged between two faults, at least. */
    private static final int BETWEEN = 300;
    /** Longer than a database takes to recover, on a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Fault fault;
    private final Build build;
    private final Path folder;
    private final Path cache;
    private final long seed;
    private final Progress progress;

    /**
     * @param kind of what breaks
     * @param folder where data may be written; what is put there is the caller's to delete
     * @param cache where PostgreSQL's programs are unpacked
     * @param seed of the moments
     */
    public FaultTorture(FaultKind kind, Path folder, Path cache, long seed, Progress progress) {
        this(kind, Build.SOUND, folder, cache, seed, progress);
    }

    FaultTorture(FaultKind kind, Build build, Path folder, Path cache, long seed, Progress progress) {
        this.fault = kind.fault();
        this.build = build;
        this.folder = folder.toAbsolutePath();
        this.cache = cache.toAbsolutePath();
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * What came of it.
     *
     * @param verdict empty where it could not be done
     * @param missing why not
     */
    public record Outcome(Optional<Verdict> verdict, Optional<String> missing) {}

    public Outcome run(int count) throws InterruptedException {
        try (fault) {
            Optional<String> missing = fault.prepare(folder);
            return missing.isPresent()
                    ? new Outcome(Optional.empty(), missing)
                    : new Outcome(Optional.of(struck(count)), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Verdict struck(int count) throws IOException, InterruptedException {
        Random random = new Random(seed);
        Ledger ledger = new Ledger();
        Path data = fault.data(folder);
        Victim victim = Victim.start(build, data, cache, 0, random.nextLong(), ledger, fault.environment());
        int done = 0;
        boolean goesOn;
        try {
            victim.awaitFirst();
            goesOn = victim.awaitMore(BETWEEN, PATIENCE);
            while (goesOn && done < count) {
                fault.strike(victim, random);
                goesOn = victim.awaitMore(BETWEEN, PATIENCE);
                progress.at("fault", ++done, count);
            }
        } finally {
            victim.kill();
        }
        victim.awaitEnd();
        return ledger.look(data, cache, done).with(victim.refused(), goesOn ? 0 : 1);
    }
}
