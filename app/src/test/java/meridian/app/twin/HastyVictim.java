package meridian.app.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import meridian.twin.Folded;
import meridian.twin.Follower;
import meridian.twin.TwinState;

/** A mutant: its outbox notes how far it is at once, and puts the rows in two seconds later. */
final class HastyVictim {
    private static final long LATE_MILLIS = 2_000;

    private HastyVictim() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path note = Path.of(arguments[0]).resolve("hasty-position");
        NotificationVictim.run(arguments, outbox -> new Hasty(outbox, note), reaching -> reaching);
    }

    private record Hasty(Follower outbox, Path note, ExecutorService later) implements Follower {
        Hasty(Follower outbox, Path note) {
            this(
                    outbox,
                    note,
                    Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().daemon().factory()));
        }

        @Override
        public long position() {
            try {
                return Files.exists(note) ? Long.parseLong(Files.readString(note)) : 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void folded(List<Folded> events, TwinState before, TwinState after) {
            long last = events.getLast().position();
            if (last <= position()) {
                return;
            }
            try {
                Files.writeString(note, Long.toString(last));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            later.execute(() -> {
                pause();
                outbox.folded(events, before, after);
            });
        }

        private static void pause() {
            try {
                Thread.sleep(LATE_MILLIS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void settle() {}
    }
}
