package meridian.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import meridian.twin.DiskTrouble;
import meridian.twin.Folded;
import meridian.twin.Follower;
import meridian.twin.Outcome;
import meridian.twin.TwinState;
import meridian.twin.TwinWriter;
import meridian.twin.entity.Times;

/** A twin whose journal is forgotten with it. The real one is tried in the module that has the database. */
final class MemoryTwin implements TwinDoor {
    private final TwinWriter writer = new TwinWriter(TwinState.EMPTY);
    private final Map<String, Long> known = new HashMap<>();
    private final NavigableMap<Long, TwinState> states = new TreeMap<>(Map.of(0L, TwinState.EMPTY));
    private final List<Watcher> watchers = new ArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final Follower follower;
    private volatile TwinState state = TwinState.EMPTY;
    private volatile DiskTrouble trouble = DiskTrouble.NONE;

    /** @param follower of all that is taken */
    MemoryTwin(Follower follower) {
        this.follower = follower;
    }

    @Override
    public Figures figures() {
        return new Figures(Map.of("events", Map.of("stored", writer.position())), 0, 0);
    }

    @Override
    public TwinState now() {
        return state;
    }

    @Override
    public DiskTrouble trouble() {
        return trouble;
    }

    void disk(DiskTrouble now) {
        trouble = now;
    }

    /** Lets nobody hand in anything until {@link #go}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void go() {
        gate.countDown();
    }

    @Override
    public List<Taken> take(String producer, Kind kind, List<Handed> events) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Overloaded("interrupted");
        }
        return taken(producer, events);
    }

    private synchronized List<Taken> taken(String producer, List<Handed> events) {
        List<Taken> taken = new ArrayList<>();
        List<Folded> folded = new ArrayList<>();
        for (Handed handed : events) {
            String id = producer + "/" + handed.id();
            Long before = known.get(id);
            long position = before == null ? writer.position() + 1 : before;
            if (before == null) {
                known.put(id, position);
                long now = Times.micros(Instant.now());
                Outcome outcome = writer.apply(position, now, handed.event());
                folded.add(new Folded(position, now, handed.event(), outcome));
            }
            taken.add(new Taken(position, before != null));
        }
        TwinState before = state;
        TwinState next = writer.publish();
        if (!folded.isEmpty()) {
            follower.folded(folded, before, next);
        }
        state = next;
        states.put(state.position(), state);
        watchers.forEach(watcher -> watcher.folded(folded, before, state));
        return taken;
    }

    /** Forgets what it was before. */
    synchronized void forget() {
        states.clear();
    }

    @Override
    public synchronized Optional<TwinState> at(long position) {
        return Optional.ofNullable(states.get(position));
    }

    @Override
    public synchronized void watch(Watcher watcher) {
        watchers.add(watcher);
    }
}
