package meridian.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import meridian.journal.database.Database;
import meridian.outbox.Matcher.Interest;
import meridian.outbox.Store.SubscriptionRow;
import meridian.outbox.endpoint.ForbiddenTarget;
import meridian.outbox.endpoint.NotAllowed;
import meridian.outbox.endpoint.Reaching;
import meridian.outbox.endpoint.Target;
import meridian.twin.Folded;
import meridian.twin.Follower;
import meridian.twin.TwinState;
import meridian.twin.subscription.Endpoint;
import meridian.twin.subscription.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Follows the twin, keeps what subscribers are to be told, and tells them. What it promises stands in {@link meridian.outbox}.
 *
 * <p>It is made before the twin is opened, {@linkplain #start started} when the twin is open, and closed before the twin.
 * Without subscriptions it does nothing. Safe for all threads.
 */
public final class Outbox implements Follower, AutoCloseable {
    private static final long RETRY_MILLIS = 250;
    /** When it is being closed, what is folded last waits no longer for the database. */
    private static final Duration PATIENCE_AT_END = Duration.ofSeconds(10);
    /** Events of the past that are looked through in one transaction. */
    private static final int AT_A_TIME = 5_000;

    private final Store store;
    private final Shared shared;
    private final Wording wording;
    private final Reaching reaching;
    private final Consumer<String> say;
    private final Matcher matcher;
    /** Held while a batch is looked through, and while subscriptions change: so each event is before or after a change. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Active> active = new TreeMap<>();
    private final Map<Long, Delivery> deliveries = new ConcurrentHashMap<>();
    private volatile @Nullable Past past;
    private long kept;
    private volatile long seen;
    private volatile boolean closing;

    /** A subscription that events are looked at for. */
    private record Active(SubscriptionRow row, Subscription subscription) {
        Interest interest(long kept) {
            return new Interest(row.number(), subscription, Math.max(row.since(), kept));
        }
    }

    private Outbox(Store store, Shared shared, Reaching reaching, Consumer<String> say) {
        this.store = store;
        this.shared = shared;
        this.wording = shared.wording();
        this.reaching = reaching;
        this.say = say;
        this.matcher = new Matcher(wording);
    }

    /**
     * @param reaching makes the target of an endpoint
     * @param say told of what goes wrong here, not at the subscribers
     */
    public static Outbox open(
            Database database,
            Wording wording,
            Reaching reaching,
            OutboxSettings settings,
            InstantSource clock,
            Consumer<String> say) {
        return open(database, wording, reaching, settings, clock, System::nanoTime, say);
    }

    static Outbox open(
            Database database,
            Wording wording,
            Reaching reaching,
            OutboxSettings settings,
            InstantSource clock,
            LongSupplier nanos,
            Consumer<String> say) {
        database.migrate(Store.SCHEMA, Store.SCRIPTS);
        Store store = new Store(database.dataSource());
        Outbox outbox = new Outbox(store, Shared.of(store, wording, settings, clock, nanos), reaching, say);
        try {
            outbox.kept = store.position();
            store.sweep();
            for (SubscriptionRow row : store.subscriptions()) {
                outbox.remember(row);
            }
            return outbox;
        } catch (SQLException e) {
            throw gone(e);
        }
    }

    private Active remember(SubscriptionRow row) {
        Active made = new Active(row, wording.read(row.body()));
        active.put(row.id(), made);
        shared.subscriptions().set(active.size());
        return made;
    }

    private static UncheckedIOException gone(SQLException e) {
        return new UncheckedIOException(new IOException("the outbox's database refused: " + e.getMessage(), e));
    }

    /**
     * Begins to tell subscribers.
     *
     * @param position of the twin, which may have had nothing to fold
     */
    public void start(Past known, long position) {
        lock.lock();
        try {
            past = known;
            seen = Math.max(seen, position);
            active.values().forEach(this::deliver);
        } finally {
            lock.unlock();
        }
    }

    // --- Following ---

    @Override
    public long position() {
        return seen;
    }

    @Override
    public void folded(List<Folded> events, TwinState before, TwinState after) {
        long last = events.getLast().position();
        lock.lock();
        try {
            if (!active.isEmpty() && last > kept) {
                keep(events, before, last);
            }
            seen = Math.max(seen, last);
        } finally {
            lock.unlock();
        }
    }

    private void keep(List<Folded> events, TwinState before, long last) {
        List<Interest> interests =
                active.values().stream().map(one -> one.interest(kept)).toList();
        boolean said = false;
        long patience = shared.nanos().getAsLong() + PATIENCE_AT_END.toNanos();
        while (true) {
            try {
                Set<Long> touched = new HashSet<>();
                store.keep(
                        last,
                        sink -> matcher.match(events, before, interests, row -> {
                            touched.add(row.subscription);
                            sink.add(row);
                        }));
                kept = last;
                touched.forEach(this::wake);
                return;
            } catch (SQLException e) {
                if (closing && shared.nanos().getAsLong() - patience > 0) {
                    throw gone(e);
                }
                if (!said) {
                    say.accept("the outbox waits for its database: " + e.getMessage());
                    said = true;
                }
                pause(e);
            }
        }
    }

    private static void pause(SQLException e) {
        try {
            Thread.sleep(RETRY_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw gone(e);
        }
    }

    private void wake(long number) {
        Delivery delivery = deliveries.get(number);
        if (delivery != null) {
            delivery.wake();
        }
    }

    /** All that was taken is on the disk since it was taken. */
    @Override
    public void settle() {}

    // --- Subscriptions ---

    /** Why a subscription cannot be changed as was wished. */
    public static final class Conflict extends RuntimeException {
        private static final long serialVersionUID = 1;

        Conflict(String message) {
            super(message, null, false, false);
        }
    }

    /** A cursor from which nobody can be told any more. */
    public static final class UnknownPast extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownPast(long cursor, long seen) {
            super(
                    "from cursor " + cursor + " on nobody can be told: the twin is at " + seen
                            + " and does not know that far back, or has not got there",
                    null,
                    false,
                    false);
        }
    }

    /**
     * Looks whether an endpoint can be used, without asking the network.
     *
     * @throws NotAllowed where it cannot
     */
    public void check(Endpoint endpoint) {
        reaching.check(endpoint);
    }

    /**
     * Keeps a subscription from now on, or from a position of the past.
     *
     * @param body that {@link Wording#read} makes it of
     * @param cursor it is told what came after this position; empty: after now
     * @return false where there is one of its id
     * @throws UnknownPast where the cursor is no position that is known
     */
    public boolean create(Subscription subscription, String body, OptionalLong cursor) {
        cursor.ifPresent(this::demandKnown);
        lock.lock();
        try {
            long now = seen;
            long from = cursor.orElse(now);
            Optional<SubscriptionRow> made = store.create(subscription.id(), body, now, from, now);
            made.ifPresent(row -> deliver(remember(row)));
            return made.isPresent();
        } catch (SQLException e) {
            throw gone(e);
        } finally {
            lock.unlock();
        }
    }

    /** Outside of the lock: to find an earlier state may take a second. */
    private void demandKnown(long cursor) {
        long now = seen;
        Past known = past;
        boolean there =
                cursor >= 0 && cursor < now && known != null && known.at(cursor).isPresent();
        if (!there && cursor != now) {
            throw new UnknownPast(cursor, now);
        }
    }

    /**
     * Changes a subscription, for events from now on. What waits is told in the new way, to the new target.
     *
     * @param version that was seen
     * @param cursor where it is told from; empty: where it is
     * @throws Conflict where it is at another version, or gone
     * @throws UnknownPast where the cursor is no position that is known
     */
    public void replace(Subscription subscription, long version, String body, OptionalLong cursor) {
        cursor.ifPresent(this::demandKnown);
        lock.lock();
        try {
            long now = seen;
            SubscriptionRow row = store.replace(subscription.id(), version, body, now)
                    .orElseThrow(() -> new Conflict("the subscription was changed by somebody else, or deleted"));
            if (cursor.isPresent()) {
                store.rewind(row.number(), cursor.getAsLong(), now);
                row = store.find(row.id()).orElseThrow();
            }
            deliver(remember(row));
        } catch (SQLException e) {
            throw gone(e);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a subscription with all that waits for it. What is on its way may still arrive. False where there is none. */
    public boolean remove(String id) {
        lock.lock();
        try {
            Active there = active.get(id);
            if (there == null) {
                return false;
            }
            store.remove(there.row());
            active.remove(id);
            shared.subscriptions().set(active.size());
            Delivery delivery = deliveries.remove(there.row().number());
            if (delivery != null) {
                delivery.stop();
            }
            return true;
        } catch (SQLException e) {
            throw gone(e);
        } finally {
            lock.unlock();
        }
    }

    public Optional<Kept> find(String id) {
        return one(id).map(this::kept);
    }

    /** A page of them, by id. */
    public List<Kept> list(int limit, int offset) {
        List<Active> page;
        lock.lock();
        try {
            page = active.values().stream().skip(offset).limit(limit).toList();
        } finally {
            lock.unlock();
        }
        return page.stream().map(this::kept).toList();
    }

    public int count() {
        return shared.subscriptions().get();
    }

    private Optional<Active> one(String id) {
        lock.lock();
        try {
            return Optional.ofNullable(active.get(id));
        } finally {
            lock.unlock();
        }
    }

    private Kept kept(Active one) {
        try {
            Kept.Figures figures = store.figures(one.row().number(), seen);
            return new Kept(one.subscription(), one.row().version(), one.row().body(), figures);
        } catch (SQLException e) {
            throw gone(e);
        }
    }

    // --- Dead letters ---

    /** A page of dead letters, by position; empty where there is no such subscription. */
    public Optional<List<DeadLetter>> deadLetters(String id, long afterPosition, int afterOrdinal, int most) {
        return one(id).map(one -> {
            try {
                return store.deadLetters(one.row().number(), afterPosition, afterOrdinal, most);
            } catch (SQLException e) {
                throw gone(e);
            }
        });
    }

    /** Has all dead letters told again; how many they are. */
    public int replayDeadLetters(String id) {
        return one(id).map(one -> {
                    try {
                        int revived = store.revive(one.row().number());
                        Delivery delivery = deliveries.get(one.row().number());
                        if (delivery != null) {
                            delivery.startOver();
                        }
                        return revived;
                    } catch (SQLException e) {
                        throw gone(e);
                    }
                })
                .orElse(0);
    }

    /** Throws all dead letters away; how many they were. */
    public int discardDeadLetters(String id) {
        return one(id).map(one -> {
                    try {
                        return store.discard(one.row().number());
                    } catch (SQLException e) {
                        throw gone(e);
                    }
                })
                .orElse(0);
    }

    // --- Telling ---

    private void deliver(Active one) {
        if (past == null || closing) {
            return; // It is begun with the others.
        }
        long number = one.row().number();
        Delivery before = deliveries.get(number);
        if (before != null) {
            before.stop();
        }
        Target target = target(one.subscription().endpoint());
        Delivery delivery = new Delivery(shared, number, one.subscription(), target, replay(one), before);
        deliveries.put(number, delivery);
        Thread.ofVirtual().name("deliver-" + number).start(delivery);
    }

    /** One that cannot be used any more says so at each attempt: the list of who may be told has been shortened. */
    private Target target(Endpoint endpoint) {
        try {
            return reaching.open(endpoint);
        } catch (NotAllowed e) {
            return new ForbiddenTarget(String.valueOf(e.getMessage()));
        }
    }

    private Delivery.Replay replay(Active one) {
        SubscriptionRow row = one.row();
        Past known = Objects.requireNonNull(past);
        if (!row.isReplaying()) {
            return () -> false;
        }
        return new PastReplay(store, matcher, known, row, one.subscription(), AT_A_TIME);
    }

    /** Ends telling; what is folded afterwards is still kept. Call it before the twin is closed. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            deliveries.values().forEach(Delivery::stop);
        } finally {
            lock.unlock();
        }
        for (Delivery delivery : new ArrayList<>(deliveries.values())) {
            try {
                delivery.awaitEnd();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
