package meridian.app.twin;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import meridian.api.access.Access;
import meridian.api.access.AccessEvent;
import meridian.app.terminal.Json;
import meridian.journal.Event;
import meridian.journal.Journal;
import meridian.journal.JournalException;
import meridian.journal.Stream;
import meridian.journal.StreamClass;

/**
 * Tells the journal who was given a key, whose was revoked, and that somebody signed in.
 *
 * <p>Access keeps each event until the journal has it on the disk, and the journal knows one again by its number: so it is there
 * once, whatever is killed, and also where no journal ran when it happened. A thread of its own.
 */
final class AccessJournal implements AutoCloseable {
    /** Kept for longer than an audit asks back. */
    static final Stream STREAM = new Stream("access", StreamClass.EVENT, Duration.ofDays(400));

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Journal journal;
    private final Access access;
    private final Consumer<String> say;
    private final Thread thread;
    private boolean failing;

    private AccessJournal(Journal journal, Access access, Consumer<String> say) {
        this.journal = journal;
        this.access = access;
        this.say = say;
        thread = Thread.ofVirtual().name("access-journal").unstarted(this::tellAll);
    }

    /** @param say told once when that cannot be done now */
    static AccessJournal begin(Journal journal, Access access, Consumer<String> say) {
        journal.declare(STREAM);
        AccessJournal begun = new AccessJournal(journal, access, say);
        begun.thread.start();
        return begun;
    }

    private void tellAll() {
        try {
            while (true) {
                List<AccessEvent> events = access.awaitUnrecorded(LOOK_EVERY);
                if (!events.isEmpty() && !tell(events)) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            // That is how it ends; what is left is told after the next start.
            Thread.currentThread().interrupt();
        }
    }

    private boolean tell(List<AccessEvent> events) throws InterruptedException {
        try {
            List<Event> written = events.stream().map(this::event).toList();
            journal.append(STREAM.name(), written).get();
            access.recorded(events.getLast().number());
            failing = false;
            return true;
        } catch (JournalException | UncheckedIOException e) {
            failed(e);
        } catch (java.util.concurrent.ExecutionException | CompletionException e) {
            failed(e.getCause());
        }
        return false;
    }

    private Event event(AccessEvent event) {
        byte[] payload = Json.text(event).getBytes(StandardCharsets.UTF_8);
        return new Event("access", access.logName() + "-" + event.number(), payload);
    }

    private void failed(Throwable why) {
        if (!failing) {
            say.accept("the journal cannot be told of keys and sign-ins now, that is tried again: " + why.getMessage());
        }
        failing = true;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
