package meridian.bench.torture;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import meridian.journal.Acknowledgement;

/** The mutant: acknowledges what it has only handed to the journal, as a journal in memory would. */
final class EarlyTarget {
    private EarlyTarget() {}

    public static void main(String[] arguments) throws InterruptedException {
        AtomicLong guess = new AtomicLong();
        KillTarget.run(arguments, journal -> events -> {
            journal.append(KillTarget.STREAM, events);
            List<Acknowledgement> early = events.stream()
                    .map(_ -> new Acknowledgement(guess.incrementAndGet(), false))
                    .toList();
            return CompletableFuture.completedFuture(early);
        });
    }
}
