package meridian.bench.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import meridian.act.life.ActionBook;
import meridian.audit.AuditLog;
import meridian.audit.Finding;
import meridian.audit.Verification;
import meridian.audit.note.KeyFile;
import meridian.audit.note.SignerKey;
import meridian.formats.Progress;

/**
 * Kills a process that acts on receipts, again and again at random moments, and then looks whether each action that was carried
 * out has its receipt in the audit log, once, at the place that was said, and whether the log is what was signed.
 */
public final class ReceiptTorture {
    private static final int KILLS_PER_FOLDER = 25;
    private static final int LATEST_KILL_MILLIS = 400;
    /** Canonical JSON has its names in order, so that the action's comes first. */
    private static final Pattern RECEIPT = Pattern.compile("\\{\"action\":\"([^\"]+)\",.*\"type\":\"receipt\"}");

    private final Victim.Build target;
    private final Path folder;
    private final Random random;
    private final Progress progress;

    /**
     * @param folder where data may be written; what is put there is deleted again
     * @param seed of the moments
     */
    public ReceiptTorture(Path folder, long seed, Progress progress) {
        this(Victim.Build.of(ReceiptTarget.class), folder, seed, progress);
    }

    /** @param target what is run and killed */
    ReceiptTorture(Victim.Build target, Path folder, long seed, Progress progress) {
        this.target = target;
        this.folder = folder;
        this.random = new Random(seed);
        this.progress = progress;
    }

    public Verdict run(int kills) throws InterruptedException {
        Verdict sum = Verdict.NONE;
        try {
            while (sum.count() < kills) {
                Path data = folder.resolve("data-" + sum.count());
                sum = sum.plus(runIn(data, Math.min(KILLS_PER_FOLDER, kills - sum.count()), sum.count(), kills));
                KillTorture.delete(data);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sum;
    }

    private Verdict runIn(Path data, int kills, int before, int total) throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        for (int i = 0; i < kills; i++) {
            Victim victim = Victim.start(target, data, folder, i, random.nextLong(), ledger);
            victim.awaitFirst();
            Thread.sleep(random.nextInt(LATEST_KILL_MILLIS));
            victim.kill();
            victim.awaitEnd();
            progress.at("kill", before + i + 1, total);
        }
        return look(data, ledger, kills);
    }

    /** Opens the log as any start does, and then checks it as any stranger would. */
    private static Verdict look(Path data, Ledger ledger, int kills) {
        Path folder = data.resolve(ReceiptTarget.LOG);
        SignerKey key = KeyFile.openOrCreate(data.resolve(ReceiptTarget.KEY), ReceiptTarget.NAME);
        Map<String, List<Long>> stored = new HashMap<>();
        try (AuditLog log = AuditLog.open(folder, key)) {
            ActionBook.open(log, List.of(), Instant.now());
            log.forEach(entry -> {
                Matcher receipt = RECEIPT.matcher(entry.text());
                if (receipt.matches()) {
                    stored.computeIfAbsent(receipt.group(1), _ -> new ArrayList<>(1))
                            .add(entry.index());
                }
            });
        }
        List<Finding> findings =
                Verification.of(folder, key.verifier(), List.of()).findings();
        List<String> words = findings.stream().map(Finding::words).toList();
        // A log that is not what was signed proves nothing: each finding counts as something lost.
        return ledger.compared(kills, stored).plus(new Verdict(0, 0, 0, findings.size(), 0, 0, 0, 0, words));
    }
}
