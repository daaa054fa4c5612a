package meridian.app;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import meridian.act.ControlLoop;
import meridian.act.life.ActionBook;
import meridian.act.live.RoundReceipts;
import meridian.app.machine.Folders;
import meridian.audit.AuditLog;
import meridian.audit.note.KeyFile;
import meridian.decide.Proposal;
import meridian.decide.Snapshot;
import meridian.field.plant.Observation;
import meridian.field.plant.SignalCommand;
import org.jspecify.annotations.Nullable;

/** The audit log of a controlled run, opened and closed with it. One thread. */
final class ReceiptLog implements AutoCloseable {
    private static final String KEY_FILE = "control-audit.key";
    private static final String KEY_NAME = "meridian/control";

    private final AuditLog log;
    private final RoundReceipts receipts;

    private ReceiptLog(AuditLog log, RoundReceipts receipts) {
        this.log = log;
        this.receipts = receipts;
    }

    /**
     * @param key file of the signing key; absent: the usual one of the user who runs this
     * @throws meridian.model.BadInput where the folder holds something else, or somebody writes it
     */
    static ReceiptLog open(Path folder, @Nullable Path key, String decider, String city) {
        Path keyFile = key == null ? Folders.ofThisUser().data().resolve(KEY_FILE) : key;
        AuditLog log = AuditLog.open(folder, KeyFile.openOrCreate(keyFile, KEY_NAME));
        try {
            InstantSource clock = InstantSource.system();
            Instant now = clock.instant();
            ActionBook book = ActionBook.open(log, List.of(), now);
            RoundReceipts.Run run = new RoundReceipts.Run(
                    city + " " + now,
                    city,
                    decider,
                    "meridian " + BuildInfo.ofThisBuild().version(),
                    System.getProperty("user.name"));
            return new ReceiptLog(log, new RoundReceipts(book, run, clock));
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** Writes what another listener is told of as well. */
    ControlLoop.Listener beside(ControlLoop.Listener other) {
        return new ControlLoop.Listener() {
            @Override
            public void decided(Snapshot now, List<Proposal> proposals) {
                other.decided(now, proposals);
            }

            @Override
            public void acting(ControlLoop.Acting acting) {
                receipts.acting(acting);
                other.acting(acting);
            }

            @Override
            public void saw(Observation seen, List<SignalCommand> told) {
                receipts.saw(seen, told);
                other.saw(seen, told);
            }
        };
    }

    /** @return rounds with a receipt */
    long finish() {
        receipts.finish();
        return receipts.rounds();
    }

    @Override
    public void close() {
        log.close();
    }
}
