package meridian.journal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** What the writer has brought onto the disk so far; readers look at it and wait for more. Safe for all threads. */
final class Progress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private volatile Segments segments;
    private volatile long position;

    Progress(Head head, Segments segments) {
        this.position = head.position();
        this.segments = segments;
    }

    /** The writer's alone. Segments first: whoever sees the position finds where it lies. */
    void reached(Head head, Segments current) {
        segments = current;
        position = head.position();
        lock.lock();
        try {
            more.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Segments segments() {
        return segments;
    }

    long position() {
        return position;
    }

    /** Waits until something is true that a batch can make true. */
    boolean await(BooleanSupplier there, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!there.getAsBoolean()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = more.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
