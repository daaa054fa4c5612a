package meridian.bench.torture;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import meridian.act.life.ActionBook;
import meridian.act.life.ActionClass;
import meridian.act.life.Answer;
import meridian.act.life.Approver;
import meridian.act.life.Effect;
import meridian.act.life.Forecast;
import meridian.act.life.Leaf;
import meridian.act.life.Mode;
import meridian.act.life.ProposedAction;
import meridian.act.life.Receipt;
import meridian.audit.AuditLog;
import meridian.audit.note.KeyFile;

/**
 * The process that gets killed: takes actions through their life up to the receipt, and says that it acts when the receipt is
 * acknowledged. It has no signals; what it says on standard output is its deed.
 */
final class ReceiptTarget {
    static final String LOG = "audit";
    static final String KEY = "audit.key";
    static final String NAME = "torture.example/audit";

    private static final int PRODUCERS = 4;
    private static final String AREA = "everywhere";

    private final ActionBook book;
    private final Door door;
    private final int run;
    private final PrintStream out;

    /** Through which receipts go; a mutant has another one. */
    interface Door {
        Answer tell(Receipt receipt);
    }

    private ReceiptTarget(ActionBook book, Door door, int run, PrintStream out) {
        this.book = book;
        this.door = door;
        this.run = run;
        this.out = out;
    }

    /** {@code DATA CACHE RUN SEED}, of which the second and the last are of no use here. */
    public static void main(String[] arguments) throws InterruptedException {
        run(arguments, book -> book::tell);
    }

    static void run(String[] arguments, Function<ActionBook, Door> doors) throws InterruptedException {
        Path data = Path.of(arguments[0]);
        try (AuditLog log = AuditLog.open(data.resolve(LOG), KeyFile.openOrCreate(data.resolve(KEY), NAME))) {
            ActionBook book = ActionBook.open(log, List.of(), now());
            book.tell(new Leaf.ModeSet(AREA, Mode.ADVISE, "torturer", now()));
            PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
            new ReceiptTarget(book, doors.apply(book), Integer.parseInt(arguments[2]), out).actForEver();
        }
    }

    private void actForEver() throws InterruptedException {
        Thread[] producers = new Thread[PRODUCERS];
        for (int p = 0; p < PRODUCERS; p++) {
            int producer = p;
            producers[p] = Thread.ofPlatform().start(() -> {
                for (int n = 0; ; n++) {
                    act(run + "-" + producer + "-" + n);
                }
            });
        }
        for (Thread producer : producers) {
            producer.join();
        }
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private void act(String id) {
        Instant now = now();
        book.tell(List.of(new Leaf.Proposed(proposal(id, now), now), new Leaf.Simulated(id, forecast(), now)));
        String hash = book.action(id).orElseThrow().content().orElseThrow().sha256();
        book.tell(new Leaf.Approved(id, hash, Approver.person("torturer"), now));
        Answer answer = door.tell(book.receipt(id, "accepted", now).orElseThrow());
        if (answer instanceof Answer.Done done) {
            say(id, done.entry());
        }
    }

    private static ProposedAction proposal(String id, Instant now) {
        return new ProposedAction(
                id,
                AREA,
                ActionClass.ROUTINE,
                "torturer",
                "1",
                "to be killed over",
                List.of(new ProposedAction.Order("junction " + id, "green")),
                List.of(),
                now,
                now.plusSeconds(60));
    }

    private static Forecast forecast() {
        Effect effect = new Effect("person delay", "person-seconds", -1.5, -2, -1);
        return new Forecast(List.of(new Forecast.Alternative("green", effect)), "green");
    }

    private void say(String id, long entry) {
        synchronized (out) {
            out.print(KillTarget.ACKNOWLEDGED + "\t" + id + "\t" + entry + "\t" + KillTarget.END + "\n");
            out.flush();
        }
    }
}
