package meridian.app.twin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import meridian.twin.DiskTrouble;
import meridian.twin.Follower;
import meridian.twin.SnapshotFolder;
import meridian.twin.TwinState;

/**
 * Keeps the twin's state in a file now and then, so that a restart replays little of the journal.
 *
 * <p>A disk that takes nothing does not stop the twin: the journal has all that a snapshot has. That is said once, and tried again
 * with pauses until there is room. Belongs to the folding thread.
 */
final class SnapshotKeeper {
    /** A restart replays no more than about this. */
    static final long EVERY_EVENTS = 500_000;
    /** From so many on they are kept when nothing was for a while. */
    private static final long SOME_EVENTS = 50_000;

    private static final Duration PAUSE = Duration.ofSeconds(20);
    private static final int KEPT = 3;

    private final SnapshotFolder folder;
    private final List<Follower> followers;
    private final LongSupplier nanos;
    private final Consumer<String> say;
    private long position;
    private long triedNanos;
    private volatile DiskTrouble trouble = DiskTrouble.NONE;

    /**
     * @param followers settled before each snapshot: none of them may know less than it
     * @param position of the newest snapshot
     * @param nanos the machine's monotonic clock, or a test's
     * @param say told when nothing can be kept, and when that is over
     */
    SnapshotKeeper(
            SnapshotFolder folder, List<Follower> followers, long position, LongSupplier nanos, Consumer<String> say) {
        this.folder = folder;
        this.followers = List.copyOf(followers);
        this.position = position;
        this.nanos = nanos;
        this.say = say;
        triedNanos = nanos.getAsLong();
    }

    /** Keeps it where enough came since the newest. */
    void passed(TwinState state) {
        long events = state.position() - position;
        boolean rested = nanos.getAsLong() - triedNanos >= PAUSE.toNanos();
        if (rested && events >= SOME_EVENTS || trouble.now().isEmpty() && events >= EVERY_EVENTS) {
            keep(state);
        }
    }

    /** Keeps it, unless the newest is the same. */
    void keep(TwinState state) {
        if (state.position() <= position) {
            return;
        }
        try {
            followers.forEach(Follower::settle);
            folder.save(state);
            position = state.position();
            folder.keepNewest(KEPT);
            worked();
        } catch (UncheckedIOException | IOException e) {
            failed(e);
        }
        triedNanos = nanos.getAsLong();
    }

    /** Whether it can be kept at present, and how often it could not; for all threads. */
    DiskTrouble trouble() {
        return trouble;
    }

    private void worked() {
        if (trouble.now().isPresent()) {
            say.accept("the twin's state can be kept again");
        }
        trouble = new DiskTrouble(trouble.failures(), Optional.empty());
    }

    private void failed(Exception e) {
        String what = "the twin's state cannot be kept now, that is tried again; the journal has all of it: "
                + e.getMessage();
        if (trouble.now().isEmpty()) {
            say.accept(what);
        }
        trouble = new DiskTrouble(trouble.failures() + 1, Optional.of(what));
    }
}
