package meridian.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import meridian.api.ObservationDesk.Line;

/**
 * Lines of one producer that were read and are not acknowledged. Whoever reads waits while it is full. Safe for two threads: one
 * puts, one takes.
 */
final class ObservationWindow implements ObservationLines.Sink {
    /** Lines, refused ones included. */
    static final int MOST_LINES = 10_000;
    /** Bytes as they came. */
    static final int MOST_BYTES = 8 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final List<Line> lines = new ArrayList<>();
    private final List<Views.LineRefused> refused = new ArrayList<>();
    private int unacknowledged;
    private long unacknowledgedBytes;
    private boolean closed;

    /** What has gathered; both are empty where nothing has. */
    record Gathered(List<Line> lines, List<Views.LineRefused> refused) {}

    @Override
    public void line(Line line) {
        put(line.bytes(), () -> lines.add(line));
    }

    @Override
    public void refused(Views.LineRefused mistake) {
        put(0, () -> refused.add(mistake));
    }

    private void put(int bytes, Runnable add) {
        lock.lock();
        try {
            while ((unacknowledged >= MOST_LINES || unacknowledgedBytes >= MOST_BYTES) && !closed) {
                room.awaitUninterruptibly();
            }
            if (!closed) {
                unacknowledged++;
                unacknowledgedBytes += bytes;
                add.run();
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** What has gathered, a batch at most; waits a while for it. */
    Gathered await(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (lines.isEmpty() && refused.isEmpty() && left > 0) {
                left = work.awaitNanos(left);
            }
            List<Line> some = ObservationDesk.batch(lines, 0);
            Gathered gathered = new Gathered(List.copyOf(some), List.copyOf(refused));
            some.clear();
            forget(refused.size(), 0);
            refused.clear();
            return gathered;
        } finally {
            lock.unlock();
        }
    }

    /** Those are on the disk. */
    void done(List<Line> acknowledged) {
        lock.lock();
        try {
            forget(
                    acknowledged.size(),
                    acknowledged.stream().mapToLong(Line::bytes).sum());
        } finally {
            lock.unlock();
        }
    }

    private void forget(int count, long bytes) {
        unacknowledged -= count;
        unacknowledgedBytes -= bytes;
        room.signalAll();
    }

    /** Lets whoever waits for room go on; what is put from now on is forgotten. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
