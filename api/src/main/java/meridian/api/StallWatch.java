package meridian.api;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Hangs up on those who take nothing of what is written to them for too long: until then their connection keeps a thread, and
 * what it writes from. Safe for all threads.
 */
final class StallWatch implements AutoCloseable {
    /** Between two looks: patience is many times as long. */
    private static final long LOOK_MILLIS = 250;

    private final long patienceNanos;
    private final Set<Write> writes = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    StallWatch(Duration patience) {
        patienceNanos = patience.toNanos();
        thread = Thread.ofPlatform().daemon().name("stall-watch").start(this::watch);
    }

    /** A write that is under way; closed when it is done. */
    final class Write implements AutoCloseable {
        private final long beginNanos = System.nanoTime();
        private final Runnable hangUp;

        private Write(Runnable hangUp) {
            this.hangUp = hangUp;
        }

        @Override
        public void close() {
            writes.remove(this);
        }
    }

    /** @param hangUp ends the connection, from another thread */
    Write begin(Runnable hangUp) {
        Write write = new Write(hangUp);
        writes.add(write);
        return write;
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK_MILLIS);
                long now = System.nanoTime();
                for (Write write : writes) {
                    if (now - write.beginNanos > patienceNanos && writes.remove(write)) {
                        write.hangUp.run();
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
