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

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final List<Line> lines = new ArrayList<>();
    private final List<Views.LineRefused> refused = new ArrayList<>();
    private int unacknowledged;
    private boolean closed;

    /** What has gathered; both are empty where nothing has. */
    record Gathered(List<Line> lines, List<Views.LineRefused> refused) {}

    @Override
    public void line(Line line) {
        put(() -> lines.add(line));
    }

    @Override
    public void refused(Views.LineRefused mistake) {
        put(() -> refused.add(mistake));
    }

    private void put(Runnable add) {
        lock.lock();
        try {
            while (unacknowledged >= MOST_LINES && !closed) {
                room.awaitUninterruptibly();
            }
            if (!closed) {
                unacknowledged++;
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
            List<Line> some = lines.subList(0, Math.min(lines.size(), ObservationDesk.AT_A_TIME));
            Gathered gathered = new Gathered(List.copyOf(some), List.copyOf(refused));
            some.clear();
            forget(refused.size());
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
            forget(acknowledged.size());
        } finally {
            lock.unlock();
        }
    }

    private void forget(int count) {
        unacknowledged -= count;
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
