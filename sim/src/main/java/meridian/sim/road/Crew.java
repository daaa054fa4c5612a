package meridian.sim.road;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that work through the same numbered pieces together, again and again, thousands of times a second. Who waits spins
 * for a moment and then parks, so that a busy machine is not made busier. With one thread there is no other thread.
 */
final class Crew implements AutoCloseable {
    /** What is done with piece {@code piece}; {@code worker} is the number of the thread that does it. */
    interface Task {
        void run(int worker, int piece);
    }

    private static final int SPINS = 2_000;
    /** Entries from one thread's counter to the next one's: they lie in cache lines of their own. */
    private static final int APART = 32;

    private final Thread[] helpers;
    /** Next piece of each thread's share. */
    private final AtomicIntegerArray next;

    private final AtomicInteger busy = new AtomicInteger();
    private volatile int round;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Thread waiting;
    private Task task = (worker, piece) -> {};
    private int pieces;

    /** @param size threads in all, the caller's included */
    Crew(int size) {
        helpers = new Thread[size - 1];
        next = new AtomicIntegerArray((size + 1) * APART);
        for (int i = 0; i < helpers.length; i++) {
            int worker = i + 1;
            helpers[i] = Thread.ofPlatform().daemon().name("road-" + worker).unstarted(() -> help(worker));
        }
        for (Thread helper : helpers) {
            helper.start();
        }
    }

    int size() {
        return helpers.length + 1;
    }

    /** For those who do not care which thread does a piece. */
    void all(int count, IntConsumer piece) {
        run(count, (worker, i) -> piece.accept(i));
    }

    /** Does all pieces, each once, and returns when all are done. What a task throws is thrown here. */
    void run(int count, Task what) {
        if (helpers.length == 0 || count < 2) {
            for (int piece = 0; piece < count; piece++) {
                what.run(0, piece);
            }
            return;
        }
        task = what;
        pieces = count;
        for (int worker = 0; worker < size(); worker++) {
            next.set((worker + 1) * APART, share(worker));
        }
        busy.set(helpers.length);
        waiting = Thread.currentThread();
        round++;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
        try {
            work(0);
        } finally {
            for (int spins = 0; busy.get() > 0; spins++) {
                pause(spins);
            }
        }
        Throwable thrown = failure;
        if (thrown != null) {
            failure = null;
            throw new IllegalStateException("a part of the step failed", thrown);
        }
    }

    /** First piece of a thread's share. */
    private int share(int worker) {
        return (int) ((long) pieces * worker / size());
    }

    /**
     * The own share first, then what others have left of theirs: so a thread finds in its cache what it had in hand in the
     * last round.
     */
    private void work(int worker) {
        for (int k = 0; k < size(); k++) {
            int owner = (worker + k) % size();
            int end = share(owner + 1);
            int counter = (owner + 1) * APART;
            for (int piece = next.getAndIncrement(counter); piece < end; piece = next.getAndIncrement(counter)) {
                task.run(worker, piece);
            }
        }
    }

    private void help(int worker) {
        int seen = 0;
        while (true) {
            for (int spins = 0; round == seen; spins++) {
                if (closed) {
                    return;
                }
                pause(spins);
            }
            seen++;
            try {
                work(worker);
            } catch (Throwable thrown) {
                // The caller must know; it may not wait for ever for a thread that has died.
                failure = thrown;
            }
            if (busy.decrementAndGet() == 0) {
                LockSupport.unpark(waiting);
            }
        }
    }

    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.park();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }
}
