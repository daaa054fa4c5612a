package meridian.journal;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bounded queue in front of the writer. What is being written still counts as queued until it is acknowledged, so the
 * limits hold for all that is in memory. Safe for all threads.
 */
final class Intake {
    private static final double TELEMETRY_SHARE = 0.8;

    private final JournalSettings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final Deque<Submission> queue = new ArrayDeque<>();
    private final Deque<Runnable> orders = new ArrayDeque<>();
    private int events;
    private long bytes;
    private boolean closed;

    Intake(JournalSettings settings) {
        this.settings = settings;
    }

    /** Work for the writer: orders first, or a batch. */
    sealed interface Work {
        record Batch(List<Submission> submissions) implements Work {}

        record Order(Runnable order) implements Work {}

        record End() implements Work {}
    }

    /** @throws JournalException where there is no room, at once for telemetry, after a while for events */
    void put(Submission submission) {
        lock.lock();
        try {
            awaitRoom(submission);
            events += submission.events().size();
            bytes += submission.sizeBytes();
            queue.add(submission);
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    private void awaitRoom(Submission submission) {
        Duration patience = settings.appendPatience();
        long nanos = patience.toNanos();
        while (true) {
            if (closed) {
                throw new JournalException.Closed();
            }
            Stream stream = submission.stream().stream();
            if (fits(submission, share(stream.streamClass()))) {
                return;
            }
            if (stream.streamClass() == StreamClass.TELEMETRY) {
                submission.stream().shed.add(submission.events().size());
                throw new JournalException.Shed(
                        stream.name(), submission.events().size());
            }
            if (nanos <= 0) {
                throw refused(submission, "its queue has been full for " + patience.toMillis() + " ms");
            }
            try {
                nanos = room.awaitNanos(nanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refused(submission, "the thread that waited was interrupted");
            }
        }
    }

    private static JournalException refused(Submission submission, String why) {
        submission.stream().refused.add(submission.events().size());
        return new JournalException.Overloaded(submission.stream().stream().name(), why);
    }

    /** Of the queue that a class may fill: a flood of telemetry leaves room for events, which must not be lost. */
    private static double share(StreamClass streamClass) {
        return switch (streamClass) {
            case TELEMETRY -> TELEMETRY_SHARE;
            case EVENT -> 1;
        };
    }

    private boolean fits(Submission submission, double share) {
        return events == 0
                || events + submission.events().size() <= share * settings.maxQueuedEvents()
                        && bytes + submission.sizeBytes() <= share * settings.maxQueuedBytes();
    }

    /** Done by the writer between two batches. False where there will be no more. */
    boolean order(Runnable order) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            orders.add(order);
            work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to do. After the end there is nothing left in the queue. */
    Work take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (orders.isEmpty() && queue.isEmpty() && !closed) {
                work.await();
            }
            if (!orders.isEmpty()) {
                return new Work.Order(orders.poll());
            }
            return queue.isEmpty() ? new Work.End() : new Work.Batch(batch());
        } finally {
            lock.unlock();
        }
    }

    private List<Submission> batch() {
        List<Submission> batch = new ArrayList<>();
        int taken = 0;
        while (!queue.isEmpty() && taken < settings.maxBatchEvents()) {
            Submission next = queue.poll();
            taken += next.events().size();
            batch.add(next);
        }
        return batch;
    }

    /** Those were acknowledged or have failed. */
    void done(List<Submission> submissions) {
        lock.lock();
        try {
            for (Submission submission : submissions) {
                events -= submission.events().size();
                bytes -= submission.sizeBytes();
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    int queuedEvents() {
        lock.lock();
        try {
            return events;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more comes in; what is in it can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            work.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What nobody will take any more. */
    List<Submission> drain() {
        lock.lock();
        try {
            List<Submission> rest = new ArrayList<>(queue);
            queue.clear();
            return rest;
        } finally {
            lock.unlock();
        }
    }
}
