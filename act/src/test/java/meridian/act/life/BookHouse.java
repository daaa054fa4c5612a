package meridian.act.life;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import meridian.audit.AuditLog;
import meridian.audit.note.SignerKey;

/** A book on a log in a folder, a town with one action, and two people, for tests. */
final class BookHouse implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    static final SignerKey LOG_KEY = SignerKey.generate("town.example/audit");
    static final SignerKey ANA = SignerKey.generate("ana");
    static final SignerKey BRUNO = SignerKey.generate("bruno");
    static final String AREA = "centre";

    final AuditLog log;
    final ActionBook book;

    BookHouse(Path folder) {
        log = AuditLog.open(folder, LOG_KEY);
        book = ActionBook.open(log, List.of(ANA.verifier(), BRUNO.verifier()), NOON);
    }

    static Instant after(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    static ProposedAction proposal(String id, ActionClass actionClass) {
        return new ProposedAction(
                id,
                AREA,
                actionClass,
                "max-pressure",
                "twin 7, max-pressure 1",
                "the queue on High Street is longer than its green can take",
                List.of(new ProposedAction.Order("junction 12", "green for groups 1, 3")),
                List.of(new ProposedAction.Input("junction 12 / loop 3 / count", "14 vehicles", NOON.minusSeconds(5))),
                NOON,
                NOON.plus(Duration.ofMinutes(2)));
    }

    static Forecast forecast() {
        return new Forecast(
                List.of(
                        new Forecast.Alternative("as it is", new Effect("person delay", "person-seconds", 0, 0, 0)),
                        new Forecast.Alternative(
                                "longer green", new Effect("person delay", "person-seconds", -320, -410.5, -230))),
                "longer green");
    }

    static Effect measured(double expected) {
        return new Effect("person delay", "person-seconds", expected, expected - 50, expected + 50);
    }

    Answer mode(Mode mode) {
        return book.tell(new Leaf.ModeSet(AREA, mode, "ana", NOON));
    }

    /** Proposed and simulated. */
    BookHouse ready(String id, ActionClass actionClass) {
        book.tell(new Leaf.Proposed(proposal(id, actionClass), NOON));
        book.tell(new Leaf.Simulated(id, forecast(), after(1)));
        return this;
    }

    String hash(String id) {
        return book.action(id).orElseThrow().content().orElseThrow().sha256();
    }

    Answer approve(String id, Approver approver, long second) {
        return book.tell(new Leaf.Approved(id, hash(id), approver, after(second)));
    }

    Answer execute(String id, long second) {
        return book.tell(book.receipt(id, "accepted", after(second)).orElseThrow());
    }

    Stage stage(String id) {
        return book.action(id).orElseThrow().stage();
    }

    List<String> entries() {
        List<String> texts = new ArrayList<>();
        log.forEach(entry -> texts.add(entry.text()));
        return texts;
    }

    String lastEntry() {
        return entries().getLast();
    }

    @Override
    public void close() {
        log.close();
    }
}
