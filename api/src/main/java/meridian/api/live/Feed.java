package meridian.api.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import meridian.twin.TwinState;
import meridian.twin.entity.Entity;
import org.jspecify.annotations.Nullable;

/**
 * What one who watches is still to be told. The broadcast's thread adds to it and never waits; the thread of his connection
 * empties it. However slow he is, there is at most one entry for an entity, and the values he gets are the newest.
 */
public final class Feed implements AutoCloseable {
    /** Entities that wait; beyond that he is told the whole state again. About 150 bytes each. */
    static final int MOST_WAITING = 50_000;
    /** A message that is longer is not made longer. */
    static final int MESSAGE_BYTES = 65_536;
    /** Entities of one message, so that the first goes out soon. */
    static final int MESSAGE_ENTITIES = 500;

    private final int messageEntities;
    private final Broadcast broadcast;
    private final String owner;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Backlog backlog = new Backlog();
    private Sight sight;
    private TwinState state;
    /** Why the whole state has to be told, until that has begun. */
    private @Nullable Why begin;
    /** Why it is being told. */
    private Why why = Why.NEW;
    /** Ids of the state that is being told, and how many of them and parts were. */
    private List<String> ids = List.of();

    private int shown;
    private int parts;
    private boolean telling;

    /** @param state that the broadcast has come to */
    Feed(Broadcast broadcast, String owner, Sight sight, TwinState state, int messageEntities) {
        this.messageEntities = messageEntities;
        this.broadcast = broadcast;
        this.owner = owner;
        this.sight = sight;
        this.state = state;
    }

    // --- The broadcast's side ---

    void add(List<Touched> touched, TwinState before, TwinState after) {
        lock.lock();
        try {
            state = after;
            if (begin == null) {
                touched.forEach(one -> backlog.add(one, sight));
                if (backlog.size() > MOST_WAITING) {
                    begin(Why.BEHIND);
                }
            }
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What happened up to a state is not known. */
    void skipTo(TwinState after) {
        lock.lock();
        try {
            state = after;
            begin(Why.BEHIND);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    // --- The watcher's side ---

    /** Tells the whole state next. */
    void begin(Why reason) {
        lock.lock();
        try {
            backlog.clear();
            begin = reason;
            telling = false;
        } finally {
            lock.unlock();
        }
    }

    /** Goes on where an earlier feed ended, of which this was the state. */
    void resume(TwinState told) {
        lock.lock();
        try {
            List<Touched> missed = told.position() == state.position() ? List.of() : Changes.between(told, state);
            missed.forEach(one -> backlog.add(one, sight));
            if (backlog.size() > MOST_WAITING) {
                begin(Why.BEHIND);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Shows something else from now on, and first its whole state. */
    public void look(Subscription other) {
        lock.lock();
        try {
            sight = new Sight(other, sight.confines());
            begin(Why.SUBSCRIBED);
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next message; empty where there is nothing to tell within that time.
     *
     * @param patience nanoseconds
     */
    public Optional<Message> next(long patience) throws InterruptedException {
        if (!await(patience)) {
            return Optional.empty();
        }
        return Optional.of(isTellingState() ? part() : changes());
    }

    /** Says up to where nothing is left to tell. */
    public Message heartbeat() {
        lock.lock();
        try (MessageWriter writer = new MessageWriter(Message.Kind.HEARTBEAT, sight.subscription())) {
            return writer.finish(cursor());
        } finally {
            lock.unlock();
        }
    }

    private boolean await(long patience) throws InterruptedException {
        long nanos = patience;
        lock.lockInterruptibly();
        try {
            while (begin == null && !telling && backlog.isEmpty()) {
                if (nanos <= 0) {
                    return false;
                }
                nanos = news.awaitNanos(nanos);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Begins to tell the whole state where that is due. */
    private boolean isTellingState() {
        TwinState of;
        Sight by;
        lock.lock();
        try {
            Why reason = begin;
            if (reason == null) {
                return telling;
            }
            why = reason;
            begin = null;
            telling = true;
            shown = 0;
            parts = 0;
            ids = List.of();
            of = state;
            by = sight;
        } finally {
            lock.unlock();
        }
        // Not under the lock, for which the broadcast would wait. What happens meanwhile is in the backlog.
        List<String> all = by.ids(of);
        lock.lock();
        try {
            ids = all;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where he can go on later. While something waits there is no such place: he knows some things as they are now and others as
     * they were, which is no state that the twin ever had.
     */
    private OptionalLong cursor() {
        boolean knowsAll = begin == null && !telling && backlog.isEmpty();
        return knowsAll ? OptionalLong.of(state.position()) : OptionalLong.empty();
    }

    private Message part() {
        try (MessageWriter writer = new MessageWriter(Message.Kind.STATE, subscription())) {
            writer.list("entities");
            while (isRoom(writer)) {
                Optional<Optional<Entity>> next = nextOfState();
                if (next.isEmpty()) {
                    break;
                }
                next.get().ifPresent(writer::entity);
            }
            writer.endList();
            return finishPart(writer);
        }
    }

    private boolean isRoom(MessageWriter writer) {
        return writer.entities() < messageEntities && writer.length() < MESSAGE_BYTES;
    }

    /** Empty at the end; an empty one where an entity is not seen any more. */
    private Optional<Optional<Entity>> nextOfState() {
        lock.lock();
        try {
            if (!telling || shown >= ids.size()) {
                return Optional.empty();
            }
            String id = ids.get(shown++);
            // As it is told now it is told with all that happened to it.
            backlog.forget(id);
            return Optional.of(state.find(id).filter(sight::shows));
        } finally {
            lock.unlock();
        }
    }

    private Message finishPart(MessageWriter writer) {
        lock.lock();
        try {
            boolean last = telling && shown == ids.size();
            writer.property("part", ++parts);
            writer.property("last", last);
            writer.property("why", why.word());
            if (last) {
                telling = false;
                ids = List.of();
            }
            return writer.finish(cursor());
        } finally {
            lock.unlock();
        }
    }

    private Message changes() {
        int leftOut = 0;
        try (MessageWriter writer = new MessageWriter(Message.Kind.CHANGES, subscription())) {
            writer.list("changes");
            while (isRoom(writer)) {
                Optional<Told> next = nextChange();
                if (next.isEmpty()) {
                    break;
                }
                leftOut += next.get().entry().leftOut();
                write(next.get(), writer);
            }
            writer.endList();
            if (leftOut > 0) {
                writer.property("leftOut", leftOut);
            }
            lock.lock();
            try {
                return writer.finish(cursor());
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * A change that is about to be told.
     *
     * @param now empty where the entity is no more
     * @param sees whether he sees it now
     */
    private record Told(String id, Backlog.Entry entry, Optional<Entity> now, boolean sees) {}

    private Optional<Told> nextChange() {
        lock.lock();
        try {
            if (begin != null || backlog.isEmpty()) {
                return Optional.empty();
            }
            Map.Entry<String, Backlog.Entry> next = backlog.poll();
            Optional<Entity> now = state.find(next.getKey());
            boolean sees = now.filter(sight::shows).isPresent();
            return Optional.of(new Told(next.getKey(), next.getValue(), now, sees));
        } finally {
            lock.unlock();
        }
    }

    private static void write(Told told, MessageWriter writer) {
        if (told.sees() && told.entry().whole()) {
            writer.entered(told.now().orElseThrow());
        } else if (told.sees()) {
            writer.changed(told.now().orElseThrow(), told.entry().instances());
        } else if (told.entry().known()) {
            writer.away(told.now().isPresent() ? "left" : "deleted", told.id());
        }
    }

    private Subscription subscription() {
        lock.lock();
        try {
            return sight.subscription();
        } finally {
            lock.unlock();
        }
    }

    String owner() {
        return owner;
    }

    int waiting() {
        lock.lock();
        try {
            return backlog.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        broadcast.remove(this);
    }
}
