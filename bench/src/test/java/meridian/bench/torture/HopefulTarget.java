package meridian.bench.torture;

import java.util.concurrent.atomic.AtomicLong;
import meridian.journal.Acknowledgement;

/** The mutant: takes it for stored when the journal says that it is not. */
final class HopefulTarget {
    private HopefulTarget() {}

    public static void main(String[] arguments) throws InterruptedException {
        AtomicLong guess = new AtomicLong(1L << 40);
        KillTarget.run(
                arguments,
                journal -> events -> journal.append(KillTarget.STREAM, events)
                        .exceptionally(_ -> events.stream()
                                .map(_ -> new Acknowledgement(guess.incrementAndGet(), false))
                                .toList()));
    }
}
