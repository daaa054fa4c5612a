package meridian.api.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import meridian.twin.Folded;
import meridian.twin.TwinState;
import org.jspecify.annotations.Nullable;

/**
 * Tells all who watch what the twin folds. The twin hands a batch over and goes on; a thread of this one's own finds out what
 * it changed, once for everybody, and adds that to the feeds it concerns. Safe for all threads.
 */
public final class Broadcast implements AutoCloseable {
    /** Feeds at a time. */
    public static final int MOST_FEEDS = 128;
    /** Of them, of one key or session: nobody takes all places. */
    public static final int MOST_OF_ONE = 64;

    /** Events that wait for this thread; beyond that the feeds begin anew, because what changed is not worked out any more. */
    static final int MOST_EVENTS = 200_000;

    private record Batch(List<Folded> events, TwinState before, TwinState after) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Deque<Batch> queue = new ArrayDeque<>();
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();
    /** Held while a batch goes to the feeds, and while one joins them: it gets every later batch and no earlier one. */
    private final ReentrantLock joining = new ReentrantLock();

    private final Condition reached = joining.newCondition();

    private final int messageEntities;
    private final Thread thread;
    private int queued;
    private volatile boolean closed;
    private volatile @Nullable TwinState state;

    public Broadcast() {
        this(Feed.MESSAGE_ENTITIES);
    }

    /** @param messageEntities entities of one message, at most */
    Broadcast(int messageEntities) {
        this.messageEntities = messageEntities;
        thread = Thread.ofPlatform().daemon().name("live-broadcast").start(this::run);
    }

    /** What the twin shows before the first batch. */
    public void begin(TwinState now) {
        joining.lock();
        try {
            TwinState known = state;
            if (known == null || known.position() < now.position()) {
                state = now;
            }
        } finally {
            joining.unlock();
        }
    }

    /** Takes a batch and returns at once. */
    public void folded(List<Folded> events, TwinState before, TwinState after) {
        lock.lock();
        try {
            if (queued + events.size() > MOST_EVENTS && !queue.isEmpty()) {
                queue.clear();
                queue.add(new Batch(List.of(), before, after));
                queued = 0;
            } else {
                queue.add(new Batch(events, before, after));
                queued += events.size();
            }
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it has gone through what the twin shows already, so that who wrote before he watches finds it in the state. */
    public void await(long position) {
        joining.lock();
        try {
            for (TwinState now = state; !closed && (now == null || now.position() < position); now = state) {
                reached.awaitUninterruptibly();
            }
        } finally {
            joining.unlock();
        }
    }

    /**
     * Somebody watches from now on.
     *
     * @param owner whose key or session it is
     * @param told the state up to which he was told before; empty where he begins
     * @throws LiveProblem where as many watch as may
     */
    public Feed open(String owner, Sight sight, Optional<TwinState> told, Why otherwise) {
        if (isFull(owner)) {
            throw full();
        }
        TwinState from = java.util.Objects.requireNonNull(state, "begin comes first");
        Feed feed = new Feed(this, owner, sight, from, messageEntities);
        told.ifPresentOrElse(feed::resume, () -> feed.begin(otherwise));
        joining.lock();
        try {
            if (isFull(owner)) {
                throw full();
            }
            TwinState now = state;
            if (now != null && now != from) {
                feed.add(Changes.since(from, now), from, now);
            }
            feeds.add(feed);
            return feed;
        } finally {
            joining.unlock();
        }
    }

    public static LiveProblem full() {
        return new LiveProblem(
                LiveProblem.Code.TOO_MANY_STREAMS,
                "There are as many streams as are served, " + MOST_FEEDS + " in all and " + MOST_OF_ONE
                        + " of one key; close one, or try again later.");
    }

    /** Whether another one of this owner would be too many. */
    public boolean isFull(String owner) {
        return feeds.size() >= MOST_FEEDS
                || feeds.stream().filter(feed -> feed.owner().equals(owner)).count() >= MOST_OF_ONE;
    }

    void remove(Feed feed) {
        feeds.remove(feed);
    }

    int feeds() {
        return feeds.size();
    }

    private void run() {
        try {
            while (true) {
                pass(take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Batch take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && !closed) {
                work.await();
            }
            if (closed) {
                throw new InterruptedException();
            }
            Batch batch = queue.remove();
            queued -= batch.events().size();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void pass(Batch batch) {
        joining.lock();
        try {
            TwinState known = state;
            if (known != null && batch.after().position() <= known.position()) {
                return;
            }
            if (!feeds.isEmpty()) {
                pass(batch, known);
            }
            state = batch.after();
            reached.signalAll();
        } finally {
            joining.unlock();
        }
    }

    private void pass(Batch batch, @Nullable TwinState known) {
        if (known == null || known.position() != batch.before().position()) {
            feeds.forEach(feed -> feed.skipTo(batch.after()));
            return;
        }
        List<Touched> touched = Changes.of(batch.events(), batch.before(), batch.after());
        feeds.forEach(feed -> feed.add(touched, batch.before(), batch.after()));
    }

    /** Ends its thread; feeds get nothing more. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        thread.interrupt();
        joining.lock();
        try {
            reached.signalAll();
        } finally {
            joining.unlock();
        }
    }
}
